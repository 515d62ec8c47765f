// The hand-written help pages, compiled in, so that the application and `mailracectl help` show the same words on a machine
// without any other file of ours. The pages are Markdown in resources/help/, English there and other languages in folders below.
// Constant data, readable from any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::help {

struct Topic {
    std::string_view id;     // "queues": name of the file without .md
    std::string_view title;  // the first heading
    std::string_view text;   // Markdown; links are help:TOPIC and help:TOPIC#heading
};

/// All topics in the order in which one reads them. A page without a translation into `language` ("de") is English.
std::vector<Topic> topics(std::string_view language = {});
/// The topic of that name; an empty id when there is none.
Topic find_topic(std::string_view id, std::string_view language = {});

/// A place in a page where all words of a search stand near each other.
struct Hit {
    std::string_view topic;    // id
    std::string_view title;    // of the page
    std::string_view heading;  // of the part; empty: before the first one
    std::string excerpt;       // one line without Markdown's signs, at most about 120 bytes
};

/// Parts of pages that hold every word of `words`, without regard to case; those with a word in their heading first. At most
/// `limit`.
std::vector<Hit> search(std::string_view words, std::string_view language = {}, std::size_t limit = 50);

/// The name by which a heading is linked to: lower case, blanks as '-', without other signs.
std::string anchor_of(std::string_view heading);

/// One line of Markdown as plain text: without emphasis, code and link signs.
std::string plain(std::string_view markdown);

}  // namespace mailrace::help
