#include "shared/config/proposals.h"

#include <unordered_set>

namespace mailrace::config {

CompletionList Proposals::take(std::size_t from, std::size_t to) {
    std::sort(heap_.begin(), heap_.end(), worse_on_top);
    CompletionList out;
    out.from = static_cast<std::uint32_t>(from);
    out.to = static_cast<std::uint32_t>(to);
    std::unordered_set<std::string> seen;
    for (Entry& entry : heap_)
        if (seen.insert(entry.completion.insert).second) out.items.push_back(std::move(entry.completion));
    heap_.clear();
    return out;
}

}  // namespace mailrace::config
