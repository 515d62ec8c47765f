// links: mailrace_simulator
#include <cstddef>
#include <cstdint>

#include "daemon/simulator/dns_zone.h"
#include "daemon/simulator/scenario_parser.h"

using namespace mailrace::simulator;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scenario scenario =
        parse_scenario("<provider p>\ndomain p.example\nmx 5 mx.p.example\n</provider>\nrecord a.example CNAME p.example\n").scenario;
    static const DnsZone zone(scenario, "", 25);
    const std::string_view wire(reinterpret_cast<const char*>(data), size);
    read_answer(wire);
    const auto query = read_query(wire);
    if (!query) return 0;
    const auto reply = zone.look_up(*query);
    const std::string answer = write_answer(*query, reply.answer, 512);
    if (!read_answer(answer)) __builtin_trap();  // whatever was asked, the answer is well formed
    return 0;
}
