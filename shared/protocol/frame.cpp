#include "shared/protocol/frame.h"

namespace mailrace::protocol {

namespace {

/// Length of the well-formed sequence at `at`, 0 when there is none (RFC 3629 section 4).
std::size_t sequence_length(std::string_view s, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
    const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) { return byte(i) >= low && byte(i) <= high; };
    const unsigned lead = byte(at);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(at + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return tail(at + 1, low, high) && tail(at + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return tail(at + 1, low, high) && tail(at + 2) && tail(at + 3) ? 4 : 0;
    }
    return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = sequence_length(text, i);
        if (n == 0) return false;
        i += n;
    }
    return true;
}

std::string to_utf8_lossy(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t n = sequence_length(bytes, i);
        if (n == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
        } else {
            out.append(bytes, i, n);
            i += n;
        }
    }
    return out;
}

std::string base64(std::string_view bytes) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t k) { return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u; };
        const unsigned triple = at(0) << 16 | at(1) << 8 | at(2);
        out += kDigits[triple >> 18];
        out += kDigits[triple >> 12 & 63];
        out += i + 1 < bytes.size() ? kDigits[triple >> 6 & 63] : '=';
        out += i + 2 < bytes.size() ? kDigits[triple & 63] : '=';
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
    if (!is_utf8(line)) return Error::invalid("a line is not UTF-8");
    return std::optional<std::string>{std::move(line)};
}

}  // namespace mailrace::protocol
