// The bytes of a message on their way in. DataReader finds the end of DATA and takes out the dots that were stuffed in (RFC 5321
// section 4.5.2): only <CR LF> . <CR LF> ends, no other spelling of it. ContentCheck judges what came, by DATA or BDAT: line
// ends, NUL, lengths, hops. Both work on big pieces in place with memchr and keep a few words of state; a piece may be cut
// anywhere.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/mail/header_scanner.h"

namespace mailrace::smtp {

class DataReader {
public:
    struct Piece {
        std::string_view body;  // message bytes, a view into the input
        std::size_t consumed = 0;
        bool end = false;  // the final dot was read; the input behind `consumed` is no message
    };

    /// Call again with the rest until all is consumed or `end`.
    Piece next(std::string_view in);

private:
    enum class State : std::uint8_t { line_start, in_line, cr, dot, dot_cr };
    std::size_t run(std::string_view in);

    State state_ = State::line_start;
};

enum class ContentFault : std::uint8_t { none, bare_line_end, nul, line_too_long, too_big, header_too_big, too_many_hops };

struct ContentLimits {
    std::uint64_t message = 0;        // bytes; 0: unlimited
    std::uint64_t header = 1u << 20;  // bytes of the header block
    std::uint64_t line = 1'000'000;   // bytes of a line without its end
    std::uint64_t hops = 100;         // Received fields
};

class ContentCheck {
public:
    explicit ContentCheck(const ContentLimits& limits) : limits_(limits) {}

    /// The next bytes of the message. Returns the first fault found so far; after one, nothing is judged any more.
    ContentFault feed(std::string_view piece);
    /// The message is complete.
    ContentFault finish();

    std::uint64_t bytes() const { return bytes_; }
    bool eight_bit() const { return eight_bit_; }
    /// The last byte was the LF of a CR LF, or there was none.
    bool at_line_start() const { return bytes_ == 0 || (line_length_ == 0 && !cr_); }

private:
    ContentFault lines(std::string_view piece);

    ContentLimits limits_;
    mail::HeaderScanner header_;
    std::uint64_t bytes_ = 0;
    std::uint64_t line_length_ = 0;
    ContentFault fault_ = ContentFault::none;
    bool cr_ = false;  // the last byte was a CR
    bool eight_bit_ = false;
};

}  // namespace mailrace::smtp
