#include "shared/mail/mbox.h"

#include <algorithm>

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

/// "From user@domain Tue Apr 30 02:09:16 2019": a clock and a year.
bool is_separator(std::string_view line) {
    if (!line.starts_with("From ")) return false;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 >= line.size() || !is_digit(line[colon - 1]) ||
        !is_digit(line[colon + 1]))
        return false;
    for (std::size_t i = 5; i + 3 < line.size(); ++i) {
        const bool four = is_digit(line[i]) && is_digit(line[i + 1]) && is_digit(line[i + 2]) && is_digit(line[i + 3]);
        if (four && (line[i] == '1' || line[i] == '2')) return true;
    }
    return false;
}

bool begins_with_field(std::string_view text) {
    const std::size_t colon = text.substr(0, 80).find(':');
    return colon != std::string_view::npos && colon > 0 &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return c > ' ' && c < 127; });
}

}  // namespace

std::vector<std::string_view> split_mbox(std::string_view bytes, std::size_t max) {
    std::vector<std::string_view> messages;
    if (!bytes.starts_with("From ")) return {bytes};
    std::size_t begin = 0;
    for (std::size_t at = bytes.find("\nFrom "); at != std::string_view::npos && messages.size() + 1 < max;
         at = bytes.find("\nFrom ", at + 1)) {
        const bool after_gap = at > 0 && (bytes[at - 1] == '\n' || (bytes[at - 1] == '\r' && at > 1 && bytes[at - 2] == '\n'));
        const std::string_view rest = bytes.substr(at + 1);
        const std::size_t end = rest.find('\n');
        if (!after_gap || end == std::string_view::npos || !is_separator(rest.substr(0, end)) ||
            !begins_with_field(rest.substr(end + 1)))
            continue;
        messages.push_back(bytes.substr(begin, at + 1 - begin));
        begin = at + 1;
    }
    messages.push_back(bytes.substr(begin));
    return messages;
}

}  // namespace mailrace::mail
