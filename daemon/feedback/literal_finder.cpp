#include "daemon/feedback/literal_finder.h"

#include <deque>

namespace mailrace::feedback {

LiteralFinder::LiteralFinder(const std::vector<std::string>& literals) : literals_(literals.size()) {
    for (const std::string& literal : literals)
        for (const char c : literal)
            if (std::uint8_t& column = column_[static_cast<unsigned char>(c)]; column == 0 && width_ < 255)
                column = static_cast<std::uint8_t>(width_++);
    next_.assign(width_, 0);
    for (std::size_t i = 0; i < literals.size(); ++i) {
        std::uint32_t node = 0;
        for (const char c : literals[i]) {
            const std::size_t at = node * width_ + column_[static_cast<unsigned char>(c)];
            if (next_[at] == 0) {
                next_[at] = static_cast<std::uint32_t>(ends_.size());
                ends_.emplace_back();
                next_.resize(next_.size() + width_, 0);
            }
            node = next_[at];
        }
        if (node != 0) ends_[node].push_back(static_cast<int>(i));
    }
    // Breadth first: where nothing goes on, go on where the longest suffix does.
    shorter_.assign(ends_.size(), 0);
    std::vector<std::uint32_t> suffix(ends_.size(), 0);
    std::deque<std::uint32_t> queue;
    for (std::uint32_t column = 0; column < width_; ++column)
        if (next_[column] != 0) queue.push_back(next_[column]);
    while (!queue.empty()) {
        const std::uint32_t node = queue.front();
        queue.pop_front();
        shorter_[node] = ends_[suffix[node]].empty() ? shorter_[suffix[node]] : suffix[node];
        for (std::uint32_t column = 0; column < width_; ++column) {
            std::uint32_t& to = next_[node * width_ + column];
            const std::uint32_t otherwise = next_[suffix[node] * width_ + column];
            if (to == 0) {
                to = otherwise;
            } else {
                suffix[to] = otherwise;
                queue.push_back(to);
            }
        }
    }
}

void LiteralFinder::find(std::string_view text, std::vector<int>& found) const {
    found.clear();
    if (literals_ == 0) return;
    std::vector<bool> seen(literals_);
    std::uint32_t node = 0;
    for (const char c : text) {
        node = step(node, static_cast<unsigned char>(c));
        for (std::uint32_t n = node; n != 0; n = shorter_[n])
            for (const int i : ends_[n])
                if (!seen[static_cast<std::size_t>(i)]) {
                    seen[static_cast<std::size_t>(i)] = true;
                    found.push_back(i);
                }
    }
}

}  // namespace mailrace::feedback
