#include "daemon/smtp/transcript.h"

namespace mailrace::smtp {
namespace {
constexpr std::string_view left_out = "= (the rest is left out)\n";
}

void Transcript::add(char direction, std::string_view text) {
    if ((!enabled_ || full_) && !listener_) return;
    auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - began_).count();
    while (!text.empty()) {
        std::size_t end = text.find("\r\n");
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
        if (listener_) listener_(direction, std::string(line));
        if (!enabled_ || full_) continue;
        std::string entry = "+" + std::to_string(ms) + " " + direction + " ";
        if (text_.size() + entry.size() + line.size() + 1 + left_out.size() > max_bytes) {
            text_ += left_out;
            full_ = true;
            continue;
        }
        text_ += entry;
        text_ += line;
        text_ += '\n';
    }
}

std::string Transcript::take() {
    std::string out = std::move(text_);
    text_.clear();
    full_ = false;
    began_ = clock_.steady();
    return out;
}

}  // namespace mailrace::smtp
