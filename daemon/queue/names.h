// Names that many messages share (jobs, pools, users) and texts that many recipients share (responses), each kept once while somebody uses it.
// Lives with the scheduler, on its thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/queue/types.h"

namespace mailrace::queue {

/// Strings by number, counted. Number 0 is the empty string and costs nothing.
class NameTable {
public:
    NameTable();
    std::uint32_t take(std::string_view name);      // one more use
    void add_use(std::uint32_t id);
    /// One use less; true when that was the last and the number is free for another name.
    bool release(std::uint32_t id);
    const std::string& name(std::uint32_t id) const { return *entries_[id].name; }
    /// 0 when nobody uses it.
    std::uint32_t find(std::string_view name) const;

private:
    struct Entry { const std::string* name = nullptr; std::uint64_t uses = 0; };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> free_;
};

/// Responses by number, counted, at most 64 Ki of them: beyond, number 0 ("none kept") is given and the queue's last response stands in.
class ResponseTable {
public:
    std::uint32_t take(const Response& response);
    void release(std::uint32_t id);
    const Response& get(std::uint32_t id) const { return responses_[id]; }

private:
    static constexpr std::size_t kMost = 64 * 1024;
    NameTable keys_;
    std::vector<Response> responses_{1};
    std::size_t kept_ = 0;
};

}  // namespace mailrace::queue
