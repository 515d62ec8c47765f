// What a new entry of <bounce-category-patterns> would do to replies that came: how many it finds, how their category would
// change, whether it finds what it should not. Fed with one reply after the other; bounded. One thread at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/feedback/category_patterns.h"

namespace mailrace::feedback {

inline constexpr std::size_t kMaxPreviewPattern = 2000;  // bytes

/// A reply of the history.
struct PreviewReply {
    std::string_view text, recipient, category, provider;
    std::uint16_t code = 0;
    events::EnhancedStatus status;
    std::uint64_t id = 0;
    bool delivered = false;  // a success: no pattern decides about it, but one that finds it is too wide
};

struct PreviewForm {
    std::string form;
    std::string category, provider;  // of the newest
    std::uint64_t count = 0, sample = 0;
    std::uint16_t code = 0;
    events::EnhancedStatus status;
};

struct PreviewCategory {
    std::uint64_t examined = 0, matched = 0;
};

class PatternPreview {
public:
    /// `form`: the normal form that the pattern was made from; empty: none.
    static Result<PatternPreview> make(std::string pattern, std::string category, std::string form);

    void add(const PreviewReply& reply);

    std::uint64_t examined = 0, matched = 0;     // refusals
    std::uint64_t changed = 0;                   // matched ones whose category would be another one
    std::uint64_t alike = 0, alike_matched = 0;  // of the form
    std::uint64_t delivered = 0, delivered_matched = 0;
    std::map<std::string, PreviewCategory> categories;  // as they are now

    /// Most frequent first.
    std::vector<PreviewForm> forms(std::size_t most) const;

private:
    static constexpr std::size_t kMaxForms = 5'000;
    PatternPreview() = default;

    CategoryPatterns patterns_;
    std::string category_, form_;
    std::unordered_map<std::string, PreviewForm> forms_;
};

}  // namespace mailrace::feedback
