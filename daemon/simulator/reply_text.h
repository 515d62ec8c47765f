// Turns the words of a scenario into the bytes of an SMTP reply (RFC 5321, 4.2): fills in the places, makes the lines of a reply of
// several lines, takes enhanced codes out where a server does not offer them. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::simulator {

/// What "{ip}", "{host}", "{rcpt}", "{from}", "{id}" and "{time}" (Unix seconds) stand for.
struct ReplyPlaces {
    std::string_view ip;
    std::string_view host;
    std::string_view rcpt;
    std::string_view from;
    std::string_view id;
    std::int64_t time = 0;
};

/// Appends the reply with its line ends. `words` is "CODE text", further lines after \n without the code.
void append_reply(std::string& out, std::string_view words, const ReplyPlaces& places, bool enhanced_codes = true);

/// The number of a reply's words; 0 when there is none.
int reply_code(std::string_view words);

}  // namespace mailrace::simulator
