// Everything that one running simulation consists of besides sockets: the scenario, a desk for each provider, the books, the names.
// Built once at start; the parts are thread safe, the lists never change.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "daemon/simulator/books.h"
#include "daemon/simulator/certificates.h"
#include "daemon/simulator/dns_server.h"
#include "daemon/simulator/dns_zone.h"
#include "daemon/simulator/receiver_server.h"
#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

struct World {
    /// `tlsa_port`: the SMTP port that TLSA records are published for.
    World(Scenario plan, std::uint16_t tlsa_port);

    Scenario scenario;
    CertificateShop certificates;
    std::vector<std::unique_ptr<Desk>> desks;  // in the order of the scenario's providers
    std::unordered_map<std::string, Desk*> desk_by_name;
    std::unordered_map<std::string, Station> stations;
    std::unique_ptr<Station> catch_all;
    Books books;
    DnsZone zone;
    SteadyTime started;
};

}  // namespace mailrace::simulator
