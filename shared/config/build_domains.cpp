// Domain patterns and macros: from the name of a <domain> block to entries of a table.
#include <unordered_set>

#include "shared/config/build.h"
#include "shared/config/idn.h"

namespace mailrace::config {

namespace {

constexpr std::size_t max_expanded_domains = 1'000'000;
constexpr std::size_t max_macro_depth = 64;  // macros in macros are expanded by recursion

}  // namespace

void Builder::collect_macros(const Block& root) {
    for (const Assignment& assignment : root.assignments) {
        const auto* value = std::get_if<MacroValue>(&assignment.value);
        if (!value) continue;
        Macro& macro = macros_[value->name];
        if (macro.assignment)
            reader_.report(Severity::error, assignment.place, "duplicate",
                           "there is another macro \"" + value->name + "\" already");
        macro.assignment = &assignment;
    }
    // A macro that nobody uses must hold nothing unknown and no circle either.
    for (const Assignment& assignment : root.assignments)
        if (const auto* value = std::get_if<MacroValue>(&assignment.value)) expand_macro(value->name, assignment.place);
}

/// All domains of a macro, macros inside it included. A circle is reported once and cut.
const std::vector<std::string>& Builder::expand_macro(const std::string& name, Place used_at) {
    static const std::vector<std::string> nothing;
    const auto it = macros_.find(name);
    if (it == macros_.end()) {
        std::string near;
        std::size_t distance = 4;
        const bool guess = reader_.may_guess(macros_.size());
        for (const auto& [known, macro] : macros_)
            if (!guess)
                break;
            else if (const std::size_t d = edit_distance(name, known, 3); d < distance)
                distance = d, near = known;
        reader_.report(Severity::error, used_at, "unknown-name", "there is no domain-macro \"" + name + "\"", {}, near);
        return nothing;
    }
    Macro& macro = it->second;
    if (macro.state == Macro::State::done) return macro.domains;
    if (macro.state == Macro::State::expanding) {
        reader_.report(Severity::error, used_at, "macro-circle", "the domain-macro \"" + name + "\" contains itself");
        return nothing;
    }
    if (macro_depth_ >= max_macro_depth) {
        if (!std::exchange(macro_depth_reported_, true))
            reader_.report(Severity::error, used_at, "too-deep", "domain macros contain each other more than 64 deep");
        return nothing;
    }
    macro.state = Macro::State::expanding;
    ++macro_depth_;
    // Each domain once: macros of the field repeat themselves, and hostile ones double each time.
    std::vector<std::string> domains;
    std::unordered_set<std::string_view> seen;
    const auto take = [&](const std::string& domain) {
        if (seen.insert(domain).second) domains.push_back(domain);
    };
    const Assignment& assignment = *macro.assignment;
    for (const std::string& domain : std::get<MacroValue>(assignment.value).domains) {
        if (!domain.starts_with('$'))
            take(domain);
        else
            for (const std::string& inner : expand_macro(domain.substr(1), assignment.place)) take(inner);
    }
    --macro_depth_;
    expanded_ += domains.size();
    if (expanded_ > max_expanded_domains) {
        reader_.report(Severity::error, used_at, "too-large", "domain macros expand to more than a million domains");
        domains.clear();
    }
    macro.domains = std::move(domains);
    macro.state = Macro::State::done;
    return macro.domains;
}

void Builder::add_domain(DomainTable& table, const Block& block) {
    const std::string pattern = lower(with_a_labels(block.name).value_or(block.name));
    const std::size_t dollar = pattern.find('$');
    if (dollar == std::string::npos) return table.add(pattern, &block, false);
    const std::string prefix = pattern.substr(0, dollar);
    for (const std::string& domain : expand_macro(pattern.substr(dollar + 1), block.place)) {
        if (++expanded_ > max_expanded_domains)
            return reader_.report(Severity::error, block.place, "too-large",
                                  "domain macros expand to more than a million domains");
        table.add(prefix + domain, &block, true);
    }
}

void Builder::build_relay_domains() {
    const Block* yes = parts_.root.get();
    for (const auto* list : {&*parts_.global.relay_domain, &*parts_.global.host_name}) {
        for (const std::string& written : *list) {
            const std::string pattern = lower(written);
            const std::size_t dollar = pattern.find('$');
            if (dollar == std::string::npos) {
                parts_.relay_domains.add(pattern, yes, false);
                continue;
            }
            for (const std::string& domain : expand_macro(pattern.substr(dollar + 1), parts_.global.relay_domain.place))
                parts_.relay_domains.add(pattern.substr(0, dollar) + domain, yes, true);
        }
    }
}

}  // namespace mailrace::config
