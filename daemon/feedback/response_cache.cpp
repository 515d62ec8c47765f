#include "daemon/feedback/response_cache.h"

namespace mailrace::feedback {

std::optional<events::Classification> ResponseCache::find(std::string_view key) {
    if (key.size() > kMaxKey) return {};
    Part& p = part(key);
    const std::lock_guard lock(p.mutex);
    if (const auto at = p.young.find(key); at != p.young.end()) return at->second;
    const auto at = p.old.find(key);
    if (at == p.old.end()) return {};
    const events::Classification value = at->second;
    keep(p, key, value);
    return value;
}

void ResponseCache::put(std::string_view key, const events::Classification& value) {
    if (key.size() > kMaxKey) return;
    Part& p = part(key);
    const std::lock_guard lock(p.mutex);
    keep(p, key, value);
}

void ResponseCache::keep(Part& p, std::string_view key, const events::Classification& value) {
    if (p.young.size() >= generation_) {
        std::swap(p.young, p.old);
        p.young.clear();
    }
    p.young.emplace(key, value);
}

std::size_t ResponseCache::size() const {
    std::size_t n = 0;
    for (const Part& p : parts_) {
        const std::lock_guard lock(p.mutex);
        n += p.young.size() + p.old.size();
    }
    return n;
}

}  // namespace mailrace::feedback
