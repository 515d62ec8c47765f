// The sections of a document as a tree, for an outline beside the text. Pure, linear.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/config/syntax_tree.h"

namespace mailrace::config {

struct OutlineItem {
    std::string title;           // "virtual-mta news", "include hosts.conf"
    std::uint32_t line = 0;      // from 1
    std::uint32_t end_line = 0;  // the last that belongs to it; of a section that is never closed: the last one read
    std::vector<OutlineItem> children;
    std::string tag;   // "virtual-mta"; of an include: "include"
    std::string name;  // "news"
};

/// Sections and includes in the order of their lines, nested as they are.
std::vector<OutlineItem> outline(const SyntaxTree& tree);

}  // namespace mailrace::config
