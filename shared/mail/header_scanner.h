// Finds the end of a header block in a message that arrives in pieces, and counts bytes and Received fields on the way, without
// keeping the header. A small state, no allocation; lives on whatever thread reads the message.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mailrace::mail {

class HeaderScanner {
public:
    /// The next piece of the message, cut anywhere. Returns how many of its bytes belong to the header block, the empty line that
    /// ends it included: all of them while it has not ended, none once it has.
    std::size_t feed(std::string_view piece);

    bool ended() const { return ended_; }
    std::uint64_t bytes() const { return bytes_; }
    /// Received fields so far (RFC 5321 section 6.3: for loop detection).
    std::uint32_t received() const { return received_; }

private:
    void end_line();

    std::array<char, 16> prefix_{};  // how the current line begins
    std::uint64_t line_length_ = 0;  // without its LF
    std::uint64_t bytes_ = 0;
    std::uint32_t received_ = 0;
    bool ended_ = false;
};

}  // namespace mailrace::mail
