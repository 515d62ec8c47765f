// links: mailrace_config
#include <cstdint>
#include <cstdlib>

#include "shared/config/text_diff.h"

using namespace mailrace::config;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::string applied(std::string_view before, std::string_view after) {
    const auto a = split_lines(before), b = split_lines(after);
    std::string out;
    std::size_t at = 0;
    for (const LineEdit& edit : diff_lines(before, after)) {
        for (; at < edit.old_first; ++at) out += a.at(at);
        for (std::size_t i = 0; i < edit.new_count; ++i) out += b.at(edit.new_first + i);
        at += edit.old_count;
    }
    for (; at < a.size(); ++at) out += a[at];
    return out;
}

}  // namespace

/// Zero bytes part the three texts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t first = std::min(all.find('\0'), all.size());
    const std::size_t second = std::min(all.find('\0', std::min(first + 1, all.size())), all.size());
    const std::string_view base = all.substr(0, first);
    const std::string_view mine = first < all.size() ? all.substr(first + 1, second - std::min(first + 1, second)) : "";
    const std::string_view theirs = second < all.size() ? all.substr(second + 1) : "";
    require(applied(base, mine) == mine);
    require(unified(base, mine, {"a", "b"}).empty() == (base == mine));
    require(merge(base, mine, base).text == mine);
    require(merge(base, base, theirs).text == theirs);
    const MergeResult result = merge(base, mine, theirs);
    std::string joined;
    for (const MergePart& part : result.parts) joined += part.text;
    require(joined == result.text);
    const ChangedPart part = changed_part(mine, theirs);
    require(part.from + part.old_length <= mine.size() && part.from + part.new_length <= theirs.size());
    return 0;
}
