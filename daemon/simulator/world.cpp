#include "daemon/simulator/world.h"

namespace mailrace::simulator {

World::World(Scenario plan, std::uint16_t tlsa_port)
    : scenario(std::move(plan)), zone(scenario, certificates.key_digest(), tlsa_port), started(SystemClock::instance().steady()) {
    for (const Provider& provider : scenario.providers) {
        desks.push_back(std::make_unique<Desk>(provider, scenario.seed));
        Desk* desk = desks.back().get();
        desk_by_name.emplace(provider.name, desk);
        for (const Host& host : provider.hosts) {
            for (const std::string& address : host.addresses) stations.emplace(address, Station{desk, host.name, host.dead});
        }
        if (provider.catch_all && !catch_all) {
            const std::string name = provider.hosts.empty() ? provider.name : provider.hosts.front().name;
            catch_all = std::make_unique<Station>(Station{desk, name, false});
        }
    }
}

}  // namespace mailrace::simulator
