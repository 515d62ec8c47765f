// The words of one line: comments, quotes, escapes, regular expressions. Pure; used by the syntax tree.
#pragma once

#include <string_view>
#include <vector>

#include "shared/config/syntax_tree.h"

namespace mailrace::config {

struct LexedLine {
    std::vector<Word> words;
    std::size_t comment = std::string::npos;  // column of '#'
    const char* error = nullptr;              // what is wrong, or nullptr
    std::size_t error_column = 0;
};

/// `content`: a line without its end. A '#' ends the line wherever it stands, in quotes and regular expressions too. Words that
/// start with '/' are regular expressions when the line starts with one or its keyword takes one; elsewhere they are paths.
LexedLine lex_line(std::string_view content);

/// Column of the comment, or npos.
std::size_t find_comment(std::string_view content);

}  // namespace mailrace::config
