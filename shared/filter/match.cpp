#include "shared/filter/match.h"

#include <re2/re2.h>

#include <algorithm>

namespace mailrace::filter {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

bool equals_nocase(std::string_view a, std::string_view b) { return a.size() == b.size() && starts_nocase(a, b); }

bool starts_nocase(std::string_view text, std::string_view prefix) {
    if (text.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        if (lower(text[i]) != lower(prefix[i])) return false;
    return true;
}

bool contains_nocase(std::string_view text, std::string_view part) {
    if (part.empty()) return true;
    if (text.size() < part.size()) return false;
    const char first = lower(part[0]);
    const std::size_t last = text.size() - part.size();
    for (std::size_t i = 0; i <= last; ++i)
        if (lower(text[i]) == first && starts_nocase(text.substr(i + 1), part.substr(1))) return true;
    return false;
}

bool glob_nocase(std::string_view text, std::string_view pattern) {
    // Going back only to the last star is enough, so the work is at most |text| * |pattern|.
    std::size_t t = 0, p = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || lower(pattern[p]) == lower(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool label_nocase(std::string_view text, std::string_view label) {
    return starts_nocase(text, label) && (text.size() == label.size() || text[label.size()] == '.');
}

struct Pattern::Compiled {
    explicit Compiled(std::string_view text, const RE2::Options& options) : re(re2::StringPiece(text.data(), text.size()), options) {}
    RE2 re;
};

Pattern::Pattern() = default;
Pattern::~Pattern() = default;

Result<std::shared_ptr<const Pattern>> Pattern::compile(std::string_view text) {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    options.set_encoding(RE2::Options::EncodingLatin1);  // responses are bytes; UTF-8 in the pattern then matches its own bytes
    std::shared_ptr<Pattern> pattern(new Pattern);
    pattern->text_ = text;
    pattern->compiled_ = std::make_unique<Compiled>(text, options);
    if (!pattern->compiled_->re.ok()) return Error::invalid("the pattern cannot be read: " + pattern->compiled_->re.error());
    return std::shared_ptr<const Pattern>(std::move(pattern));
}

bool Pattern::find(std::string_view text) const {
    return compiled_->re.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

}  // namespace mailrace::filter
