// The words of an HTML page, for readers that look for words: tags gone, blocks and breaks as line ends, entities as characters.
// Pure, linear, any thread. Not for showing pages to people.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::mail {

/// `html` as UTF-8; the result is never longer. Scripts, styles and comments are left out.
std::string html_to_text(std::string_view html);

}  // namespace mailrace::mail
