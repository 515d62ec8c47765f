// Reads one incoming message as it streams in: takes the dots off (RFC 5321, 4.5.2), finds its end, insists on CRLF, picks out the
// feed's headers and sums the body. Holds no more than a header line, or the whole text when asked to keep it. One session's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailrace::simulator {

/// What the receivers look for in a header.
inline constexpr std::string_view feed_header = "X-Mailrace-Feed";  // RUN-SEQ
inline constexpr std::string_view sum_header = "X-Mailrace-Sum";    // CRC-32C of the body, 8 hexadecimal digits

class MessageReader {
public:
    /// Begins a new message; text() will hold the first `keep` bytes of it.
    void begin(std::size_t keep);

    struct Fed {
        std::size_t consumed = 0;
        bool done = false;
    };
    /// Takes bytes that follow DATA. Stops behind the end of data.
    Fed feed_dotted(std::string_view input);
    /// Takes bytes of a BDAT chunk as they are (RFC 3030).
    void feed_chunk(std::string_view input);

    std::uint64_t size() const { return size_; }
    bool bare_line_end() const { return bare_; }
    const std::string& feed_tag() const { return tag_; }
    /// True when the message says what its body's checksum is, and the body has another one.
    bool altered() const;
    const std::string& text() const { return text_; }

private:
    enum class State : std::uint8_t { line_start, in_line, after_cr, dot, dot_cr };

    void take(std::string_view bytes);
    void take_header(std::string_view bytes);
    void end_header_line();

    State state_ = State::line_start;
    bool bare_ = false;
    std::size_t keep_ = 0;
    bool in_header_ = true;
    std::string line_;
    std::uint64_t size_ = 0;
    std::uint32_t sum_ = 0;
    std::optional<std::uint32_t> expected_;
    std::string tag_;
    std::string text_;
};

struct FeedTag {
    std::string_view run;
    std::uint64_t sequence = 0;
};

/// Splits RUN-SEQ at its last dash. Nothing when it is not of that form, or the sequence is not below 2^31.
std::optional<FeedTag> parse_feed_tag(std::string_view text);

}  // namespace mailrace::simulator
