// Config::explain: every directive of a queue with the line that gave its value and the lines that this one overrode.
#include <map>

#include "shared/config/parts.h"

namespace mailrace::config {

namespace {

struct Giver {
    const Assignment* assignment;
    const Block* block;
};

Explained::Overridden overridden(const Config::Parts& parts, const Giver& giver) {
    const Place place = giver.assignment->place;
    return {giver.assignment->text, parts.files[place.file - 1], place.line, describe(*giver.block)};
}

Explained explained(const Config::Parts& parts, const Directive& directive, const std::vector<Giver>& givers) {
    Explained out;
    out.directive = directive.name;
    out.value = directive.default_text;
    if (givers.empty()) return out;
    const Giver& last = givers.back();
    out.is_default = last.assignment->cleared;
    if (!out.is_default) out.value = last.assignment->text;
    out.file = parts.files[last.assignment->place.file - 1];
    out.line = last.assignment->place.line;
    out.block = describe(*last.block);
    for (std::size_t i = givers.size() - 1; i-- > 0;) out.overrode.push_back(overridden(parts, givers[i]));
    return out;
}

}  // namespace

std::vector<Explained> Config::explain(std::string_view domain, std::string_view vmta) const {
    std::map<std::string_view, std::vector<Giver>> givers;
    for (const Block* block : parts_->domain_chain(domain, vmta))
        for (const Assignment& assignment : block->assignments)
            givers[assignment.directive->name].push_back({&assignment, block});
    std::vector<Explained> out;
    for (const Directive* directive : all_directives()) {
        const bool effective = directive->status == Status::honoured || directive->status == Status::honoured_with_difference;
        if (!(directive->scopes & in(Scope::domain)) || !effective || directive->name == "include") continue;
        const auto it = givers.find(directive->name);
        out.push_back(explained(*parts_, *directive, it == givers.end() ? std::vector<Giver>{} : it->second));
    }
    return out;
}

}  // namespace mailrace::config
