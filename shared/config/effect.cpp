#include "shared/config/effect.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "shared/config/effect_queues.h"
#include "shared/config/restart.h"
#include "shared/config/secrets.h"
#include "shared/config/section_index.h"

namespace mailrace::config {

namespace {

/// Joins what sections say differently with what queues feel of it.
class EffectFinder {
public:
    EffectFinder(const Config& running, const Config& wanted)
        : running_(running),
          wanted_(wanted),
          sections_(running.parts(), wanted.parts()),
          restart_(needs_restart(running, wanted)) {}

    std::vector<Change> run(std::span<const QueueName> queues) {
        QueueEffects effects(running_, wanted_, sections_);
        for (const QueueName& queue : queues) effects.add(queue);
        for (const SectionIndex::Pair* pair : sections_.pairs()) {
            if (pair->section().scope != Scope::domain)
                section(*pair);
            else if (!pair->differences.empty())
                for (const auto* side : {&pair->running, &pair->wanted})
                    if (!side->empty()) effects.add_examples_of(*side->front());
        }
        count_virtual_mtas(queues);
        for (PlacedChange& change : effects.take()) out_.push_back(std::move(change));
        return sorted();
    }

private:
    void section(const SectionIndex::Pair& pair) {
        const Block& block = pair.section();
        if (pair.running.empty() || pair.wanted.empty()) whole_section(block, pair.running.empty());
        for (const LineDifference& line : pair.differences) {
            PlacedChange placed = placed_in(block, line.directive->name);
            Change& change = placed.change;
            change.directive = line.directive->name;
            change.before = line.before;
            change.after = line.after;
            change.before_default = change.after_default = line.directive->default_text;
            change.before_where = running_.where(line.before_place);
            change.after_where = wanted_.where(line.after_place);
            placed.order = line.after_place ? line.after_place : line.before_place;
            out_.push_back(std::move(placed));
        }
    }

    void whole_section(const Block& block, bool added) {
        PlacedChange placed = placed_in(block, {});
        placed.order = block.place;
        placed.change.kind = added ? ChangeKind::added : ChangeKind::removed;
        (added ? placed.change.after_where : placed.change.before_where) = (added ? wanted_ : running_).where(block.place);
        out_.push_back(std::move(placed));
    }

    PlacedChange placed_in(const Block& block, std::string_view directive) const {
        PlacedChange out;
        out.section = &block;
        if (block.scope != Scope::global) out.change.block = describe(block);
        out.change.needs_restart = restarts(block, directive);
        return out;
    }

    bool restarts(const Block& block, std::string_view directive) const {
        const auto has = [&](std::string_view name) {
            return std::find(restart_.begin(), restart_.end(), name) != restart_.end();
        };
        if (block.scope == Scope::global) return has(directive);
        return (block.scope == Scope::smtp_listener || block.scope == Scope::spool) && has(tag_name(block.scope));
    }

    /// What a virtual MTA or a pool says holds for all of its queues.
    void count_virtual_mtas(std::span<const QueueName> queues) {
        std::unordered_map<std::string, std::vector<const QueueName*>> by_vmta;
        for (const QueueName& queue : queues) by_vmta[lower(queue.vmta)].push_back(&queue);
        for (PlacedChange& placed : out_)
            for (const std::string& vmta : virtual_mtas_of(*placed.section))
                if (const auto it = by_vmta.find(vmta); it != by_vmta.end()) take_queues(placed.change, it->second);
    }

    std::set<std::string> virtual_mtas_of(const Block& section) const {
        if (section.scope == Scope::virtual_mta) return {lower(section.name)};
        std::set<std::string> out;
        if (section.scope == Scope::virtual_mta_pool)
            for (const Config* config : {&running_, &wanted_})
                if (const VirtualMtaPool* pool = config->pool(section.name))
                    for (const PoolMember& member : pool->members) out.insert(lower(member.virtual_mta));
        return out;
    }

    static void take_queues(Change& change, const std::vector<const QueueName*>& queues) {
        change.queues += queues.size();
        for (const QueueName* queue : queues)
            if (change.examples.size() < max_examples) change.examples.push_back(queue->domain + '/' + queue->vmta);
    }

    std::vector<Change> sorted() {
        const auto rank = [](const PlacedChange& placed) { return std::pair(placed.order, !placed.change.follows.empty()); };
        std::stable_sort(out_.begin(), out_.end(),
                         [&](const PlacedChange& a, const PlacedChange& b) { return rank(a) < rank(b); });
        std::vector<Change> changes;
        changes.reserve(out_.size());
        for (PlacedChange& placed : out_) changes.push_back(std::move(placed.change));
        return changes;
    }

    const Config& running_;
    const Config& wanted_;
    SectionIndex sections_;
    std::vector<std::string> restart_;
    std::vector<PlacedChange> out_;
};

std::string shown(const std::string& text, const std::string& default_text) {
    if (!text.empty()) return text;
    return default_text.empty() ? "nothing" : default_text + " (default)";
}

}  // namespace

std::string_view to_string(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::value: return "value";
        case ChangeKind::added: return "added";
        case ChangeKind::removed: return "removed";
    }
    return "value";
}

std::vector<Change> effect(const Config& running, const Config& wanted, std::span<const QueueName> queues) {
    return EffectFinder(running, wanted).run(queues);
}

std::string to_sentence(const Change& change) {
    std::string out;
    switch (change.kind) {
        case ChangeKind::added: out = "new " + change.block; break;
        case ChangeKind::removed: out = change.block + " goes"; break;
        case ChangeKind::value:
            if (change.queues > 0)
                out = std::to_string(change.queues) + (change.queues == 1 ? " queue changes " : " queues change ");
            out += change.directive + ' ' + shown(change.before, change.before_default) + " → " +
                   shown(change.after, change.after_default);
            break;
    }
    if (!change.follows.empty() && change.follows != change.directive) out += ", with " + change.follows;
    if (change.needs_restart) out += ", after a restart";
    return out;
}

void hide_secrets(std::vector<Change>& changes) {
    for (Change& change : changes) {
        if (!holds_secret(change.directive)) continue;
        if (!change.before.empty()) change.before = without_secret(change.directive, change.before);
        if (!change.after.empty()) change.after = without_secret(change.directive, change.after);
    }
}

}  // namespace mailrace::config
