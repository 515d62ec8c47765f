// What our HTML pages share: the frame with its colours for light and dark, and escaping. Nothing in a page comes from outside.
// Pure.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::ctl {

/// For text and attributes; bytes that are not UTF-8 become U+FFFD, control characters a dot.
std::string html(std::string_view text);
/// Everything up to and with <body> and the heading.
std::string page_begin(std::string_view title, std::string_view under_title);
std::string page_end();

}  // namespace mailrace::ctl
