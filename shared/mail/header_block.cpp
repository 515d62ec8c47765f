#include "shared/mail/header_block.h"

#include <algorithm>
#include <cstring>

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

/// Length of the first line of `text` with its LF; all of it when there is none.
std::size_t line_length(std::string_view text) {
    const auto* lf = static_cast<const char*>(std::memchr(text.data(), '\n', text.size()));
    return lf ? static_cast<std::size_t>(lf - text.data()) + 1 : text.size();
}

bool is_empty_line(std::string_view line) { return line == "\r\n" || line == "\n"; }
bool is_continuation(std::string_view text) { return !text.empty() && (text.front() == ' ' || text.front() == '\t'); }

std::string_view without_line_end(std::string_view text) {
    if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
}

/// The field's name when the line is the start of a field, else empty.
std::string_view field_name(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return {};
    std::string_view name = line.substr(0, colon);
    while (!name.empty() && (name.back() == ' ' || name.back() == '\t')) name.remove_suffix(1);
    const bool printable = std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 127; });
    return printable ? name : std::string_view{};
}

}  // namespace

Result<HeaderBlock> HeaderBlock::parse(std::string_view message) {
    HeaderBlock block;
    std::size_t at = 0;
    while (at < message.size()) {
        const std::size_t first = line_length(message.substr(at));
        const std::string_view line = message.substr(at, first);
        if (is_empty_line(line)) {
            block.fields_size_ = at;
            block.body_offset_ = at + first;
            return block;
        }
        const std::string_view name = field_name(line);
        if (name.empty()) break;
        if (block.fields_.size() == max_fields) return Error::limit("too many header fields");
        std::size_t end = at + first;
        while (is_continuation(message.substr(end))) end += line_length(message.substr(end));
        const std::string_view raw = message.substr(at, end - at);
        block.fields_.push_back({name, without_line_end(raw.substr(line.find(':') + 1)), raw});
        at = end;
    }
    block.fields_size_ = block.body_offset_ = at;
    return block;
}

const HeaderField* HeaderBlock::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const HeaderField& f) { return iequals(f.name, name); });
    return found == fields_.end() ? nullptr : &*found;
}

std::size_t HeaderBlock::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(fields_.begin(), fields_.end(), [&](const HeaderField& f) { return iequals(f.name, name); }));
}

std::string unfold(std::string_view value, std::size_t max) {
    std::string out;
    value = trim(value);
    out.reserve(std::min(value.size(), max));
    for (char c : value) {
        if (out.size() == max) break;
        if (c != '\r' && c != '\n') out += c;
    }
    return out;
}

}  // namespace mailrace::mail
