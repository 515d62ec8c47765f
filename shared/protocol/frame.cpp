#include "shared/protocol/frame.h"

#include <algorithm>

#include "shared/mail/text.h"

namespace mailrace::protocol {

std::string to_utf8_lossy(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t n = mail::utf8_sequence(bytes);
        if (n == 0) out += "\xEF\xBF\xBD";
        else out.append(bytes.substr(0, n));
        bytes.remove_prefix(std::max<std::size_t>(n, 1));
    }
    return out;
}

void FrameReader::compact() {
    if (start_ == buffer_.size()) {
        buffer_.clear();
    } else if (start_ > 64 * 1024) {
        buffer_.erase(0, start_);
    } else {
        return;
    }
    scanned_ -= start_;
    start_ = 0;
}

Result<std::optional<std::string>> FrameReader::next() {
    const std::size_t end = buffer_.find('\n', scanned_);
    if (end == std::string::npos) {
        scanned_ = buffer_.size();
        if (scanned_ - start_ > limit_) return Error::limit("a line is longer than " + std::to_string(limit_) + " bytes");
        return std::optional<std::string>{};
    }
    std::size_t length = end - start_;
    if (length > limit_) return Error::limit("a line is longer than " + std::to_string(limit_) + " bytes");
    if (length > 0 && buffer_[end - 1] == '\r') --length;
    std::string line = buffer_.substr(start_, length);
    start_ = scanned_ = end + 1;
    compact();
    if (!mail::is_utf8(line)) return Error::invalid("a line is not UTF-8");
    return std::optional<std::string>{std::move(line)};
}

}  // namespace mailrace::protocol
