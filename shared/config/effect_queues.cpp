#include "shared/config/effect_queues.h"

#include <algorithm>
#include <span>

namespace mailrace::config {

namespace {

using Chain = std::vector<const Block*>;

/// Directives that fill one member: max-rcpt-per-message is another name of max-rcpt-per-transaction.
struct Member {
    std::vector<std::string_view> names;
    const Binding<DomainSettings>* binding = nullptr;
};

const std::vector<Member>& members() {
    static const std::vector<Member> all = [] {
        std::vector<Member> out;
        for (const auto& binding : domain_bindings()) {
            const auto same =
                std::find_if(out.begin(), out.end(), [&](const Member& m) { return m.binding->assign == binding.assign; });
            if (same != out.end())
                same->names.push_back(binding.name);
            else
                out.push_back({{binding.name}, &binding});
        }
        return out;
    }();
    return all;
}

struct Giver {
    const Assignment* line = nullptr;
    const Block* section = nullptr;
};

/// What one side says to a member, and what holds.
struct Said {
    std::vector<Giver> lines;  // that hold: since the last clearing; of one that is not repeatable, the last
    Giver last;                // a clearing one too
    std::string text() const {
        std::string out;
        for (const Giver& giver : lines) out += (out.empty() ? "" : "; ") + giver.line->text;
        return out;
    }
    std::string meaning() const {
        std::string out;
        for (const Giver& giver : lines) out += meaning_of(*giver.line) + '\n';
        return out;
    }
};

/// All lines of a queue's sections, from general to specific.
class Side {
public:
    Side(const Config& config, const Chain& chain) : config_(config), settings_(merged_settings(chain)) {
        for (const Block* section : chain)
            for (const Assignment& line : section->assignments) lines_.push_back({&line, section});
    }

    Said said(const std::vector<std::string_view>& names) const {
        Said out;
        for (const Giver& giver : lines_) {
            if (std::find(names.begin(), names.end(), giver.line->directive->name) == names.end()) continue;
            out.last = giver;
            if (giver.line->cleared || !giver.line->directive->repeatable) out.lines.clear();
            if (!giver.line->cleared) out.lines.push_back(giver);
        }
        return out;
    }

    /// The line that another directive's value is taken from, where nothing is written.
    Giver followed(const Member& member) const {
        const Place place = member.binding->place ? member.binding->place(settings_) : Place{};
        for (auto it = lines_.rbegin(); place && it != lines_.rend(); ++it)
            if (it->line->place == place && !it->line->cleared) return *it;
        return {};
    }

    const std::vector<Giver>& lines() const { return lines_; }
    const DomainSettings& settings() const { return settings_; }
    std::string where(const Giver& giver) const { return giver.line ? config_.where(giver.line->place) : std::string(); }

private:
    const Config& config_;
    DomainSettings settings_;
    std::vector<Giver> lines_;
};

std::string name_of(const QueueName& queue) { return queue.vmta.empty() ? queue.domain : queue.domain + '/' + queue.vmta; }

/// Domains of a macro, those of macros in it included.
void expand(const Block& root, std::string_view macro, std::size_t depth, std::vector<std::string>& out) {
    constexpr std::size_t enough = 20;
    for (const Assignment& line : root.assignments) {
        const auto* value = std::get_if<MacroValue>(&line.value);
        if (!value || value->name != macro || depth > 16) continue;
        for (const std::string& domain : value->domains) {
            if (out.size() >= enough) return;
            if (domain.starts_with('$'))
                expand(root, std::string_view(domain).substr(1), depth + 1, out);
            else
                out.push_back(domain);
        }
    }
}

/// Some domains that a pattern fits.
std::vector<std::string> examples_of(const std::string& pattern, const Block& root) {
    constexpr std::string_view other = "domain-of-nobody";
    if (pattern == "*") return {std::string(other) + ".example"};
    const std::size_t dollar = pattern.find('$');
    if (dollar != std::string::npos) {
        std::vector<std::string> domains;
        expand(root, std::string_view(pattern).substr(dollar + 1), 0, domains);
        std::string prefix = pattern.substr(0, dollar);
        if (prefix == "*.") prefix = std::string(other) + '.';
        for (std::string& domain : domains) domain.insert(0, prefix);
        return domains;
    }
    if (pattern.starts_with("[*.]")) return {pattern.substr(4), std::string(other) + '.' + pattern.substr(4)};
    if (pattern.starts_with("*.")) return {std::string(other) + pattern.substr(1)};
    if (pattern.starts_with('[')) {
        const bool v6 = pattern.starts_with("[ipv6:");
        const auto cidr = parse_cidr(std::string_view(pattern).substr(v6 ? 6 : 1, pattern.size() - (v6 ? 7 : 2)));
        return {cidr ? '[' + std::string(cidr->base.v6 ? "ipv6:" : "") + cidr->base.text() + ']' : pattern};
    }
    return {pattern};
}

const Block& root_of(const Block& block) {
    const Block* at = &block;
    while (at->parent) at = at->parent;
    return *at;
}

}  // namespace

/// Compares one queue's settings, member by member.
class ChainComparison {
public:
    ChainComparison(QueueEffects& owner, const Chain& before, const Chain& after, const QueueEffects::Group& group)
        : owner_(owner), group_(group), before_(owner.running_, before), after_(owner.wanted_, after) {}

    void run() {
        std::vector<std::string_view> bound;
        for (const Member& member : members()) {
            bound.insert(bound.end(), member.names.begin(), member.names.end());
            compare(member);
        }
        std::sort(bound.begin(), bound.end());
        for (const std::string_view name : unbound(bound)) compare({{name}, &nothing_});
    }

private:
    /// Directives that something else than the settings reads.
    std::vector<std::string_view> unbound(const std::vector<std::string_view>& bound) const {
        std::vector<std::string_view> out;
        for (const Side* side : {&before_, &after_})
            for (const Giver& giver : side->lines())
                if (!std::binary_search(bound.begin(), bound.end(), giver.line->directive->name) &&
                    std::find(out.begin(), out.end(), giver.line->directive->name) == out.end())
                    out.push_back(giver.line->directive->name);
        return out;
    }

    void compare(const Member& member) {
        if (member.binding->same && member.binding->same(before_.settings(), after_.settings())) return;
        const Said before = before_.said(member.names), after = after_.said(member.names);
        if (!member.binding->same && before.meaning() == after.meaning()) return;
        const Giver before_followed = before.lines.empty() ? before_.followed(member) : Giver{};
        const Giver after_followed = after.lines.empty() ? after_.followed(member) : Giver{};
        const Directive* directive = directive_of(member, before, after);
        PlacedChange out;
        out.change.directive = directive ? directive->name : member.names.front();
        out.change.before = before.text();
        out.change.after = after.text();
        out.change.before_default = default_of(directive, before_followed);
        out.change.after_default = default_of(directive, after_followed);
        if (const Giver& source = after_followed.line ? after_followed : before_followed; source.line)
            out.change.follows = source.line->directive->name;
        const Giver from = before.last.line ? before.last : before_followed;
        const Giver to = after.last.line ? after.last : after_followed;
        out.change.before_where = before_.where(from);
        out.change.after_where = after_.where(to);
        out.section = to_blame(member, from, to);
        if (out.section) {
            const bool top = out.section->scope == Scope::global;
            out.change.block = top ? std::string() : describe(*out.section);
            out.order = to.line ? to.line->place : out.section->place;
        }
        owner_.tell(std::move(out), group_);
    }

    static const Directive* directive_of(const Member& member, const Said& before, const Said& after) {
        if (!after.lines.empty()) return after.lines.back().line->directive;
        if (!before.lines.empty()) return before.lines.back().line->directive;
        return find_directive(Scope::domain, member.names.front());
    }
    static std::string default_of(const Directive* directive, const Giver& followed) {
        if (followed.line) return followed.line->text;
        return directive ? std::string(directive->default_text) : std::string();
    }

    /// The section whose own lines differ; where none does, a name or a macro leads elsewhere now: the one that holds now.
    const Block* to_blame(const Member& member, const Giver& from, const Giver& to) const {
        const auto guilty = [&](const Giver& giver) {
            if (!giver.section) return false;
            std::vector<std::string_view> names = member.names;
            names.push_back(giver.line->directive->name);
            return owner_.sections_.pair_of(*giver.section).differs(names);
        };
        if (guilty(to)) return to.section;
        if (guilty(from)) return from.section;
        return to.section ? to.section : from.section;
    }

    static constexpr Binding<DomainSettings> nothing_{};
    QueueEffects& owner_;
    const QueueEffects::Group& group_;
    Side before_, after_;
};

std::size_t QueueEffects::ChainPairHash::operator()(const std::pair<Chain, Chain>& chains) const {
    std::size_t hash = chains.first.size();
    for (const Chain* chain : {&chains.first, &chains.second})
        for (const Block* block : *chain) hash = hash * 0x9E3779B97F4A7C15ull + std::hash<const Block*>{}(block);
    return hash;
}

void QueueEffects::add(const QueueName& queue) {
    Group& group = groups_[{running_.parts().domain_chain(queue.domain, queue.vmta),
                            wanted_.parts().domain_chain(queue.domain, queue.vmta)}];
    ++group.queues;
    if (group.examples.size() < max_examples) group.examples.push_back(name_of(queue));
}

void QueueEffects::add_examples_of(const Block& section) {
    const std::string pattern = lower(section.name);
    const Block* around = section.parent && section.parent->scope != Scope::global ? section.parent : nullptr;
    const bool of_pool = around && around->scope == Scope::virtual_mta_pool;
    const std::string pool = of_pool ? lower(around->name) : std::string();
    const std::string vmta = around && !of_pool ? lower(around->name) : std::string();
    for (const std::string& domain : examples_of(pattern, root_of(section)))
        groups_.try_emplace(
            {running_.parts().domain_chain_in(domain, pool, vmta), wanted_.parts().domain_chain_in(domain, pool, vmta)});
}

void QueueEffects::tell(PlacedChange change, const Group& group) {
    const Change& c = change.change;
    std::string key;
    for (const std::string* part : {&c.block, &c.directive, &c.before, &c.after, &c.before_default, &c.after_default})
        key += *part + '\n';
    PlacedChange& told = changes_.try_emplace(std::move(key), std::move(change)).first->second;
    told.change.queues += group.queues;
    for (const std::string& example : group.examples)
        if (told.change.examples.size() < max_examples) told.change.examples.push_back(example);
}

std::vector<PlacedChange> QueueEffects::take() {
    for (const auto& [chains, group] : groups_) ChainComparison(*this, chains.first, chains.second, group).run();
    std::vector<PlacedChange> out;
    for (auto& [key, change] : changes_) out.push_back(std::move(change));
    changes_.clear();
    groups_.clear();
    return out;
}

}  // namespace mailrace::config
