// What can be meant and is probably a slip, or does not do yet what it says: told as a warning, and the configuration loads.
#include <algorithm>

#include "shared/config/build.h"
#include "shared/config/records.h"

namespace mailrace::config {

namespace {

const Assignment* last_of(const Block& block, std::string_view directive) {
    const auto it = std::find_if(block.assignments.rbegin(), block.assignments.rend(),
                                 [&](const Assignment& a) { return a.directive->name == directive; });
    return it == block.assignments.rend() ? nullptr : &*it;
}

bool says_yes(const Assignment* assignment) {
    const bool* flag = assignment ? std::get_if<bool>(&assignment->value) : nullptr;
    return flag && *flag;
}

bool is_for_everybody(const Block& block) {
    if (block.scope == Scope::global) return true;
    const auto range = block.scope == Scope::source ? parse_cidr(block.name) : std::nullopt;
    return range && range->bits == 0;
}

bool is_column(std::string_view written) {
    const std::string name = lower(written.starts_with('!') ? written.substr(1) : written);
    const auto known = record_columns();
    return name == "*" || name == "type" || name.starts_with("header_") || name.starts_with("arf_") ||
           std::any_of(known.begin(), known.end(), [&](const RecordColumn& column) { return lower(column.name) == name; });
}

}  // namespace

void Builder::tell_doubts(const Block& root) {
    tell_open_relay(root);
    tell_domains_given_twice(root);
    for (const auto& child : root.children) {
        tell_open_relay(*child);
        if (child->scope == Scope::acct_file || child->scope == Scope::webhook) tell_accounting(*child);
        if (child->scope == Scope::virtual_mta || child->scope == Scope::virtual_mta_pool) tell_domains_given_twice(*child);
    }
}

void Builder::tell_open_relay(const Block& block) {
    const Assignment* allow = last_of(block, "always-allow-relaying");
    if (!says_yes(allow) || !is_for_everybody(block) || says_yes(last_of(block, "require-auth"))) return;
    reader_.report(Severity::warning, allow->place, "open-relay",
                   "this lets everybody send to every domain: an open relay, unless something else keeps strangers out",
                   "it in a <source> with the addresses of those who may");
}

void Builder::tell_domains_given_twice(const Block& block) {
    TextMap<const Block*> seen;
    for (const auto& child : block.children) {
        if (child->scope != Scope::domain) continue;
        const auto [first, fresh] = seen.try_emplace(lower(child->name), child.get());
        if (!fresh)
            reader_.report(Severity::warning, child->place, "duplicate",
                           "there is another <domain " + child->name + "> in " + reader_.where(first->second->place) +
                               ": both apply, and the later one wins where they differ");
    }
}

void Builder::tell_accounting(const Block& block) {
    for (const Assignment& assignment : block.assignments) {
        const auto* text = std::get_if<std::string>(&assignment.value);
        if (!text || assignment.directive->name != "record-fields") continue;
        const std::size_t blank = std::min(text->find(' '), text->size());
        for (const std::string& column : split_list(std::string_view(*text).substr(blank)))
            if (!is_column(column))
                reader_.report(Severity::warning, assignment.place, "unknown-column",
                               "no column \"" + column + "\" is known: it stays empty");
    }
}

}  // namespace mailrace::config
