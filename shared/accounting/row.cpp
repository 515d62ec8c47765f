#include "shared/accounting/row.h"

#include <cstring>

namespace mailrace::accounting {
namespace {

const char* find(const char* at, const char* end, char c) {
    return at == end ? nullptr : static_cast<const char*>(std::memchr(at, c, static_cast<std::size_t>(end - at)));
}

}  // namespace

/// `at` stands on the opening quote; afterwards behind the closing one.
bool Row::take_quoted(const char*& at, const char* end) {
    const char* begin = ++at;
    const std::size_t kept = unquoted_.size();
    bool doubled = false;
    for (;;) {
        const char* quote = find(at, end, '"');
        if (quote == nullptr) return false;
        if (quote + 1 == end || quote[1] != '"') {
            at = quote + 1;
            if (doubled) {
                unquoted_.append(begin, quote);
                fields_.push_back(std::string_view(unquoted_).substr(kept));
            } else {
                fields_.emplace_back(begin, static_cast<std::size_t>(quote - begin));
            }
            return true;
        }
        if (unquoted_.capacity() < bytes_.size()) {
            if (kept != 0) return false;  // cannot be: it was reserved for the whole row
            unquoted_.reserve(bytes_.size());
        }
        unquoted_.append(begin, quote + 1);
        doubled = true;
        at = begin = quote + 2;
    }
}

bool Row::split(std::string_view bytes) {
    bytes_ = bytes;
    fields_.clear();
    unquoted_.clear();
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    for (;;) {
        if (fields_.size() == kMaxFields) return false;
        if (at != end && *at == '"') {
            if (!take_quoted(at, end)) return false;
            if (at == end) return true;
            if (*at != ',') return false;
        } else {
            const char* comma = find(at, end, ',');
            fields_.emplace_back(at, static_cast<std::size_t>((comma == nullptr ? end : comma) - at));
            if (comma == nullptr) return true;
            at = comma;
        }
        ++at;
    }
}

bool QuoteState::open_after(std::string_view line) {
    for (const char c : line) {
        switch (at_) {
            case At::field_start: at_ = c == '"' ? At::quoted : c == ',' ? At::field_start : At::plain; break;
            case At::plain: at_ = c == ',' ? At::field_start : At::plain; break;
            case At::quoted: at_ = c == '"' ? At::quote_in_quoted : At::quoted; break;
            case At::quote_in_quoted: at_ = c == '"' ? At::quoted : c == ',' ? At::field_start : At::plain; break;
        }
    }
    return at_ == At::quoted;
}

}  // namespace mailrace::accounting
