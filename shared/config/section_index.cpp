#include "shared/config/section_index.h"

#include <algorithm>
#include <unordered_set>

namespace mailrace::config {

namespace {

using Lines = std::vector<const Assignment*>;

template <class T>
std::string number_text(T value) {
    return std::to_string(value);
}
std::string time_text(Duration value) { return number_text(value.count()); }

// One form for each kind of value; names compare without regard to case where the language says so.
std::string form(std::monostate) { return {}; }
std::string form(bool value) { return value ? "yes" : "no"; }
std::string form(std::uint64_t value) { return number_text(value); }
std::string form(const Duration& value) { return time_text(value); }
std::string form(const Interval& value) { return value.never ? "never" : time_text(value.value); }
std::string form(const ByteSize& value) { return number_text(value.bytes); }
std::string form(const Rate& value) { return number_text(value.count) + '/' + time_text(value.per); }
std::string form(const DataRate& value) { return number_text(value.bytes) + '/' + time_text(value.per); }
std::string form(const std::string& value) { return value; }
std::string form(const NoMxPolicy& value) { return form(value.bounce) + ' ' + time_text(value.after); }
std::string form(const HostPort& value) { return value.host + ':' + number_text(value.port); }
std::string form(const RouteHost& value) {
    return value.host + ':' + number_text(value.port) + ' ' + number_text(value.preference) + form(value.lookup_mx) +
           form(value.is_address);
}
std::string form(const CidrInteger& value) { return value.addresses.text() + ' ' + number_text(value.number); }
std::string form(const CidrRate& value) { return value.addresses.text() + ' ' + form(value.rate); }
std::string form(const CidrDataRate& value) { return value.addresses.text() + ' ' + form(value.rate); }
std::string form(const NameInteger& value) { return value.name + ' ' + number_text(value.number); }
std::string form(const ListenerValue& value) {
    return value.address.text() + ':' + number_text(value.port) + ' ' + lower(value.source);
}
std::string form(const SourceHostValue& value) { return value.addresses.text() + ' ' + value.host_name; }
std::string form(const PoolMemberValue& value) { return lower(value.name) + ' ' + number_text(value.weight); }
std::string form(const PairValue& value) { return value.first + '\n' + value.second; }
template <class T>
std::string form(const std::vector<T>& values) {
    std::string out;
    for (const T& value : values) out += form(value) + '\n';
    return out;
}
std::string form(const MacroValue& value) { return value.name + '\n' + form(value.domains); }

struct Said {
    const Directive* directive;
    Lines lines;  // those that hold: the last one, or all of a repeatable directive since it was cleared
};

void take(std::vector<Said>& said, const Assignment& assignment) {
    const auto same = [&](const Said& s) { return s.directive->name == assignment.directive->name; };
    auto at = std::find_if(said.begin(), said.end(), same);
    if (at == said.end()) at = said.insert(said.end(), {assignment.directive, {}});
    if (assignment.cleared || !assignment.directive->repeatable) at->lines.clear();
    at->lines.push_back(&assignment);
}

std::vector<Said> said_by(const SectionIndex::Blocks& blocks) {
    std::vector<Said> said;
    for (const Block* block : blocks)
        for (const Assignment& assignment : block->assignments) take(said, assignment);
    return said;
}

const Lines& lines_of(const std::vector<Said>& said, const Directive& directive) {
    static const Lines nothing;
    const auto at = std::find_if(said.begin(), said.end(), [&](const Said& s) { return s.directive->name == directive.name; });
    return at == said.end() ? nothing : at->lines;
}

/// A clearing line says something, and not the same as no line: it hides what others say.
std::string whole_meaning(const Assignment& line) { return line.cleared ? "\"\"" : meaning_of(line); }

bool same_lines(const Lines& before, const Lines& after) {
    return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                      [](const Assignment* a, const Assignment* b) { return whole_meaning(*a) == whole_meaning(*b); });
}

/// Takes from both lists what stands in both.
void drop_common(Lines& before, Lines& after) {
    std::multimap<std::string, const Assignment*> there;
    for (const Assignment* line : before) there.emplace(whole_meaning(*line), line);
    Lines added;
    for (const Assignment* line : after) {
        const auto same = there.find(whole_meaning(*line));
        if (same == there.end())
            added.push_back(line);
        else
            there.erase(same);
    }
    std::unordered_set<const Assignment*> left;
    for (const auto& [meaning, line] : there) left.insert(line);
    std::erase_if(before, [&](const Assignment* line) { return !left.contains(line); });
    after = std::move(added);
}

std::string joined_text(const Lines& lines) {
    std::string out;
    for (const Assignment* line : lines) out += (out.empty() ? "" : "; ") + line->text;
    return out;
}

LineDifference difference(const Directive& directive, const Assignment* before, const Assignment* after) {
    LineDifference out;
    out.directive = &directive;
    if (before) out.before = before->text, out.before_place = before->place;
    if (after) out.after = after->text, out.after_place = after->place;
    return out;
}

void compare(const Directive& directive, Lines before, Lines after, std::vector<LineDifference>& out) {
    if (same_lines(before, after)) return;
    const Lines all_before = before, all_after = after;
    drop_common(before, after);
    if (before.empty() && after.empty()) {  // the same lines in another order
        LineDifference order = difference(directive, all_before.front(), all_after.front());
        order.before = joined_text(all_before);
        order.after = joined_text(all_after);
        return out.push_back(std::move(order));
    }
    const bool pairs = before.size() == after.size();
    for (std::size_t i = 0; i < before.size(); ++i) out.push_back(difference(directive, before[i], pairs ? after[i] : nullptr));
    for (std::size_t i = 0; i < after.size() && !pairs; ++i) out.push_back(difference(directive, nullptr, after[i]));
}

bool same_bytes(const SectionIndex::Pair& pair) {
    if (pair.running.size() != 1 || pair.wanted.size() != 1) return false;
    const auto& before = pair.running[0]->assignments;
    const auto& after = pair.wanted[0]->assignments;
    return std::equal(before.begin(), before.end(), after.begin(), after.end(), [](const Assignment& a, const Assignment& b) {
        return a.directive == b.directive && a.cleared == b.cleared && a.text == b.text;
    });
}

std::vector<LineDifference> differences_of(const SectionIndex::Pair& pair) {
    if (same_bytes(pair)) return {};
    const std::vector<Said> before = said_by(pair.running), after = said_by(pair.wanted);
    std::vector<LineDifference> out;
    for (const Said& said : after) compare(*said.directive, lines_of(before, *said.directive), said.lines, out);
    for (const Said& said : before)
        if (lines_of(after, *said.directive).empty()) compare(*said.directive, said.lines, {}, out);
    return out;
}

}  // namespace

std::string meaning_of(const Assignment& assignment) {
    return std::visit([](const auto& value) { return form(value); }, assignment.value);
}

SectionIndex::SectionIndex(const Config::Parts& running, const Config::Parts& wanted) {
    gather(*wanted.root, {}, &Pair::wanted);
    gather(*running.root, {}, &Pair::running);
    for (auto& [key, pair] : pairs_) pair.differences = differences_of(pair);
}

void SectionIndex::gather(const Block& block, const std::string& around, Blocks Pair::*side) {
    std::string key;
    if (block.scope != Scope::global) {
        key = lower(tag_name(block.scope)) + ' ' + lower(block.name);
        if (!around.empty()) key += '\n' + around;
    }
    const auto [at, fresh] = pairs_.try_emplace(key);
    if (fresh) order_.push_back(&at->second);
    (at->second.*side).push_back(&block);
    pair_of_[&block] = &at->second;
    for (const auto& child : block.children) gather(*child, key, side);
}

const SectionIndex::Pair& SectionIndex::pair_of(const Block& section) const { return *pair_of_.at(&section); }

bool SectionIndex::Pair::differs(const std::vector<std::string_view>& directives) const {
    return std::any_of(differences.begin(), differences.end(), [&](const LineDifference& line) {
        return std::find(directives.begin(), directives.end(), line.directive->name) != directives.end();
    });
}

}  // namespace mailrace::config
