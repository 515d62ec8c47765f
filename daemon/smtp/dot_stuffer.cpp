#include "daemon/smtp/dot_stuffer.h"

namespace mailrace::smtp {

void DotStuffer::feed(std::string_view piece, std::string& out) {
    if (piece.empty()) return;
    out.reserve(out.size() + piece.size() + piece.size() / 64 + 8);
    if (pending_cr_) {
        pending_cr_ = false;
        out += "\r\n";
        line_start_ = true;
        if (piece[0] == '\n') piece.remove_prefix(1);
    }
    while (!piece.empty()) {
        if (line_start_ && piece[0] == '.') out += '.';
        std::size_t end = piece.find('\n');
        std::string_view line = piece.substr(0, end);
        std::size_t cr = line.find('\r');
        if (cr != std::string_view::npos && cr + 1 < line.size()) {  // a CR inside: ends the line as well
            out.append(line.substr(0, cr));
            out += "\r\n";
            line_start_ = true;
            piece.remove_prefix(cr + 1);
            continue;
        }
        bool ends_with_cr = cr != std::string_view::npos;
        if (end == std::string_view::npos) {
            out.append(ends_with_cr ? line.substr(0, cr) : line);
            pending_cr_ = ends_with_cr;
            line_start_ = false;
            return;
        }
        out.append(ends_with_cr ? line.substr(0, cr) : line);
        out += "\r\n";
        line_start_ = true;
        piece.remove_prefix(end + 1);
    }
}

void DotStuffer::finish(std::string& out) {
    if (pending_cr_ || !line_start_) out += "\r\n";
    out += ".\r\n";
    pending_cr_ = false;
    line_start_ = true;
}

}  // namespace mailrace::smtp
