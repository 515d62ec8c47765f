#include "shared/base/ids.h"

namespace mailrace {

namespace {
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 13;
constexpr std::int64_t kEpochMs = 1577836800000;  // 2020-01-01T00:00:00Z
}  // namespace

std::string to_text(MessageId id) {
    std::string text(kLength, '0');
    std::uint64_t rest = id.value;
    for (std::size_t i = kLength; i-- > 0; rest >>= 5) text[i] = kAlphabet[rest & 31];
    return text;
}

std::optional<MessageId> parse_message_id(std::string_view text) {
    if (text.size() != kLength) return std::nullopt;
    std::uint64_t value = 0;
    for (char c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        const auto digit = kAlphabet.find(c);
        if (digit == std::string_view::npos || value >> 59 != 0) return std::nullopt;
        value = value << 5 | digit;
    }
    return MessageId{value};
}

MessageId MessageIdSource::next(std::int64_t unix_ms) {
    const std::uint64_t base = static_cast<std::uint64_t>(unix_ms > kEpochMs ? unix_ms - kEpochMs : 1) << 22;
    std::uint64_t last = last_.load(std::memory_order_relaxed);
    std::uint64_t id = 0;
    do {
        id = base > last ? base : last + 1;
    } while (!last_.compare_exchange_weak(last, id, std::memory_order_relaxed));
    return {id};
}

void MessageIdSource::skip_past(MessageId seen) {
    std::uint64_t last = last_.load(std::memory_order_relaxed);
    while (last < seen.value && !last_.compare_exchange_weak(last, seen.value, std::memory_order_relaxed)) {
    }
}

}  // namespace mailrace
