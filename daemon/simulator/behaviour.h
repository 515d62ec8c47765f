// How one provider treats those who come: limits on connections, messages and rates a source, blocks, greylisting, unknown users,
// full mailboxes, refusals, drops and silences. Pure logic: the time is handed in, chance comes from the seed, nothing is locked.
// The owner (Desk) serialises the calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

enum class Act : std::uint8_t {
    proceed,
    refuse,            // answer with the words of `kind`, go on
    refuse_and_close,  // answer with the words of `kind`, then close
    drop,              // close at once, without a word
    silence,           // never answer again
};

struct Verdict {
    Act act = Act::proceed;
    ReplyKind kind = ReplyKind::accepted;
    Duration delay{0};  // to wait before the answer
};

/// A limit on events in a window that starts with its first event.
class Window {
public:
    /// Counts one event; false when it is beyond the rate. A rate without limit always allows.
    bool allow(const Rate& rate, SteadyTime now);
    /// Counts one event; true when the rate's count is reached with it.
    bool reached(const Rate& rate, SteadyTime now);

private:
    std::uint32_t count_in_window(const Rate& rate, SteadyTime now);
    SteadyTime start_{};
    std::uint32_t count_ = 0;
};

class Behaviour {
public:
    Behaviour(Manners manners, std::string_view name, std::uint64_t seed);

    struct Source {
        std::uint32_t connections = 0;
        std::uint32_t peak_connections = 0;
        Window messages;
        Window connects;
        Window violations;
        SteadyTime blocked_until{};
        SteadyTime last_seen{};
    };

    /// One connection, from connect() to leave(). Not to be copied while inside.
    struct Visit {
        Source* source = nullptr;
        std::uint32_t messages = 0;  // accepted on this connection
    };

    /// A source connects. Unless the verdict is `proceed`, the visit did not begin and leave() must not be called.
    /// A drop or silence that comes in place of the banner, not of the connection, has `kind == banner`.
    Verdict connect(std::string_view ip, SteadyTime now, Visit& visit);
    void leave(Visit& visit, SteadyTime now);

    Verdict hello();
    Verdict mail(Visit& visit, SteadyTime now);
    Verdict recipient(std::string_view ip, std::string_view sender, std::string_view recipient, SteadyTime now);
    Verdict data();
    /// Whether the connection is to be dropped in the middle of the text of a message.
    Verdict body();
    /// The end of data; `recipient` is the first accepted one. `reply` drops are told apart by `kind == accepted`.
    Verdict finish(Visit& visit, std::string_view recipient, SteadyTime now);

    const Manners& manners() const { return manners_; }
    Manners& manners() { return manners_; }
    std::uint32_t connections() const { return connections_; }
    const std::unordered_map<std::string, Source>& sources() const { return sources_; }
    /// Forgets rates, blocks, greylist and peaks; connections that are open stay counted.
    void reset();

private:
    Source& source_of(std::string_view ip, SteadyTime now);
    void violate(Source& source, SteadyTime now);
    bool drawn(double share);
    Duration latency(const TimeRange& range);
    /// The drop or silence of a phase, if chance says so.
    bool mishap(Phase phase, Verdict& verdict);
    bool greylisted(std::string_view ip, std::string_view sender, std::string_view recipient, SteadyTime now);
    Verdict refuse(ReplyKind kind, Act act, Duration delay) const;

    Manners manners_;
    std::uint64_t seed_;
    std::uint64_t draws_ = 0;
    std::uint32_t connections_ = 0;
    std::unordered_map<std::string, Source> sources_;
    std::unordered_map<std::uint64_t, SteadyTime> greylist_;
};

}  // namespace mailrace::simulator
