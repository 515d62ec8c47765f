#include "shared/config/line_matcher.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace mailrace::config {

namespace {

using Id = std::uint32_t;
using Index = std::int64_t;

constexpr Index max_cost = 1'000;       // steps from each end of a box; twice as many lines may change in it
constexpr Index max_work = 60'000'000;  // over all boxes; what is still to be compared then counts as changed

/// A part of both texts.
struct Box {
    Index a_first, a_end, b_first, b_end;
};
struct Snake {
    Index a_first, b_first, a_end, b_end;
};

class LineMatcher {
public:
    LineMatcher(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
        std::unordered_map<std::string_view, Id> ids;
        ids.reserve(before.size() + after.size());
        const auto number = [&](const std::vector<std::string_view>& lines, std::vector<Id>& out) {
            out.reserve(lines.size());
            for (const std::string_view line : lines)
                out.push_back(ids.try_emplace(line, static_cast<Id>(ids.size())).first->second);
        };
        number(before, a_);
        number(after, b_);
        kept_a_.assign(a_.size(), false);
        kept_b_.assign(b_.size(), false);
        seen_.resize(ids.size());
    }

    std::vector<LineEdit> run() {
        // Boxes still to be compared; a stack, so that no text can make us recurse.
        boxes_.push_back({0, static_cast<Index>(a_.size()), 0, static_cast<Index>(b_.size())});
        while (!boxes_.empty()) {
            const Box box = boxes_.back();
            boxes_.pop_back();
            compare(box);
        }
        return edits();
    }

private:
    void keep(Index a, Index b) { kept_a_[static_cast<std::size_t>(a)] = kept_b_[static_cast<std::size_t>(b)] = true; }
    Id a(Index i) const { return a_[static_cast<std::size_t>(i)]; }
    Id b(Index i) const { return b_[static_cast<std::size_t>(i)]; }

    void compare(Box box) {
        while (box.a_first < box.a_end && box.b_first < box.b_end && a(box.a_first) == b(box.b_first))
            keep(box.a_first++, box.b_first++);
        while (box.a_first < box.a_end && box.b_first < box.b_end && a(box.a_end - 1) == b(box.b_end - 1))
            keep(--box.a_end, --box.b_end);
        if (box.a_first == box.a_end || box.b_first == box.b_end) return;  // the rest was removed, or added
        if (work_ > max_work) return;
        Snake snake;
        if (!middle_snake(box, snake)) return split_at_unique_lines(box);
        for (Index i = snake.a_first, j = snake.b_first; i < snake.a_end; ++i, ++j) keep(i, j);
        boxes_.push_back({box.a_first, snake.a_first, box.b_first, snake.b_first});
        boxes_.push_back({snake.a_end, box.a_end, snake.b_end, box.b_end});
    }

    /// Myers' middle snake: paths from both ends grow until they meet. False when that costs too much.
    bool middle_snake(const Box& box, Snake& out) {
        const Index n = box.a_end - box.a_first, m = box.b_end - box.b_first, delta = n - m;
        const Index most = std::min(max_cost, (n + m + 1) / 2);
        const Index origin = most + 1;
        const auto size = static_cast<std::size_t>(2 * most + 3);
        forward_.assign(size, 0);
        backward_.assign(size, 0);
        const bool odd = delta % 2 != 0;
        const auto inside = [&](Index x, Index k) { return x <= n && x - k >= 0 && x - k <= m; };
        /// Walks one diagonal; where it reached is kept. `same`: do the lines at this distance from the start of the path agree?
        const auto walk = [&](std::vector<Index>& path, Index d, Index k, auto same) {
            Index x = furthest(path, origin, d, k);
            const Index from = x;
            while (inside(x + 1, k) && x >= 0 && inside(x, k) && same(x, x - k)) ++x;
            at(path, origin + k) = x;
            work_ += x - from + 1;
            return from;
        };
        /// Do the paths from both ends meet on this diagonal of the one that came last?
        const auto meets = [&](const std::vector<Index>& path, const std::vector<Index>& other, Index k, Index reach) {
            const Index reverse = delta - k;
            if (reverse < -reach || reverse > reach) return false;
            const Index x = path[static_cast<std::size_t>(origin + k)], back = other[static_cast<std::size_t>(origin + reverse)];
            return inside(x, k) && inside(back, reverse) && x + back >= n;
        };
        for (Index d = 0; d <= most; ++d) {
            for (Index k = -d; k <= d; k += 2) {
                const Index from =
                    walk(forward_, d, k, [&](Index x, Index y) { return a(box.a_first + x) == b(box.b_first + y); });
                if (!odd || !meets(forward_, backward_, k, d - 1)) continue;
                const Index x = at(forward_, origin + k);
                out = {box.a_first + from, box.b_first + from - k, box.a_first + x, box.b_first + x - k};
                return true;
            }
            for (Index k = -d; k <= d; k += 2) {
                const Index from =
                    walk(backward_, d, k, [&](Index x, Index y) { return a(box.a_end - 1 - x) == b(box.b_end - 1 - y); });
                if (odd || !meets(backward_, forward_, k, d)) continue;
                const Index x = at(backward_, origin + k);
                out = {box.a_end - x, box.b_end - (x - k), box.a_end - from, box.b_end - (from - k)};
                return true;
            }
        }
        return false;
    }

    static Index& at(std::vector<Index>& v, Index i) { return v[static_cast<std::size_t>(i)]; }
    static Index furthest(std::vector<Index>& v, Index origin, Index d, Index k) {
        if (d == 0) return 0;
        const bool down = k == -d || (k != d && at(v, origin + k - 1) < at(v, origin + k + 1));
        return down ? at(v, origin + k + 1) : at(v, origin + k - 1) + 1;
    }

    /// Lines that occur once in both parts, as many as stand in the same order, are taken for the same; what lies between is
    /// compared by itself. Without any the whole box counts as changed.
    void split_at_unique_lines(const Box& box) {
        const std::vector<std::pair<Index, Index>> anchors = longest_rising(unique_pairs(box));
        Index a_from = box.a_first, b_from = box.b_first;
        for (const auto& [i, j] : anchors) {
            keep(i, j);
            boxes_.push_back({a_from, i, b_from, j});
            a_from = i + 1;
            b_from = j + 1;
        }
        if (!anchors.empty()) boxes_.push_back({a_from, box.a_end, b_from, box.b_end});
    }

    std::vector<std::pair<Index, Index>> unique_pairs(const Box& box) {
        work_ += box.a_end - box.a_first + box.b_end - box.b_first;
        for (Index i = box.a_first; i < box.a_end; ++i) ++seen_[a(i)].in_a;
        for (Index j = box.b_first; j < box.b_end; ++j) {
            ++seen_[b(j)].in_b;
            seen_[b(j)].b = j;
        }
        std::vector<std::pair<Index, Index>> out;
        for (Index i = box.a_first; i < box.a_end; ++i)
            if (const Seen& seen = seen_[a(i)]; seen.in_a == 1 && seen.in_b == 1) out.emplace_back(i, seen.b);
        for (Index i = box.a_first; i < box.a_end; ++i) seen_[a(i)] = {};
        for (Index j = box.b_first; j < box.b_end; ++j) seen_[b(j)] = {};
        return out;
    }

    /// Of pairs with rising first members, the most whose second ones rise too (patience sorting).
    static std::vector<std::pair<Index, Index>> longest_rising(const std::vector<std::pair<Index, Index>>& pairs) {
        std::vector<std::size_t> tops, before(pairs.size());
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto pile = std::lower_bound(tops.begin(), tops.end(), pairs[i].second,
                                               [&](std::size_t top, Index b) { return pairs[top].second < b; });
            before[i] = pile == tops.begin() ? pairs.size() : *(pile - 1);
            if (pile == tops.end())
                tops.push_back(i);
            else
                *pile = i;
        }
        std::vector<std::pair<Index, Index>> out;
        for (std::size_t i = tops.empty() ? pairs.size() : tops.back(); i < pairs.size(); i = before[i]) out.push_back(pairs[i]);
        std::reverse(out.begin(), out.end());
        return out;
    }

    /// What is kept on both sides pairs up in order.
    std::vector<LineEdit> edits() const {
        std::vector<LineEdit> out;
        std::size_t i = 0, j = 0;
        while (i < a_.size() || j < b_.size()) {
            if (i < a_.size() && j < b_.size() && kept_a_[i] && kept_b_[j]) {
                ++i, ++j;
                continue;
            }
            LineEdit edit{i, 0, j, 0};
            while (i < a_.size() && !kept_a_[i]) ++i;
            while (j < b_.size() && !kept_b_[j]) ++j;
            edit.old_count = i - edit.old_first;
            edit.new_count = j - edit.new_first;
            out.push_back(edit);
        }
        return out;
    }

    struct Seen {
        std::uint32_t in_a = 0, in_b = 0;
        Index b = 0;
    };
    std::vector<Id> a_, b_;
    std::vector<bool> kept_a_, kept_b_;
    std::vector<Box> boxes_;
    std::vector<Index> forward_, backward_;
    std::vector<Seen> seen_;  // by line
    Index work_ = 0;
};

}  // namespace

std::vector<LineEdit> match_lines(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
    return LineMatcher(before, after).run();
}

}  // namespace mailrace::config
