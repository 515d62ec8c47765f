// Strong ids: 64-bit numbers that the compiler does not mix up. Zero means "none".
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mailrace {

template <class Tag>
struct StrongId {
    std::uint64_t value = 0;
    auto operator<=>(const StrongId&) const = default;
    explicit operator bool() const { return value != 0; }
};

using MessageId = StrongId<struct MessageTag>;        // the queue id of an accepted message
using EventId = StrongId<struct EventTag>;            // position in the history: grows by one for each event
using ConnectionId = StrongId<struct ConnectionTag>;  // one outbound connection
using SessionId = StrongId<struct SessionTag>;        // one inbound session or control session

/// The text form of a message id: 13 characters of Crockford's base 32, upper case, sortable as text.
std::string to_text(MessageId id);

/// Reads the text form (either case). Nothing when it is not 13 characters of base 32 or does not fit 64 bits.
std::optional<MessageId> parse_message_id(std::string_view text);

/// Gives out message ids that grow: milliseconds since 2020-01-01 in the upper 42 bits, a counter in the lower 22. Thread safe;
/// never gives the same id twice, also when the clock steps back.
class MessageIdSource {
public:
    /// `unix_ms`: wall clock now, in milliseconds.
    MessageId next(std::int64_t unix_ms);
    /// Ids given out from now on are greater than `seen`: for recovery.
    void skip_past(MessageId seen);

private:
    std::atomic<std::uint64_t> last_{0};
};

}  // namespace mailrace

template <class Tag>
struct std::hash<mailrace::StrongId<Tag>> {
    std::size_t operator()(const mailrace::StrongId<Tag>& id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value * 0x9E3779B97F4A7C15ULL);
    }
};
