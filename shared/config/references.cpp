#include "shared/config/references.h"

#include <algorithm>

#include "shared/config/reader.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

using K = SymbolKind;

/// Kinds whose names must be defined here. Queues are made by mail, roll-ups and files exist outside, macros are checked where
/// they expand.
constexpr K checked_kinds[] = {K::virtual_mta,  K::virtual_mta_pool,  K::source,          K::source_group, K::pattern_list,
                               K::rewrite_list, K::smtp_pattern_list, K::domain_key_list, K::address_list, K::proxy};
/// Kinds that have one definition. Several <source> sections of one name add up.
constexpr K single_kinds[] = {K::virtual_mta,       K::virtual_mta_pool, K::source_group, K::smtp_user,    K::pattern_list,
                              K::smtp_pattern_list, K::rewrite_list,     K::proxy,        K::address_list, K::domain_key_list};

template <class Kinds>
bool has(const Kinds& kinds, K kind) {
    return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

std::string_view tag_of(K kind) {
    for (std::size_t s = 0; s < scope_count; ++s)
        if (defined_by(static_cast<Scope>(s)) == kind) return tag_name(static_cast<Scope>(s));
    return {};
}

/// "<virtual-mta a>", "virtual MTA or pool \"a\""
std::string thing(const Named& named) {
    if (named.or_pool) return "virtual MTA or pool \"" + named.name + '"';
    return '<' + std::string(tag_of(named.kind)) + ' ' + named.name + '>';
}

bool needs_names(const Line& line, Scope scope) {
    if (line.kind == LineKind::open || scope == Scope::pattern_list) return true;
    if (line.kind != LineKind::directive || line.words.size() < 2) return false;
    const std::string keyword = lower(line.words[0].text);
    const auto rule = name_rule(scope, keyword);
    return keyword == "smtp-listener" || (rule && has(checked_kinds, rule->kind));
}

}  // namespace

void References::take(std::string_view content, const Line& line, Scope scope, Place place) {
    if (!needs_names(line, scope)) return;
    found_.clear();
    append_names(content, line, scope, found_);
    for (Named& named : found_) {
        Mention mention{std::move(named), place, ++order_};
        if (mention.named.definition)
            define(std::move(mention));
        else if (has(checked_kinds, mention.named.kind))
            uses_.push_back(std::move(mention));
    }
}

void References::define(Mention mention) {
    const K kind = mention.named.kind;
    const auto [it, fresh] = definitions_[static_cast<std::size_t>(kind)].try_emplace(lower(mention.named.name), mention);
    if (!fresh && has(single_kinds, kind) && again_.size() < max_diagnostics) again_.emplace_back(it->second, std::move(mention));
}

void References::check(Reader& reader) const {
    for (const auto& [first, second] : again_)
        reader.report_at(Severity::error, second.place, second.named.column, second.named.length, "duplicate",
                         "there is another " + thing(second.named) + " in " + reader.where(first.place), "a name of its own");
    for (const Mention& use : uses_) check_use(reader, use);
}

void References::check_use(Reader& reader, const Mention& use) const {
    const Named& named = use.named;
    if (is_built_in(named.kind, lower(named.name))) return;
    const Mention* found = definition(named);
    if (!found)
        return reader.report_at(Severity::error, use.place, named.column, named.length, "unknown-name",
                                "there is no " + thing(named), {}, nearest(reader, named));
    if (named.kind == K::pattern_list && found->order > use.order)
        reader.report_at(Severity::information, use.place, named.column, named.length, "order",
                         thing(named) + " is defined further on, in " + reader.where(found->place) +
                             ": PowerMTA wants it before the source that uses it, Mailrace does not mind");
}

const References::Mention* References::definition(const Named& named) const {
    const std::string name = lower(named.name);
    const auto find = [&](K kind) -> const Mention* {
        const auto& names = definitions_[static_cast<std::size_t>(kind)];
        const auto it = names.find(name);
        return it == names.end() ? nullptr : &it->second;
    };
    if (const Mention* found = find(named.kind)) return found;
    return named.or_pool ? find(K::virtual_mta_pool) : nullptr;
}

std::string References::nearest(Reader& reader, const Named& named) const {
    std::size_t names = definitions_[static_cast<std::size_t>(named.kind)].size();
    if (named.or_pool) names += definitions_[static_cast<std::size_t>(K::virtual_mta_pool)].size();
    if (!reader.may_guess(names)) return {};
    constexpr std::size_t farthest = 3;
    const std::string wanted = lower(named.name);
    const Mention* best = nullptr;
    std::size_t distance = farthest + 1;
    for (const K kind : {named.kind, named.or_pool ? K::virtual_mta_pool : named.kind})
        for (const auto& [name, mention] : definitions_[static_cast<std::size_t>(kind)])
            if (const std::size_t d = edit_distance(wanted, name, farthest);
                d < distance || (d == distance && best && mention.order < best->order))
                distance = d, best = &mention;
    return best ? best->named.name : std::string();
}

}  // namespace mailrace::config
