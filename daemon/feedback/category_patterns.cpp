#include "daemon/feedback/category_patterns.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace mailrace::feedback {
namespace {

constexpr std::int64_t kSetMemory = 64 << 20;  // bytes for all patterns together

RE2::Options options_of() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(kSetMemory);
    return options;
}

}  // namespace

std::string CategoryPatterns::subject(std::string_view reply, const events::EnhancedStatus& status) {
    std::string out;
    bool first = true;
    for (reply = reply.substr(0, 8192); !reply.empty();) {
        const std::size_t end = std::min(reply.find('\n'), reply.size());
        std::string_view line = reply.substr(0, end);
        reply.remove_prefix(std::min(end + 1, reply.size()));
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (!first && line.size() >= 4 && (line[3] == '-' || line[3] == ' ') && out.starts_with(line.substr(0, 3)))
            line.remove_prefix(4);
        if (!first) out += ' ';
        out.append(line);
        first = false;
    }
    if (status.cls != 0) out.append("\n").append(events::to_string(status));
    return out;
}

struct CategoryPatterns::Compiled {
    RE2::Set set{options_of(), RE2::UNANCHORED};
    std::vector<std::unique_ptr<RE2>> each;  // when the set runs out of memory
};

CategoryPatterns::CategoryPatterns() = default;
CategoryPatterns::~CategoryPatterns() = default;
CategoryPatterns::CategoryPatterns(CategoryPatterns&&) noexcept = default;
CategoryPatterns& CategoryPatterns::operator=(CategoryPatterns&&) noexcept = default;

Result<CategoryPatterns> CategoryPatterns::make(std::vector<CategoryPattern> patterns) {
    CategoryPatterns made;
    made.compiled_ = std::make_unique<Compiled>();
    for (const CategoryPattern& p : patterns) {
        const std::string lines = "(?m)" + p.pattern;
        std::string error;
        if (made.compiled_->set.Add(lines, &error) < 0)
            return Error::invalid((p.file.empty() ? std::string() : p.file + ":" + std::to_string(p.line) + ": ") + "the pattern is not understood: " + error);
        made.compiled_->each.push_back(std::make_unique<RE2>(lines, options_of()));
    }
    if (!made.compiled_->set.Compile()) return Error::invalid("the bounce-category-patterns are too large together");
    made.patterns_ = std::move(patterns);
    return made;
}

const CategoryPattern* CategoryPatterns::find(std::string_view reply, const events::EnhancedStatus& status) const {
    if (patterns_.empty()) return nullptr;
    const std::string said = subject(reply, status);
    std::vector<int> found;
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    if (compiled_->set.Match(said, &found, &error))
        return &patterns_[static_cast<std::size_t>(*std::min_element(found.begin(), found.end()))];
    if (error.kind == RE2::Set::kNoError) return nullptr;
    for (std::size_t i = 0; i < patterns_.size(); ++i)
        if (RE2::PartialMatch(said, *compiled_->each[i])) return &patterns_[i];
    return nullptr;
}

}  // namespace mailrace::feedback
