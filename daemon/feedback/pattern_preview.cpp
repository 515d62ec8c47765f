#include "daemon/feedback/pattern_preview.h"

#include <algorithm>

#include "daemon/feedback/normalise.h"

namespace mailrace::feedback {

Result<PatternPreview> PatternPreview::make(std::string pattern, std::string category, std::string form) {
    if (pattern.size() > kMaxPreviewPattern) return Error::invalid("the pattern is too long: at most 2000 bytes");
    PatternPreview made;
    made.category_ = category;
    made.form_ = std::move(form);
    std::vector<CategoryPattern> one;
    one.push_back({std::move(pattern), std::move(category), {}, 0});
    auto patterns = CategoryPatterns::make(std::move(one));
    if (!patterns) return patterns.error();
    made.patterns_ = std::move(*patterns);
    return made;
}

void PatternPreview::add(const PreviewReply& reply) {
    const bool found = patterns_.find(reply.text, reply.status) != nullptr;
    if (reply.delivered) {
        ++delivered;
        if (found) ++delivered_matched;
        return;
    }
    ++examined;
    PreviewCategory& category = categories[std::string(reply.category)];
    ++category.examined;
    if (!found && form_.empty()) return;
    const std::string form = normalise_response(reply.text, reply.recipient);
    const bool is_alike = !form_.empty() && form == form_;
    if (is_alike) ++alike;
    if (!found) return;
    ++matched;
    ++category.matched;
    if (is_alike) ++alike_matched;
    if (reply.category != category_) ++changed;
    const auto known = forms_.find(form);
    if (known == forms_.end() && forms_.size() >= kMaxForms) return;
    PreviewForm& kept = known != forms_.end() ? known->second : forms_[form];
    ++kept.count;
    if (reply.id < kept.sample) return;
    kept.sample = reply.id;
    kept.form = form;
    kept.category = reply.category;
    kept.provider = reply.provider;
    kept.code = reply.code;
    kept.status = reply.status;
}

std::vector<PreviewForm> PatternPreview::forms(std::size_t most) const {
    std::vector<PreviewForm> out;
    out.reserve(forms_.size());
    for (const auto& [form, kept] : forms_) out.push_back(kept);
    std::sort(out.begin(), out.end(), [](const PreviewForm& a, const PreviewForm& b) {
        return a.count != b.count ? a.count > b.count : a.form < b.form;
    });
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace mailrace::feedback
