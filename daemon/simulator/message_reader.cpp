#include "daemon/simulator/message_reader.h"

#include <charconv>
#include <cstring>

#include "daemon/platform/crc32c.h"
#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace {

constexpr std::size_t max_header_line = 256;  // only the feed's own headers are read, and they are short

std::size_t find_byte(std::string_view text, std::size_t from, char wanted) {
    const void* found = std::memchr(text.data() + from, wanted, text.size() - from);
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : text.size();
}

std::string_view value_of(std::string_view line, std::string_view name) {
    if (line.size() <= name.size() || line[name.size()] != ':' || !line.starts_with(name)) return {};
    line.remove_prefix(name.size() + 1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

void MessageReader::begin(std::size_t keep) {
    *this = MessageReader{};
    keep_ = keep;
}

MessageReader::Fed MessageReader::feed_dotted(std::string_view input) {
    std::size_t at = 0;
    std::size_t from = 0;     // first byte that was not handed on yet
    std::size_t next_cr = 0;  // position of the next CR, valid while ahead of `at`
    bool cr_known = false;
    while (at < input.size()) {
        const char c = input[at];
        switch (state_) {
            case State::line_start:
                state_ = State::in_line;
                if (c != '.') break;
                take(input.substr(from, at - from));
                from = ++at;
                state_ = State::dot;
                break;
            case State::dot:
                state_ = State::in_line;
                if (c != '\r') break;
                from = ++at;
                state_ = State::dot_cr;
                break;
            case State::dot_cr:
                if (c == '\n') return {at + 1, true};
                bare_ = true;
                take("\r");
                state_ = State::in_line;
                break;
            case State::in_line: {
                if (!cr_known || next_cr < at) {
                    next_cr = find_byte(input, at, '\r');
                    cr_known = true;
                }
                const std::size_t lf = find_byte(input.substr(0, next_cr), at, '\n');
                if (lf < next_cr) {
                    bare_ = true;
                    at = lf + 1;
                } else if (next_cr < input.size()) {
                    at = next_cr + 1;
                    state_ = State::after_cr;
                } else {
                    at = input.size();
                }
                break;
            }
            case State::after_cr:
                state_ = c == '\n' ? State::line_start : State::in_line;
                if (c == '\n') ++at;
                else bare_ = true;
                break;
        }
    }
    if (state_ != State::dot && state_ != State::dot_cr) take(input.substr(from));
    return {input.size(), false};
}

void MessageReader::feed_chunk(std::string_view input) { take(input); }

void MessageReader::take(std::string_view bytes) {
    if (bytes.empty()) return;
    size_ += bytes.size();
    if (text_.size() < keep_) text_.append(bytes.substr(0, keep_ - text_.size()));
    if (in_header_) take_header(bytes);
    else sum_ = platform::crc32c(bytes, sum_);
}

void MessageReader::take_header(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto end = find_byte(bytes, 0, '\n');
        if (line_.size() < max_header_line) line_.append(bytes.substr(0, std::min(end, max_header_line - line_.size())));
        if (end == bytes.size()) return;
        bytes.remove_prefix(end + 1);
        if (line_ == "\r" || line_.empty()) {
            in_header_ = false;
            sum_ = platform::crc32c(bytes, sum_);
            return;
        }
        end_header_line();
    }
}

void MessageReader::end_header_line() {
    if (const auto tag = value_of(line_, feed_header); !tag.empty()) tag_ = tag;
    if (const auto sum = value_of(line_, sum_header); sum.size() == 8) {
        std::uint32_t value = 0;
        const auto [end, code] = std::from_chars(sum.data(), sum.data() + sum.size(), value, 16);
        if (code == std::errc() && end == sum.data() + sum.size()) expected_ = value;
    }
    line_.clear();
}

bool MessageReader::altered() const { return expected_ && *expected_ != sum_; }

std::optional<FeedTag> parse_feed_tag(std::string_view text) {
    const auto dash = text.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || dash > 100) return std::nullopt;
    const auto sequence = parse_number(text.substr(dash + 1));
    if (!sequence || *sequence >= (1ULL << 31)) return std::nullopt;
    return FeedTag{text.substr(0, dash), *sequence};
}

}  // namespace mailrace::simulator
