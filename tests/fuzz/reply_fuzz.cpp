// links: mailrace_mail
// Whatever bytes come, in whatever pieces, the reply stays within its bounds and reads the same as in one piece.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shared/mail/reply.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using mailrace::mail::ReplyParser;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    ReplyParser whole, pieces;
    auto fed = whole.feed(input);
    auto state = ReplyParser::State::incomplete;
    for (size_t i = 0; i < size && state == ReplyParser::State::incomplete; ++i) state = pieces.feed(input.substr(i, 1)).state;
    if (fed.state == ReplyParser::State::value) {
        if (state != ReplyParser::State::value) std::abort();
        auto a = whole.take(), b = pieces.take();
        if (a.bytes != b.bytes || a.code != b.code || a.status != b.status) std::abort();
        if (a.bytes.size() > ReplyParser::max_bytes || a.lines().size() > ReplyParser::max_lines * ReplyParser::max_line) std::abort();
        if (a.code < 200 || a.code > 599) std::abort();
    }
    return 0;
}
