#include "daemon/egress/provider.h"

#include <algorithm>
#include <array>

namespace mailrace::egress {
namespace {

// Second levels under which countries register: "example.co.uk", "example.com.br".
constexpr std::array<std::string_view, 12> second_levels{"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "mil"};

std::string_view last_labels(std::string_view host, int count) {
    std::size_t at = host.size();
    for (int i = 0; i < count; ++i) {
        if (at == 0) return host;
        std::size_t dot = host.rfind('.', at - 1);
        if (dot == std::string_view::npos) return host;
        at = dot;
    }
    return host.substr(at + 1);
}

}  // namespace

std::string provider_of(std::string_view mx_host, std::string_view domain) {
    if (mx_host.empty()) return std::string(domain);
    if (mx_host.front() == '[') return std::string(mx_host);
    bool under_domain = mx_host == domain || (mx_host.size() > domain.size() && mx_host.ends_with(domain) && !domain.empty() &&
                                              mx_host[mx_host.size() - domain.size() - 1] == '.');
    if (under_domain) return std::string(domain);
    std::string_view two = last_labels(mx_host, 2);
    std::size_t dot = two.find('.');
    if (dot == std::string_view::npos) return std::string(two);
    bool country = two.size() - dot - 1 == 2;
    if (country && std::find(second_levels.begin(), second_levels.end(), two.substr(0, dot)) != second_levels.end())
        return std::string(last_labels(mx_host, 3));
    return std::string(two);
}

}  // namespace mailrace::egress
