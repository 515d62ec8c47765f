// links: mailrace_feedback
// A rule file of any bytes is read within its bounds; what compiles can be asked.
#include <cstdint>
#include <string_view>

#include "daemon/feedback/rule_set.h"

using namespace mailrace::feedback;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size > 8192) return 0;
    const RuleSet set(parse_rule_file("fuzz", std::string_view(reinterpret_cast<const char*>(data), size)));
    set.decide({550, {5, 1, 1}, "user unknown", 0 < set.providers().size() ? 0 : RuleSet::kNoProvider});
    set.decide({0, {}, "", RuleSet::kNoProvider}, true);
    return 0;
}
