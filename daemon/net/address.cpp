#include "daemon/net/address.h"

#include <charconv>

#include "shared/mail/ip_address.h"
#include "shared/mail/text.h"

namespace mailrace::net {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return port;
}

Error bad_endpoint(std::string_view text) {
    return Error::invalid("not an address with a port: \"" + std::string(text.substr(0, 100)) + "\"");
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
    const auto read = mail::parse_ip(text);
    if (!read) return std::nullopt;
    const auto ip = read->unmapped();
    if (ip.v6) return IpAddress(boost::asio::ip::address_v6(ip.bytes));
    return IpAddress(boost::asio::ip::address_v4({ip.bytes[0], ip.bytes[1], ip.bytes[2], ip.bytes[3]}));
}

std::optional<IpAddress> parse_address_literal(std::string_view text) {
    if (text.size() < 3 || text.front() != '[' || text.back() != ']') return std::nullopt;
    text = text.substr(1, text.size() - 2);
    if (mail::iequals(text.substr(0, 5), "IPv6:")) text.remove_prefix(5);
    return parse_ip(text);
}

Result<Endpoint> parse_endpoint(std::string_view text, std::uint16_t default_port) {
    std::string_view host = text;
    std::uint16_t port = default_port;
    std::size_t colon = text.rfind(':');
    bool bracketed = !text.empty() && text.front() == '[';
    bool has_port = colon != std::string_view::npos &&
                    (bracketed ? colon > 0 && text[colon - 1] == ']' : text.find(':') == colon);
    if (has_port) {
        auto parsed = parse_port(text.substr(colon + 1));
        if (!parsed) return bad_endpoint(text);
        port = *parsed;
        host = text.substr(0, colon);
    }
    auto ip = bracketed ? parse_address_literal(host) : parse_ip(host);
    if (!ip) return bad_endpoint(text);
    return Endpoint(*ip, port);
}

std::string to_text(const IpAddress& ip) { return ip.to_string(); }

std::string to_text(const Endpoint& endpoint) {
    std::string ip = endpoint.address().to_string();
    if (endpoint.address().is_v6()) ip = "[" + ip + "]";
    return ip + ":" + std::to_string(endpoint.port());
}

bool is_host_name(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    std::size_t label = 0;
    for (char c : text) {
        if (c == '.') {
            if (label == 0) return false;
            label = 0;
            continue;
        }
        bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!allowed || ++label > 63) return false;
    }
    return label > 0;
}

}  // namespace mailrace::net
