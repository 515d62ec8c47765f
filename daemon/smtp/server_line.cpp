#include "daemon/smtp/server_line.h"

#include <cstring>

namespace mailrace::smtp {

Line LineReader::take(std::string_view in) {
    if (stale_) clear();
    const auto* lf = static_cast<const char*>(std::memchr(in.data(), '\n', in.size()));
    const std::size_t used = lf ? static_cast<std::size_t>(lf - in.data()) + 1 : in.size();
    length_ += used;
    if (length_ > max_) {
        partial_.clear();
        if (length_ > endless_bound) return {LineKind::endless, {}, used};
        stale_ = lf != nullptr;
        return {lf ? LineKind::too_long : LineKind::incomplete, {}, used};
    }
    if (lf && length_ == used) {
        length_ = 0;
        return judge(in.substr(0, used), used);
    }
    partial_.append(in.substr(0, used));
    if (!lf) return {LineKind::incomplete, {}, used};
    stale_ = true;
    return judge(partial_, used);
}

Line LineReader::judge(std::string_view line, std::size_t consumed) const {
    line.remove_suffix(1);
    if (line.empty() || line.back() != '\r') return {LineKind::malformed, {}, consumed};
    line.remove_suffix(1);
    if (line.find('\r') != std::string_view::npos || line.find('\0') != std::string_view::npos)
        return {LineKind::malformed, {}, consumed};
    return {LineKind::good, line, consumed};
}

void LineReader::clear() {
    partial_.clear();
    length_ = 0;
    stale_ = false;
}

}  // namespace mailrace::smtp
