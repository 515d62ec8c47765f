// A help page for a terminal: lines of bounded width, headings underlined, tables as two columns, links as their words. Pure.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::help {

/// `width`: columns, at least 40. Lines of code are not broken.
std::string to_terminal(std::string_view markdown, std::size_t width = 96);

}  // namespace mailrace::help
