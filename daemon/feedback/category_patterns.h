// The user's <bounce-category-patterns>: "/pattern/ category" in order, the first that is found decides before everything else.
// Patterns are tried on the reply in one line and, beside it, on its status with words as accounting files have it. Constant
// after make(); any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"
#include "shared/base/result.h"

namespace mailrace::feedback {

struct CategoryPattern {
    std::string pattern;  // without slashes
    std::string category;
    std::string file;
    std::uint32_t line = 0;
};

class CategoryPatterns {
public:
    CategoryPatterns();
    ~CategoryPatterns();
    CategoryPatterns(CategoryPatterns&&) noexcept;
    CategoryPatterns& operator=(CategoryPatterns&&) noexcept;

    static Result<CategoryPatterns> make(std::vector<CategoryPattern> patterns);
    bool empty() const { return patterns_.empty(); }
    /// What patterns are tried on: lines joined by spaces, codes of later lines left out, then the status in a line of its own.
    static std::string subject(std::string_view reply, const events::EnhancedStatus& status);
    /// Null when none is found.
    const CategoryPattern* find(std::string_view reply, const events::EnhancedStatus& status) const;

private:
    struct Compiled;
    std::vector<CategoryPattern> patterns_;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace mailrace::feedback
