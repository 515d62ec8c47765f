// SMTP replies (RFC 5321 section 4.2) as they really arrive: read byte by byte, lenient in form, strict in bounds, and kept exactly, because
// people act on the words of a receiver. Pure values and parsers, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::mail {

/// An enhanced status code (RFC 3463); cls 0 means "none".
struct EnhancedCode {
    std::uint8_t cls = 0;
    std::uint16_t subject = 0;
    std::uint16_t detail = 0;
    auto operator<=>(const EnhancedCode&) const = default;
    explicit operator bool() const { return cls != 0; }
};

/// Reads "5.1.1" at the beginning of `text`, also as "#5.1.1"; classes 2, 4 and 5 only. What follows must not continue it as a number
/// ("5.1.1.7" is an address, not a status).
std::optional<EnhancedCode> parse_enhanced_code(std::string_view text);

/// One reply, single or multi-line.
struct Reply {
    std::uint16_t code = 0;         // of the last line: it decides
    EnhancedCode status;            // the first one in the lines whose class is that of the code
    std::string bytes;              // the lines exactly as they came, joined by CR LF, without the last one
    bool cut = false;               // a line was longer than 2,048 bytes; the rest of it is left out
    bool mixed_codes = false;       // the lines disagree about the code
    bool malformed = false;         // accepted, but not as RFC 5321 wants it: bare LF, no code in a continuation line, no separator

    bool positive() const { return code >= 200 && code < 300; }
    bool intermediate() const { return code >= 300 && code < 400; }
    bool transient() const { return code >= 400 && code < 500; }
    bool permanent() const { return code >= 500 && code < 600; }
    /// The text of each line without code and separator.
    std::vector<std::string_view> lines() const;
    /// Text of the first line.
    std::string_view first_text() const;
};

/// Takes bytes as they come and says when a reply is complete.
class ReplyParser {
public:
    static constexpr std::size_t max_line = 2048, max_lines = 200, max_bytes = 64 * 1024;

    enum class State : std::uint8_t { incomplete, invalid, value };
    struct Fed {
        State state = State::incomplete;
        std::size_t consumed = 0;       // bytes of the input that belong to this reply
    };

    /// `invalid`: the first line is no reply (where(), why()), or there are too many lines or bytes. Nothing more is taken then until reset().
    Fed feed(std::string_view input);
    /// After `value`: the reply; the parser begins anew.
    Reply take();
    void reset();

    /// Nothing of a next reply has been seen.
    bool idle() const { return lines_ == 0 && line_.empty(); }
    std::size_t where() const { return seen_; }     // offset in the bytes of this reply
    const std::string& why() const { return why_; }

private:
    State end_line();
    State refuse(std::string why);
    void look_for_status(std::string_view text);

    Reply reply_;
    std::string line_, why_;
    std::size_t lines_ = 0, seen_ = 0;
    EnhancedCode statuses_[3];          // the first seen of class 2, 4, 5
};

}  // namespace mailrace::mail
