// The sections of two configurations side by side, and which of their directives differ in meaning. Private to this folder;
// effect() stands on it. Sections of the same name count as one, as the loader merges them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/config/parts.h"

namespace mailrace::config {

/// A directive that sections of one name say differently in the two configurations.
struct LineDifference {
    const Directive* directive = nullptr;
    std::string before, after;  // as written; "" where it is not
    Place before_place, after_place;
};

class SectionIndex {
public:
    using Blocks = std::vector<const Block*>;
    struct Pair {
        Blocks running, wanted;  // one of them may be empty
        std::vector<LineDifference> differences;
        const Block& section() const { return wanted.empty() ? *running.front() : *wanted.front(); }
        /// Is one of these directives said differently?
        bool differs(const std::vector<std::string_view>& directives) const;
    };

    SectionIndex(const Config::Parts& running, const Config::Parts& wanted);

    /// In the order of the wanted configuration, then those that are gone. The top level is the first.
    const std::vector<const Pair*>& pairs() const { return order_; }
    /// The sections that have the name of this one.
    const Pair& pair_of(const Block& section) const;

private:
    void gather(const Block& block, const std::string& around, Blocks Pair::*side);

    std::map<std::string, Pair> pairs_;  // by what describe() says, in lower case
    std::vector<const Pair*> order_;
    std::unordered_map<const Block*, const Pair*> pair_of_;
};

/// The value of an assignment in one form, however it was written: "600" and "10m" are the same time.
std::string meaning_of(const Assignment& assignment);

}  // namespace mailrace::config
