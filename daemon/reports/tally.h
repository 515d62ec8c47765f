// What collectors count with: sums by outcome, delays, and maps by name that stay within a bound. Values, one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "daemon/reports/entry.h"

namespace mailrace::reports {

/// Recipients by outcome; transient counts attempts.
struct Counts {
    std::array<std::uint64_t, accounting::kKinds> kinds{};
    std::uint64_t bytes = 0;
    std::int64_t first = 0, last = 0;  // ms since 1970; 0 before the first

    void add(const Entry& entry);
    std::uint64_t of(accounting::Kind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
    std::uint64_t all() const;
    /// Delivered or bounced: what is over.
    std::uint64_t ended() const { return of(accounting::Kind::delivery) + of(accounting::Kind::bounce); }
};

/// How long things took, to 1/16384 of the value: exact where anybody looks.
class Delays {
public:
    void add(std::int64_t ms);
    std::uint64_t count() const { return count_; }
    /// Milliseconds; negative when nothing was counted.
    double quantile(double share) const;
    double mean() const;
    double longest() const { return count_ == 0 ? -1 : static_cast<double>(longest_); }
    /// How many took less than so many milliseconds.
    std::uint64_t below(std::int64_t ms) const;

private:
    std::map<std::uint32_t, std::uint64_t> buckets_;
    std::uint64_t count_ = 0;
    double sum_ = 0;
    std::int64_t longest_ = 0;
};

/// How many names all maps of one run may still take in; shared by them.
struct Budget {
    std::uint64_t left = 2'000'000;
    bool used_up = false;
    bool take() {
        if (left == 0) used_up = true;
        return left != 0 && left-- != 0;
    }
};

struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

inline constexpr std::string_view kOthers = "(others)";

/// By name. What comes when the budget is used up is counted under kOthers.
template <class T>
class ByName {
public:
    explicit ByName(std::shared_ptr<Budget> budget) : budget_(std::move(budget)) {}

    T& operator[](std::string_view name) {
        if (const auto known = map_.find(name); known != map_.end()) return known->second;
        if (!budget_->take()) name = kOthers;
        return map_.try_emplace(std::string(name)).first->second;
    }
    const auto& all() const { return map_; }

private:
    std::shared_ptr<Budget> budget_;
    std::unordered_map<std::string, T, NameHash, std::equal_to<>> map_;
};

}  // namespace mailrace::reports
