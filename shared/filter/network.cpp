#include "shared/filter/match.h"

namespace mailrace::filter {

std::optional<mail::IpAddress> parse_ip(std::string_view text) {
    const auto address = mail::parse_ip(text);
    if (!address) return std::nullopt;
    return address->unmapped();
}

std::optional<mail::Cidr> parse_network(std::string_view text) {
    if (text.find('/') == std::string_view::npos) return std::nullopt;
    return mail::parse_cidr(text);
}

}  // namespace mailrace::filter
