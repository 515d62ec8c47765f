// The category and the class of what a report says: from status, code and words. A pure function; any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/mail/reply.h"

namespace mailrace::feedback {

struct ReportCategory {
    std::string category;  // PowerMTA's name
    std::string cls;       // "hard", "soft", "sender", "look"
};

ReportCategory categorize(mail::EnhancedCode status, std::uint16_t code, std::string_view words);

/// A status for a report that states none: of class `cls` (4 or 5), subject and detail from the category.
mail::EnhancedCode implied_status(std::uint8_t cls, std::string_view category);

}  // namespace mailrace::feedback
