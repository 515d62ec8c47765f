#include "shared/mail/header_scanner.h"

#include <algorithm>
#include <cstring>

#include "shared/mail/text.h"

namespace mailrace::mail {

std::size_t HeaderScanner::feed(std::string_view piece) {
    std::size_t used = 0;
    while (!ended_ && used < piece.size()) {
        const std::string_view rest = piece.substr(used);
        const auto* lf = static_cast<const char*>(std::memchr(rest.data(), '\n', rest.size()));
        const std::size_t length = lf ? static_cast<std::size_t>(lf - rest.data()) : rest.size();
        if (line_length_ < prefix_.size()) {
            const std::size_t have = static_cast<std::size_t>(line_length_);
            std::copy_n(rest.data(), std::min(length, prefix_.size() - have), prefix_.data() + have);
        }
        line_length_ += length;
        used += length;
        if (lf) {
            ++used;
            end_line();
        }
    }
    bytes_ += used;
    return used;
}

void HeaderScanner::end_line() {
    constexpr std::string_view name = "received";
    const std::string_view line(prefix_.data(), static_cast<std::size_t>(std::min<std::uint64_t>(line_length_, prefix_.size())));
    if (line.empty() || line == "\r") {
        ended_ = true;
    } else if (line.size() > name.size() && iequals(line.substr(0, name.size()), name)) {
        const std::size_t colon = line.find_first_not_of(" \t", name.size());
        if (colon == std::string_view::npos || line[colon] == ':') ++received_;
    }
    line_length_ = 0;
}

}  // namespace mailrace::mail
