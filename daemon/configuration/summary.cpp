#include "daemon/configuration/summary.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace mailrace::configuration {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace

LineChange line_change(std::string_view before, std::string_view after) {
    std::map<std::string_view, std::int64_t> balance;
    for (const auto line : lines_of(before)) --balance[line];
    for (const auto line : lines_of(after)) ++balance[line];
    LineChange out;
    for (const auto& [line, count] : balance) {
        if (count > 0) out.added += static_cast<std::uint64_t>(count);
        if (count < 0) out.removed += static_cast<std::uint64_t>(-count);
    }
    return out;
}

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
        const LineChange change = line_change(was, is);
        out += (out.empty() ? "" : ", ") + path + " +" + std::to_string(change.added) + " -" + std::to_string(change.removed);
    };
    for (const auto& d : after.documents) add(d.path, earlier_text(before, after, d), d.text);
    for (std::size_t i = 1; i < before.documents.size(); ++i) {
        const auto& d = before.documents[i];
        const bool stays = std::any_of(after.documents.begin(), after.documents.end(), [&](const auto& other) { return other.path == d.path; });
        if (!stays) add(d.path, d.text, "");
    }
    return out;
}

}  // namespace mailrace::configuration
