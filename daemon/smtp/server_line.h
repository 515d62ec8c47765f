// Takes command lines out of a byte stream that is cut anywhere. A line ends with CR LF and with nothing else; one that holds a
// bare CR, a bare LF or a NUL is taken out whole and reported, never obeyed (RFC 5321 section 2.3.8). Memory is bounded by the
// longest line allowed.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::smtp {

enum class LineKind : std::uint8_t {
    incomplete,  // everything was consumed, the line goes on
    good,
    malformed,  // bare CR, bare LF or NUL
    too_long,   // longer than allowed; it was skipped up to its end
    endless,    // far longer than allowed and still no end: the connection is of no use
};

struct Line {
    LineKind kind = LineKind::incomplete;
    std::string_view text;  // of a good line, without CR LF; valid until the next take()
    std::size_t consumed = 0;
};

class LineReader {
public:
    static constexpr std::size_t endless_bound = 64 * 1024;

    /// `max`: bytes of a line with its CR LF.
    explicit LineReader(std::size_t max) : max_(max) {}

    Line take(std::string_view in);
    void clear();

private:
    Line judge(std::string_view line, std::size_t consumed) const;

    std::size_t max_;
    std::string partial_;
    std::size_t length_ = 0;  // of the line so far, kept or not
    bool stale_ = false;      // partial_ holds the line that was given out last
};

}  // namespace mailrace::smtp
