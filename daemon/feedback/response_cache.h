// Remembers what replies were classified as: bounded, spread over several locks. Two generations a lock: when the young one is
// full it becomes the old one and what was old goes; what is asked for again moves to the young one. Any thread.
#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "daemon/events/classification.h"

namespace mailrace::feedback {

class ResponseCache {
public:
    static constexpr std::size_t kParts = 16;
    static constexpr std::size_t kMaxKey = 1024;  // bytes; longer replies are classified each time

    explicit ResponseCache(std::size_t entries = 32'768) : generation_(std::max<std::size_t>(entries / kParts / 2, 1)) {}

    std::optional<events::Classification> find(std::string_view key);
    void put(std::string_view key, const events::Classification& value);
    std::size_t size() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
    };
    using Entries = std::unordered_map<std::string, events::Classification, Hash, std::equal_to<>>;
    struct Part {
        mutable std::mutex mutex;
        Entries young, old;
    };
    Part& part(std::string_view key) { return parts_[std::hash<std::string_view>{}(key) / 7 % kParts]; }
    void keep(Part& part, std::string_view key, const events::Classification& value);

    std::size_t generation_;
    std::array<Part, kParts> parts_;
};

}  // namespace mailrace::feedback
