#include "daemon/smtp/server_data.h"

#include <cstring>

#include "shared/mail/text.h"

namespace mailrace::smtp {
namespace {

const char* find(const char* from, const char* to, char c) {
    return static_cast<const char*>(std::memchr(from, c, static_cast<std::size_t>(to - from)));
}

}  // namespace

DataReader::Piece DataReader::next(std::string_view in) {
    std::size_t at = 0;
    while (at < in.size()) {
        const char c = in[at];
        if (state_ == State::line_start && c == '.') {
            state_ = State::dot;
            ++at;
        } else if (state_ == State::dot && c == '\r') {
            state_ = State::dot_cr;
            ++at;
        } else if (state_ == State::dot_cr) {
            state_ = State::cr;
            if (c == '\n') {
                state_ = State::line_start;
                return {{}, at + 1, true};
            }
            return {"\r", at, false};  // the CR that was held back: a bare one
        } else {
            break;
        }
    }
    const std::size_t length = run(in.substr(at));
    return {in.substr(at, length), at + length, false};
}

/// How far the input is plain message text: up to the dot that begins a line, or all of it.
std::size_t DataReader::run(std::string_view in) {
    if (in.empty()) return 0;
    const char* const begin = in.data();
    const char* const end = begin + in.size();
    bool after_cr = state_ == State::cr;
    for (const char* p = begin; p < end;) {
        const char* lf = find(p, end, '\n');
        if (!lf) {
            state_ = end[-1] == '\r' ? State::cr : State::in_line;
            return in.size();
        }
        const bool line_end = lf > begin ? lf[-1] == '\r' : after_cr;
        p = lf + 1;
        if (p == end) {
            state_ = line_end ? State::line_start : State::in_line;
            return in.size();
        }
        if (line_end && *p == '.') {
            state_ = State::line_start;
            return static_cast<std::size_t>(p - begin);
        }
    }
    return in.size();
}

ContentFault ContentCheck::feed(std::string_view piece) {
    if (fault_ != ContentFault::none || piece.empty()) return fault_;
    bytes_ += piece.size();
    if (limits_.message != 0 && bytes_ > limits_.message) return fault_ = ContentFault::too_big;
    if (!header_.ended()) {
        header_.feed(piece);
        if (header_.bytes() > limits_.header) return fault_ = ContentFault::header_too_big;
        if (header_.received() > limits_.hops) return fault_ = ContentFault::too_many_hops;
    }
    if (!eight_bit_) eight_bit_ = !mail::is_ascii(piece);
    if (std::memchr(piece.data(), 0, piece.size())) return fault_ = ContentFault::nul;
    return fault_ = lines(piece);
}

ContentFault ContentCheck::lines(std::string_view piece) {
    const char* p = piece.data();
    const char* const end = p + piece.size();
    if (cr_) {
        if (*p != '\n') return ContentFault::bare_line_end;
        ++p;
        cr_ = false;
        line_length_ = 0;
    }
    while (p < end) {
        const char* cr = find(p, end, '\r');
        const char* const line_end = cr ? cr : end;
        if (find(p, line_end, '\n')) return ContentFault::bare_line_end;
        line_length_ += static_cast<std::uint64_t>(line_end - p);
        if (line_length_ > limits_.line) return ContentFault::line_too_long;
        if (!cr) return ContentFault::none;
        p = cr + 1;
        if (p == end) {
            cr_ = true;
            return ContentFault::none;
        }
        if (*p != '\n') return ContentFault::bare_line_end;
        ++p;
        line_length_ = 0;
    }
    return ContentFault::none;
}

ContentFault ContentCheck::finish() {
    if (fault_ == ContentFault::none && cr_) fault_ = ContentFault::bare_line_end;
    return fault_;
}

}  // namespace mailrace::smtp
