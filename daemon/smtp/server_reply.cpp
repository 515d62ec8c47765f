#include "daemon/smtp/server_reply.h"

#include <algorithm>

namespace mailrace::smtp {
namespace {

constexpr std::size_t max_line = 510;  // without CR LF

void append_clean(std::string& out, std::string_view text) {
    for (char c : text) out += static_cast<unsigned char>(c) < ' ' || c == 127 ? '?' : c;
}

}  // namespace

void append_reply(std::string& out, const ServerReply& reply) {
    std::string_view rest = reply.text;
    for (;;) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const bool last = end == rest.size();
        std::string line = std::to_string(reply.code);
        line += last ? ' ' : '-';
        if (!reply.status.empty()) line += reply.status + ' ';
        append_clean(line, rest.substr(0, end));
        if (line.size() > max_line) line.resize(max_line);
        out += line;
        out += "\r\n";
        if (last) return;
        rest.remove_prefix(end + 1);
    }
}

std::string reply_text(const ServerReply& reply) {
    std::string out;
    append_reply(out, reply);
    out.resize(out.size() - 2);
    return out;
}

}  // namespace mailrace::smtp
