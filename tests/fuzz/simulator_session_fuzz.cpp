// links: mailrace_simulator
#include <cstddef>
#include <cstdint>

#include "daemon/simulator/receiver_session.h"

using namespace mailrace;
using namespace mailrace::simulator;

namespace {

const Provider& provider() {
    static const Provider made = [] {
        Provider p;
        p.name = "p";
        p.catch_all = true;
        return p;
    }();
    return made;
}

/// All replies to `input` in pieces of `piece` bytes.
std::string talk(std::string_view input, std::size_t piece) {
    ManualClock clock;
    Desk desk(provider(), 1);
    Books books;
    ReceiverSession session({&desk, &books, &clock, nullptr, "mx.example", "127.0.0.1", 1});
    session.begin();
    std::string pending;
    Step step;
    while (!input.empty() && step.what == Do::read) {
        pending += input.substr(0, piece);
        input.remove_prefix(std::min(piece, input.size()));
        std::size_t consumed = 0;
        step = session.resume(pending, consumed);
        pending.erase(0, consumed);
        if (step.what == Do::start_tls) {
            session.tls_started();
            pending.clear();
            return session.output();
        }
    }
    return session.output();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    // How the bytes are cut into reads must not matter.
    if (talk(input, 4096) != talk(input, 1 + size % 13)) __builtin_trap();
    return 0;
}
