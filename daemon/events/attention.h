// Notes for a person: something that someone should look at, from when it began until it ends. Whoever notices something (disk low, a queue in
// back-off, a certificate about to expire) begins a note under a key of its own and ends it when it is over. AttentionSink is all that they know of it;
// AttentionBoard keeps what is open. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"

namespace mailrace::events {

enum class Severity : std::uint8_t { info, warning, critical };
std::string_view to_string(Severity severity);

struct AttentionNote {
    std::string key;            // stable: "queue.backoff:gmail.example/vmta1", "spool.refusing"
    Severity severity = Severity::warning;
    WallTime since{};
    std::string title;          // one line
    std::string text;           // what happened, why, what to do
    std::string response;       // the receiver's words that caused it, exact bytes; may be empty
    std::string queue;          // may be empty
    std::string source;         // may be empty
    std::string filter;         // of the events that belong to it; may be empty: those of the queue
    WallTime until{};           // zero: until it ends by itself
    auto operator<=>(const AttentionNote&) const = default;
};

class AttentionSink {
public:
    virtual ~AttentionSink() = default;
    /// Begins a note, or changes the open one with the same key (its `since` stays).
    virtual void begin(AttentionNote note) = 0;
    virtual void end(std::string_view key) = 0;
};

class AttentionBoard final : public AttentionSink {
public:
    static constexpr std::size_t kMost = 200;  // open notes; further ones replace the oldest information, then the oldest warning

    void begin(AttentionNote note) override;
    void end(std::string_view key) override;

    /// Open notes, critical first, then the newest first.
    std::vector<AttentionNote> open() const;
    /// Grows with every change.
    std::uint64_t version() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, AttentionNote, std::less<>> notes_;
    std::uint64_t version_ = 0;
};

}  // namespace mailrace::events
