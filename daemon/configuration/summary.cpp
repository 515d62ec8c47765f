#include "daemon/configuration/summary.h"

#include <algorithm>
#include <set>

#include "shared/config/effect.h"
#include "shared/config/text_diff.h"

namespace mailrace::configuration {

namespace {

constexpr std::size_t kMostNamed = 5;

/// "<domain gmail.example> max-smtp-out 20 → 5; …", the first few.
std::string effect_words(const config::LoadResult& before, const config::LoadResult& after) {
    if (!before.config || !after.config) return {};
    auto changes = config::effect(*before.config, *after.config, {});
    config::hide_secrets(changes);
    std::string out;
    for (std::size_t i = 0; i < changes.size() && i < kMostNamed; ++i) {
        const bool inside = changes[i].kind == config::ChangeKind::value && !changes[i].block.empty();
        out += (out.empty() ? "" : ", ") + (inside ? changes[i].block + ' ' : std::string()) + config::to_sentence(changes[i]);
    }
    if (changes.size() > kMostNamed) out += " and " + std::to_string(changes.size() - kMostNamed) + " more";
    return out;
}

}  // namespace

std::string_view earlier_text(const config::LoadResult& before, const config::LoadResult& after, const config::Document& document) {
    for (const auto& d : before.documents)
        if (d.path == document.path) return d.text;
    const bool main = !before.documents.empty() && &document == &after.documents.front();
    return main ? std::string_view(before.documents.front().text) : std::string_view();
}

std::string change_words(const config::LoadResult& before, const config::LoadResult& after) {
    std::string out;
    std::set<std::string_view> seen;
    const auto add = [&](const std::string& path, std::string_view was, std::string_view is) {
        if (was == is || !seen.insert(path).second) return;
        const auto change = config::count_changes(was, is);
        out += (out.empty() ? "" : ", ") + path + " +" + std::to_string(change.added) + " -" + std::to_string(change.removed);
    };
    for (const auto& d : after.documents) add(d.path, earlier_text(before, after, d), d.text);
    for (std::size_t i = 1; i < before.documents.size(); ++i) {
        const auto& d = before.documents[i];
        const bool stays = std::any_of(after.documents.begin(), after.documents.end(), [&](const auto& other) { return other.path == d.path; });
        if (!stays) add(d.path, d.text, "");
    }
    const std::string effect = effect_words(before, after);
    return effect.empty() ? out : out + ": " + effect;
}

}  // namespace mailrace::configuration
