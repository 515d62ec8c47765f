// How one target of accounting is doing, for a person: values only; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::journal {

struct AccountingState {
    std::string kind;     // "file", "pipe", "webhook"
    std::string target;   // path, command, or the webhook's name
    std::string to;       // the file being written, or the address
    std::string format;
    std::string records;  // "d,b,tq"
    std::string state;    // "ok", "behind", "waiting" (tries again at `next`), "failed" (waits for a person)
    std::string problem;  // why, in words; empty while all is well
    EventId position;     // the last event that is done with
    std::uint64_t waiting = 0;       // events of the history after it
    std::uint64_t written = 0;       // records since the start of the daemon
    std::uint64_t failures = 0;      // attempts that failed since then
    std::uint64_t dead_letters = 0;  // records given up since then
    WallTime last{};      // of the last success; zero: none yet
    WallTime next{};      // of the next attempt, while waiting
};

}  // namespace mailrace::journal
