// links: mailrace_feedback
// Whatever a receiver says: forms give back the exact bytes, stay within their bounds, and the answer is one of the categories.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/feedback/classifier.h"
#include "daemon/feedback/normalise.h"

using namespace mailrace::feedback;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const SplitResponse split = split_response(text, "ann.lee@example.com");
    if (join_response(split.form, split.parts) != text) std::abort();
    const std::string form = normalise_response(text);
    if (form.size() > 4 * kMaxForm || normalise_response(text) != form) std::abort();
    if (words_for_rules(form).size() > 2 * form.size() + 16) std::abort();
    const auto found = classify({text, 0, {}, false, {}}, size % 2 == 0 ? "google.com" : "");
    if (!is_category(found.category)) std::abort();
    return 0;
}
