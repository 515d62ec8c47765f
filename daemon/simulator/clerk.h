// Answers questions about a running simulation and changes it: one JSON object in, one out, each a line. The words are documented in
// README.md beside this file. Thread safe; "quit" calls the function given at construction.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "daemon/simulator/world.h"

namespace mailrace::simulator {

class Clerk {
public:
    Clerk(World& world, const DnsCounters* dns, std::function<void()> quit);

    /// The answer to one command, without a line end. Never throws; what is wrong is said in {"ok":false,"error":…}.
    std::string answer(std::string_view line);
    /// The figures as in {"cmd":"stats"}.
    std::string stats() const;

private:
    World& world_;
    const DnsCounters* dns_;
    std::function<void()> quit_;
};

}  // namespace mailrace::simulator
