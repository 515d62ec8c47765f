#include "daemon/queue/names.h"

namespace mailrace::queue {

namespace {
const std::string kEmpty;

std::string key_of(const Response& r) {
    std::string key;
    key.reserve(r.text.size() + 9);
    key += static_cast<char>(r.phase);
    for (const std::uint16_t n : {r.code, r.status.subject, r.status.detail}) {
        key += static_cast<char>(n & 0xFF);
        key += static_cast<char>(n >> 8);
    }
    key += static_cast<char>(r.status.cls);
    key += r.text;
    return key;
}
}  // namespace

NameTable::NameTable() { entries_.push_back({&kEmpty, 1}); }

std::uint32_t NameTable::take(std::string_view name) {
    if (name.empty()) return 0;
    if (const auto it = ids_.find(name); it != ids_.end()) {
        ++entries_[it->second].uses;
        return it->second;
    }
    std::uint32_t id = 0;
    if (free_.empty()) {
        id = static_cast<std::uint32_t>(entries_.size());
        entries_.emplace_back();
    } else {
        id = free_.back();
        free_.pop_back();
    }
    const auto it = ids_.emplace(std::string(name), id).first;
    entries_[id] = {&it->first, 1};
    return id;
}

void NameTable::add_use(std::uint32_t id) {
    if (id != 0) ++entries_[id].uses;
}

bool NameTable::release(std::uint32_t id) {
    if (id == 0 || --entries_[id].uses != 0) return false;
    ids_.erase(ids_.find(*entries_[id].name));
    entries_[id] = {&kEmpty, 0};
    free_.push_back(id);
    return true;
}

std::uint32_t NameTable::find(std::string_view name) const {
    const auto it = ids_.find(name);
    return it == ids_.end() ? 0 : it->second;
}

std::uint32_t ResponseTable::take(const Response& response) {
    const std::string key = key_of(response);
    if (kept_ >= kMost && keys_.find(key) == 0) return 0;
    const std::uint32_t id = keys_.take(key);
    if (id >= responses_.size()) responses_.resize(id + 1);
    if (responses_[id].text.empty() && responses_[id].code == 0) {
        responses_[id] = response;
        ++kept_;
    }
    return id;
}

void ResponseTable::release(std::uint32_t id) {
    if (!keys_.release(id)) return;
    responses_[id] = Response{};
    --kept_;
}

}  // namespace mailrace::queue
