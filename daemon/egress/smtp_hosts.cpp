#include "daemon/egress/smtp_hosts.h"

#include <charconv>

#include "daemon/net/address.h"

namespace mailrace::egress {
namespace {

constexpr std::size_t max_entries = 64;
constexpr std::string_view lookup_prefix = "lookup-mx:";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return out;
}

bool read_entry(std::string_view text, HostEntry& out) {
    std::string entry = lower(text);
    std::string_view rest = entry;
    if (rest.starts_with(lookup_prefix)) {
        out.lookup_mx = true;
        rest.remove_prefix(lookup_prefix.size());
    }
    std::size_t bracket = rest.rfind(']');
    std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        std::string_view port = rest.substr(colon + 1);
        auto [end, ec] = std::from_chars(port.data(), port.data() + port.size(), out.port);
        if (ec != std::errc{} || end != port.data() + port.size() || out.port == 0) return false;
        rest = rest.substr(0, colon);
    }
    if (rest.empty()) return false;
    if (rest.front() == '[') {
        auto ip = net::parse_address_literal(rest);
        if (!ip || out.lookup_mx) return false;
        out.name = "[" + net::to_text(*ip) + "]";
        return true;
    }
    if (auto ip = net::parse_ip(rest); ip && !out.lookup_mx) {
        out.name = "[" + net::to_text(*ip) + "]";
        return true;
    }
    if (!net::is_host_name(rest)) return false;
    out.name = rest;
    return true;
}

}  // namespace

Result<std::vector<HostEntry>> parse_smtp_hosts(std::string_view text, std::uint16_t default_port) {
    std::vector<HostEntry> out;
    unsigned preference = 0;
    while (!text.empty()) {
        std::size_t end = text.find_first_of(",;");
        std::string_view item = trimmed(text.substr(0, end));
        bool next_preference = end != std::string_view::npos && text[end] == ';';
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!item.empty()) {
            HostEntry entry{preference, false, {}, default_port};
            if (!read_entry(item, entry)) return Error::invalid("smtp-hosts: not a host: \"" + std::string(item.substr(0, 100)) + "\"");
            if (out.size() == max_entries) return Error::limit("smtp-hosts: more than 64 hosts");
            out.push_back(std::move(entry));
        }
        if (next_preference) ++preference;
    }
    if (out.empty()) return Error::invalid("smtp-hosts: no host");
    return out;
}

}  // namespace mailrace::egress
