#include "shared/config/idn.h"

#include <algorithm>

#include "shared/mail/domain.h"

namespace mailrace::config {

std::optional<std::string> with_a_labels(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return std::string(text);
    const std::string_view prefix = text.starts_with("[*.]") ? text.substr(0, 4)
                                    : text.starts_with("*.") ? text.substr(0, 2)
                                                             : "";
    const auto domain = mail::Domain::parse(text.substr(prefix.size()));
    if (!domain) return std::nullopt;
    return std::string(prefix) + domain->ascii();
}

}  // namespace mailrace::config
