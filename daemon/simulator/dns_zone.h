// All names of the pretend Internet and how the name server treats each: pure look-up, no sockets. Built once from a scenario; moods
// of a provider may be changed while it runs (mood_of), everything else is constant. Thread safe.
#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/simulator/dns_message.h"
#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

class DnsZone {
public:
    /// `key_digest`: for TLSA records, as CertificateShop::key_digest(); `tlsa_port` is the port that they are named after.
    DnsZone(const Scenario& scenario, std::string_view key_digest, std::uint16_t tlsa_port);

    struct Reply {
        bool silent = false;         // no answer at all
        bool truncate_udp = false;   // over UDP only the header, with TC
        DnsAnswer answer;
    };
    Reply look_up(const DnsQuery& query) const;

    /// Changes how a provider's domains are answered. False when there is no such provider.
    bool set_mood(const std::string& provider, DnsMood mood);

private:
    struct Node {
        std::vector<DnsRecord> records;
        const Provider* provider = nullptr;  // whose mood decides; null: always normal
        bool host = false;                   // the mood is the provider's host_dns
    };
    void add(const std::string& name, DnsType type, std::string data, const Provider* provider, bool host);
    void add_provider(const Provider& provider, std::string_view key_digest, std::uint16_t tlsa_port);
    void add_host(const Provider& provider, const Host& host);
    void add_extra(const ExtraRecord& record);
    void add_parents();
    DnsMood mood(const Node& node) const;
    DnsRecord soa(std::string_view name) const;
    void answer_from(const DnsQuery& query, DnsMood mood, Reply& reply) const;

    std::uint32_t ttl_;
    std::unordered_map<std::string, Node> nodes_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, DnsMood> moods_;  // by provider, of its domains
};

/// "1.0.21.127.in-addr.arpa" or the ip6.arpa name of an address; empty when it is none.
std::string reverse_name(std::string_view address);

}  // namespace mailrace::simulator
