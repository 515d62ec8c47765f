// links: mailrace_feedback
// Any reply: its parts are bounded, and written as a pattern they find the reply.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "daemon/feedback/category_patterns.h"
#include "daemon/feedback/pattern_parts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mailrace::feedback;
    const std::string reply(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 2000));
    const auto parts = pattern_parts(reply);
    if (parts.size() > kMaxPatternParts) std::abort();
    std::string pattern;
    for (const auto& part : parts) pattern += part.exact;
    if (pattern.find('#') != std::string::npos || pattern.find('\n') != std::string::npos) std::abort();
    std::vector<CategoryPattern> one;
    one.push_back({pattern, "other", "fuzz", 1});
    if (!CategoryPatterns::make(std::move(one)) && pattern.size() < 500) std::abort();
    return 0;
}
