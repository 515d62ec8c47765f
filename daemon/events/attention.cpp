#include "daemon/events/attention.h"

#include <algorithm>

namespace mailrace::events {

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::info: return "info";
        case Severity::warning: return "warning";
        case Severity::critical: return "critical";
    }
    return "info";
}

void AttentionBoard::begin(AttentionNote note) {
    std::lock_guard lock(mutex_);
    const auto it = notes_.find(note.key);
    if (it != notes_.end()) {
        note.since = it->second.since;
        if (it->second == note) return;
        it->second = std::move(note);
    } else {
        if (notes_.size() >= kMost) {
            const auto weakest = std::min_element(notes_.begin(), notes_.end(), [](const auto& a, const auto& b) {
                return std::pair(a.second.severity, a.second.since) < std::pair(b.second.severity, b.second.since);
            });
            notes_.erase(weakest);
        }
        notes_.emplace(note.key, note);
    }
    ++version_;
}

void AttentionBoard::end(std::string_view key) {
    std::lock_guard lock(mutex_);
    const auto it = notes_.find(key);
    if (it == notes_.end()) return;
    notes_.erase(it);
    ++version_;
}

std::vector<AttentionNote> AttentionBoard::open() const {
    std::lock_guard lock(mutex_);
    std::vector<AttentionNote> out;
    for (const auto& [key, note] : notes_) out.push_back(note);
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.severity != b.severity ? a.severity > b.severity : a.since > b.since;
    });
    return out;
}

std::uint64_t AttentionBoard::version() const {
    std::lock_guard lock(mutex_);
    return version_;
}

}  // namespace mailrace::events
