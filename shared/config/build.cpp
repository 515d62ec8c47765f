#include "shared/config/build.h"

#include <algorithm>
#include <set>

#include "shared/config/records.h"

namespace mailrace::config {

void Builder::run(const Block& root) {
    collect_macros(root);
    build_global(root);
    build_sources(root);
    build_address_lists(root);
    build_reports(root);
    for (const auto& child : root.children)
        if (child->scope == Scope::domain) add_domain(parts_.domains, *child);
    build_virtual_mtas(root);
    build_pools(root);
    build_relay_domains();
    check_names(root);
    tell_doubts(root);
}

void Builder::build_global(const Block& root) {
    apply(parts_.global, root, global_bindings());
    for (const auto& child : root.children) {
        if (child->scope == Scope::smtp_listener) add_listener(*child);
        if (child->scope == Scope::spool) add_spool(*child);
        if (child->scope == Scope::acct_file) add_accounting(*child);
        if (child->scope == Scope::webhook) add_webhook(*child);
        if (child->scope == Scope::bounce_category_patterns) add_category_patterns(*child);
    }
    default_listener_and_spool(root);
}

void Builder::add_listener(const Block& block) {
    const auto value = parse_listener(block.name);
    if (!value) return;  // the reader has said so
    ListenerSettings settings;
    settings.address = value->address;
    settings.port = value->port;
    settings.place = block.place;
    apply(settings, block, listener_bindings());
    parts_.global.listeners.push_back(std::move(settings));
}

void Builder::add_spool(const Block& block) {
    SpoolSettings settings;
    settings.directory = block.name;
    settings.place = block.place;
    apply(settings, block, spool_bindings());
    parts_.global.spools.push_back(std::move(settings));
}

void Builder::add_category_patterns(const Block& block) {
    for (const Assignment& assignment : block.assignments)
        if (const auto* entry = std::get_if<PairValue>(&assignment.value))
            parts_.global.bounce_category_patterns.push_back({entry->first, entry->second, assignment.place});
}

void Builder::default_listener_and_spool(const Block& root) {
    GlobalSettings& global = parts_.global;
    if (global.listeners.empty()) global.listeners.emplace_back();  // 0.0.0.0:25
    if (global.spools.empty()) global.spools.emplace_back();        // the platform's place
    for (std::size_t i = 1; i < global.spools.size(); ++i)
        reader_.report(
            Severity::warning, global.spools[i].place, "not-supported",
            "only the first spool directory is used in this version: " + global.spools[i].directory + " has no effect");
    std::set<std::pair<IpAddress, std::uint16_t>> taken;
    for (const ListenerSettings& listener : global.listeners)
        if (!taken.emplace(listener.address, listener.port).second)
            reader_.report(Severity::error, listener.place, "duplicate", "this address and port are already listened on");
    for (const Assignment& assignment : root.assignments) {
        if (assignment.directive->name != "spool-min-free-space" || assignment.cleared) continue;
        for (SpoolSettings& spool : global.spools)
            if (spool.min_free_space.bytes == 0) spool.min_free_space = std::get<ByteSize>(assignment.value);
    }
}

void Builder::build_sources(const Block& root) {
    apply(parts_.source_base, root, source_bindings());
    for (const auto& child : root.children) {
        if (child->scope != Scope::source) continue;
        if (const auto cidr = parse_cidr(child->name))
            parts_.sources_by_address.emplace_back(*cidr, child.get());
        else
            parts_.named_sources[lower(child->name)].push_back(child.get());
    }
    std::stable_sort(parts_.sources_by_address.begin(), parts_.sources_by_address.end(),
                     [](const auto& a, const auto& b) { return a.first.bits < b.first.bits; });
}

void Builder::build_virtual_mtas(const Block& root) {
    const std::string fallback(default_virtual_mta_name);
    parts_.virtual_mtas[fallback].name = fallback;
    for (const auto& child : root.children) {
        if (child->scope != Scope::virtual_mta) continue;
        const std::string key = lower(child->name);
        VirtualMta& vmta = parts_.virtual_mtas[key];
        if (vmta.name.empty()) vmta.name = child->name;
        vmta.place = child->place;
        apply(vmta, *child, virtual_mta_bindings());
        for (const auto& inner : child->children)
            if (inner->scope == Scope::domain) add_domain(parts_.virtual_mta_domains[key], *inner);
    }
}

void Builder::build_pools(const Block& root) {
    for (const auto& child : root.children)
        if (child->scope == Scope::virtual_mta_pool) add_pool(*child);
}

void Builder::add_pool(const Block& block) {
    const std::string key = lower(block.name);
    if (parts_.virtual_mtas.contains(key))
        reader_.report(Severity::error, block.place, "duplicate", "a virtual MTA has the name \"" + block.name + "\" already");
    VirtualMtaPool& pool = parts_.pools[key];
    pool.name = block.name;
    pool.place = block.place;
    for (const auto& inner : block.children)
        if (inner->scope == Scope::domain) add_domain(parts_.pool_domains[key], *inner);
    const bool has_rules = parts_.pool_domains.contains(key);
    for (const Assignment& assignment : block.assignments) {
        const auto* member = std::get_if<PoolMemberValue>(&assignment.value);
        if (!member || assignment.directive->name != "virtual-mta") continue;
        const std::string name = lower(member->name);
        if (!parts_.virtual_mtas.contains(name)) continue;  // reported with the other names
        pool.members.push_back({member->name, member->weight, assignment.place});
        pool.total_weight += member->weight;
        if (!has_rules) continue;
        std::string& owner = parts_.pool_of_virtual_mta[name];
        if (!owner.empty() && owner != key)
            reader_.report(
                Severity::error, assignment.place, "two-pools",
                "\"" + member->name + "\" is in the pools \"" + owner + "\" and \"" + key + "\", and both have <domain> rules");
        owner = key;
    }
    if (pool.members.empty() && block.assignments.empty())
        reader_.report(Severity::error, block.place, "empty-pool", "this pool has no virtual MTA", "virtual-mta NAME");
}

/// What is a name for PowerMTA and not yet one for us.
void Builder::check_names(const Block& root) {
    for (const auto& child : root.children) {
        if (child->scope != Scope::source) continue;
        for (const Assignment& assignment : child->assignments) {
            const auto* name = std::get_if<std::string>(&assignment.value);
            if (!name || assignment.directive->name != "default-virtual-mta" || lower(*name) != "by-smtp-source-ip") continue;
            reader_.report(Severity::warning, assignment.place, "not-supported",
                           "by-smtp-source-ip is not supported: name a virtual MTA or pool; {default} is used until then");
        }
    }
}

}  // namespace mailrace::config
