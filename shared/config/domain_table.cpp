#include "shared/config/domain_table.h"

namespace mailrace::config {

namespace {

std::string_view literal_of(std::string_view domain) {
    if (!domain.starts_with('[') || !domain.ends_with(']')) return {};
    domain = domain.substr(1, domain.size() - 2);
    return domain.starts_with("ipv6:") ? domain.substr(5) : domain;
}

}  // namespace

void DomainTable::add(std::string_view pattern, const Block* block, bool from_macro) {
    ++size_;
    const Entry entry{block, from_macro};
    if (pattern == "*") {
        all_.push_back(entry);
    } else if (pattern.starts_with("[*.]")) {
        below_[std::string(pattern.substr(4))].push_back(entry);
        exact_[std::string(pattern.substr(4))].push_back(entry);
    } else if (pattern.starts_with("*.")) {
        below_[std::string(pattern.substr(2))].push_back(entry);
    } else if (const auto cidr = parse_cidr(literal_of(pattern))) {
        literals_[cidr->bits].emplace_back(*cidr, entry);
    } else {
        exact_[std::string(pattern)].push_back(entry);
    }
}

void DomainTable::append(const Entries& entries, std::vector<const Block*>& out) {
    for (const bool from_macro : {true, false})
        for (const Entry& entry : entries)
            if (entry.from_macro == from_macro) out.push_back(entry.block);
}

void DomainTable::match(std::string_view domain, std::vector<const Block*>& out) const {
    if (size_ == 0) return;
    append(all_, out);
    if (const auto address = parse_ip(literal_of(domain))) {
        for (const auto& [bits, group] : literals_)
            for (const auto& [cidr, entry] : group)
                if (cidr.contains(*address)) out.push_back(entry.block);
        return;
    }
    // Suffixes from the shortest: "com", "example.com", "a.example.com".
    for (std::size_t dot = domain.rfind('.'); !below_.empty() && dot != std::string_view::npos;
         dot = dot == 0 ? std::string_view::npos : domain.rfind('.', dot - 1)) {
        const auto it = below_.find(domain.substr(dot + 1));
        if (it != below_.end()) append(it->second, out);
    }
    const auto it = exact_.find(domain);
    if (it != exact_.end()) append(it->second, out);
}

}  // namespace mailrace::config
