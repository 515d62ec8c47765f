// Finds out which section each line of a tree stands in, and repairs what was left open, so that one forgotten tag is one error
// and the rest of the file is read as it was meant. Private to this folder: the second half of SyntaxTree.
#pragma once

#include <string>
#include <vector>

#include "shared/config/syntax_tree.h"

namespace mailrace::config {

class Nesting {
public:
    explicit Nesting(SyntaxTree& tree) : tree_(tree) {}
    void run();

private:
    void open(Line& line);
    void close(Line& line);
    void stray_close(Line& line);
    void leave_forgotten(const Line& line);
    bool is_closed_later(const Line& from, const std::string& tag);
    void pop(std::uint32_t close_line);
    void unclosed_at_end();

    const Section& innermost() const { return tree_.sections_[open_.back()]; }

    SyntaxTree& tree_;
    std::vector<std::uint32_t> open_;     // indexes of sections not yet closed, outermost first
    std::size_t looks_left_ = 2'000'000;  // lines that may be looked at ahead, so that a hostile file ends
};

}  // namespace mailrace::config
