#include "daemon/simulator/dns_zone.h"

#include <fmt/format.h>

#include <boost/asio/ip/address.hpp>
#include <mutex>

#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace {

std::string address_data(std::string_view text) {
    boost::system::error_code code;
    const auto address = boost::asio::ip::make_address(std::string(text), code);
    if (code) return {};
    const auto copy = [](const auto& bytes) { return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()); };
    return address.is_v4() ? copy(address.to_v4().to_bytes()) : copy(address.to_v6().to_bytes());
}

std::string text_data(std::string_view text) {
    std::string data;
    do {
        const std::string_view part = text.substr(0, 255);
        data += static_cast<char>(part.size());
        data += part;
        text.remove_prefix(part.size());
    } while (!text.empty());
    return data;
}

std::vector<std::string> split(std::string_view text) { return split_words(text).words; }

std::string mx_data(std::uint16_t preference, std::string_view host) { return wire_u16(preference) + wire_name(host); }

/// "3 1 1 HEX" on the wire; empty when malformed.
std::string tlsa_data(const std::vector<std::string>& words) {
    if (words.size() != 4 || words[3].size() % 2 != 0 || words[3].size() > 256) return {};
    std::string data;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto number = parse_number(words[i]);
        if (!number || *number > 255) return {};
        data += static_cast<char>(*number);
    }
    for (std::size_t i = 0; i < words[3].size(); i += 2) {
        unsigned value = 0;
        const auto [end, code] = std::from_chars(words[3].data() + i, words[3].data() + i + 2, value, 16);
        if (code != std::errc() || end != words[3].data() + i + 2) return {};
        data += static_cast<char>(value);
    }
    return data;
}

std::string extra_data(const ExtraRecord& record, DnsType type) {
    const auto words = split(record.value);
    switch (type) {
        case DnsType::a:
        case DnsType::aaaa: return address_data(record.value);
        case DnsType::txt: return text_data(record.value);
        case DnsType::cname:
        case DnsType::ptr: return wire_name(parse_name(record.value).value_or(""));
        case DnsType::tlsa: return tlsa_data(words);
        case DnsType::mx: {
            const auto preference = words.size() == 2 ? parse_number(words[0]) : std::nullopt;
            return preference ? mx_data(static_cast<std::uint16_t>(*preference), words[1]) : std::string{};
        }
        case DnsType::soa:
        case DnsType::opt:
        case DnsType::any: break;
    }
    return {};
}

}  // namespace

std::string reverse_name(std::string_view text) {
    const std::string data = address_data(text);
    std::string name;
    for (auto at = data.rbegin(); at != data.rend(); ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        name += data.size() == 4 ? fmt::format("{}.", byte) : fmt::format("{:x}.{:x}.", byte & 0xF, byte >> 4);
    }
    if (data.empty()) return {};
    return name + (data.size() == 4 ? "in-addr.arpa" : "ip6.arpa");
}

DnsZone::DnsZone(const Scenario& scenario, std::string_view key_digest, std::uint16_t tlsa_port)
    : ttl_(static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::seconds>(scenario.ttl).count())) {
    for (const Provider& provider : scenario.providers) add_provider(provider, key_digest, tlsa_port);
    for (const ExtraRecord& record : scenario.records) add_extra(record);
    add_parents();
}

void DnsZone::add(const std::string& name, DnsType type, std::string data, const Provider* provider, bool host) {
    if (name.empty() || data.empty()) return;
    Node& node = nodes_[name];
    if (provider) {
        node.provider = provider;
        node.host = host;
    }
    for (const DnsRecord& record : node.records) {
        if (record.type == type && record.data == data) return;
    }
    node.records.push_back({name, type, ttl_, std::move(data)});
}

void DnsZone::add_provider(const Provider& provider, std::string_view key_digest, std::uint16_t tlsa_port) {
    moods_[provider.name] = provider.domain_dns;
    for (const Host& host : provider.hosts) {
        add_host(provider, host);
        if (provider.tlsa) {
            const auto name = fmt::format("_{}._tcp.{}", tlsa_port, host.name);
            add(name, DnsType::tlsa, tlsa_data({"3", "1", "1", std::string(key_digest)}), &provider, true);
        }
    }
    for (const DomainShare& domain : provider.domains) {
        add(domain.name, DnsType::txt, text_data("v=spf1 -all"), &provider, false);
        for (const Host& host : provider.hosts) add(domain.name, DnsType::mx, mx_data(host.preference, host.name), &provider, false);
    }
}

void DnsZone::add_host(const Provider& provider, const Host& host) {
    for (const std::string& address : host.addresses) {
        const bool v6 = address.find(':') != std::string::npos;
        add(host.name, v6 ? DnsType::aaaa : DnsType::a, address_data(address), &provider, true);
        add(reverse_name(address), DnsType::ptr, wire_name(host.name), nullptr, false);
    }
}

void DnsZone::add_extra(const ExtraRecord& record) {
    const auto type = dns_type(record.type);
    if (type) add(record.name, *type, extra_data(record, *type), nullptr, false);
}

/// A name with something below it exists, although it has no records (RFC 8020).
void DnsZone::add_parents() {
    std::vector<std::string> names;
    names.reserve(nodes_.size());
    for (const auto& [name, node] : nodes_) names.push_back(name);
    for (std::string_view name : names) {
        for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
            name.remove_prefix(dot + 1);
            nodes_.try_emplace(std::string(name));
        }
    }
}

DnsMood DnsZone::mood(const Node& node) const {
    if (!node.provider) return DnsMood::normal;
    if (node.host) return node.provider->host_dns;
    std::shared_lock lock(mutex_);
    return moods_.at(node.provider->name);
}

bool DnsZone::set_mood(const std::string& provider, DnsMood mood) {
    std::unique_lock lock(mutex_);
    const auto known = moods_.find(provider);
    if (known == moods_.end()) return false;
    known->second = mood;
    return true;
}

DnsRecord DnsZone::soa(std::string_view name) const {
    const auto last = name.rfind('.');
    const auto zone_dot = last == std::string_view::npos || last == 0 ? std::string_view::npos : name.rfind('.', last - 1);
    const std::string zone(zone_dot == std::string_view::npos ? name : name.substr(zone_dot + 1));
    std::string data = wire_name("ns.simulator.invalid") + wire_name("hostmaster.simulator.invalid");
    for (const std::uint32_t value : {1U, 3600U, 600U, 86400U, std::min(ttl_, 60U)}) {
        data += wire_u16(static_cast<std::uint16_t>(value >> 16)) + wire_u16(static_cast<std::uint16_t>(value));
    }
    return {zone, DnsType::soa, std::min(ttl_, 60U), data};
}

void DnsZone::answer_from(const DnsQuery& query, DnsMood mood, Reply& reply) const {
    const auto type = static_cast<DnsType>(query.type);
    std::string name = query.name;
    for (int hop = 0; hop < 9; ++hop) {
        const auto known = nodes_.find(name);
        if (known == nodes_.end()) {
            reply.answer.code = DnsCode::name_error;
            return;
        }
        const DnsRecord* alias = nullptr;
        for (const DnsRecord& record : known->second.records) {
            const bool hidden = (mood == DnsMood::no_mx && record.type == DnsType::mx) ||
                                (mood == DnsMood::no_data && record.type != DnsType::txt);
            if ((record.type == type || type == DnsType::any) && !hidden) reply.answer.answers.push_back(record);
            else if (record.type == DnsType::cname) alias = &record;
        }
        if (!alias || type == DnsType::cname || type == DnsType::any) return;
        reply.answer.answers.push_back(*alias);
        std::size_t length = 0;
        std::string target;  // back from the wire: it was written by wire_name
        while (length < alias->data.size() && alias->data[length] != '\0') {
            const auto label = static_cast<unsigned char>(alias->data[length]);
            if (!target.empty()) target += '.';
            target += alias->data.substr(length + 1, label);
            length += 1U + label;
        }
        name = target;
    }
}

DnsZone::Reply DnsZone::look_up(const DnsQuery& query) const {
    Reply reply;
    if (query.opcode != 0 || query.qclass != 1) {
        reply.answer.code = query.opcode != 0 ? DnsCode::not_implemented : DnsCode::refused;
        return reply;
    }
    const auto known = nodes_.find(query.name);
    const DnsMood how = known == nodes_.end() ? DnsMood::normal : mood(known->second);
    if (known != nodes_.end() && known->second.provider) reply.answer.authentic = known->second.provider->dnssec;
    switch (how) {
        case DnsMood::silent: reply.silent = true; return reply;
        case DnsMood::servfail: reply.answer.code = DnsCode::server_failure; return reply;
        case DnsMood::nxdomain: reply.answer.code = DnsCode::name_error; break;
        case DnsMood::null_mx:
            if (query.type == static_cast<std::uint16_t>(DnsType::mx)) {
                reply.answer.answers.push_back({query.name, DnsType::mx, ttl_, mx_data(0, "")});
            }
            break;
        case DnsMood::no_mx:
            answer_from(query, how, reply);
            // The domain itself is the host then (RFC 5321, 5.1: the implicit MX).
            if (known->second.host || !known->second.provider) break;
            for (const Host& host : known->second.provider->hosts) {
                for (const std::string& address : host.addresses) {
                    const auto type = address.find(':') == std::string::npos ? DnsType::a : DnsType::aaaa;
                    if (query.type != static_cast<std::uint16_t>(type)) continue;
                    reply.answer.answers.push_back({query.name, type, ttl_, address_data(address)});
                }
            }
            break;
        case DnsMood::truncated: reply.truncate_udp = true; [[fallthrough]];
        case DnsMood::normal:
        case DnsMood::no_data: answer_from(query, how, reply); break;
    }
    if (reply.answer.answers.empty()) reply.answer.authority.push_back(soa(query.name));
    return reply;
}

}  // namespace mailrace::simulator
