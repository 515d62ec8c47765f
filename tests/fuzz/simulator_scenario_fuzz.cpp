// links: mailrace_simulator
#include <cstddef>
#include <cstdint>

#include "daemon/simulator/scenario_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = mailrace::simulator::parse_scenario(text);
    if (parsed.problems.size() > 50) __builtin_trap();
    return 0;
}
