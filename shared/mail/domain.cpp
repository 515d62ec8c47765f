#include "shared/mail/domain.h"

#include <idn2.h>

#include <memory>

#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::size_t max_domain = 253;
constexpr std::size_t max_label = 63;
constexpr std::size_t max_input = 1024;  // U-labels may be longer than their A-labels, but not by more than this

struct FreeIdn {
    void operator()(char* p) const { idn2_free(p); }
};

bool is_label_byte(char c) { return is_alpha(c) || is_digit(c) || c == '-' || c == '_'; }

Status check_label(std::string_view label) {
    if (label.empty()) return Error::invalid("empty label in domain name");
    if (label.size() > max_label) return Error::invalid("label of domain name longer than 63 bytes");
    if (label.front() == '-' || label.back() == '-') return Error::invalid("hyphen at the end of a label");
    for (char c : label) {
        if (!is_label_byte(c)) return Error::invalid("character not allowed in domain name");
    }
    return {};
}

Status check_ascii(std::string_view name) {
    if (name.empty()) return Error::invalid("empty domain name");
    if (name.size() > max_domain) return Error::invalid("domain name longer than 253 bytes");
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        if (Status ok = check_label(name.substr(begin, end - begin)); !ok) return ok;
        begin = end + 1;
    }
    return {};
}

Result<std::string> to_a_labels(std::string_view name) {
    if (!is_utf8(name)) return Error::invalid("domain name is not valid UTF-8");
    if (name.find('\0') != std::string_view::npos) return Error::invalid("character not allowed in domain name");
    char* raw = nullptr;
    const int rc = idn2_to_ascii_8z(std::string(name).c_str(), &raw, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, FreeIdn> owned(raw);
    if (rc != IDN2_OK) return Error::invalid(std::string("domain name: ") + idn2_strerror(rc));
    return lower(std::string_view(raw));
}

}  // namespace

Result<Domain> Domain::parse(std::string_view text) {
    if (text.size() > max_input) return Error::invalid("domain name longer than 253 bytes");
    std::string name;
    if (is_ascii(text)) {
        name = lower(text);
    } else {
        auto converted = to_a_labels(text);
        if (!converted) return std::move(converted).error();
        name = std::move(*converted);
    }
    if (name.size() > 1 && name.back() == '.') name.pop_back();
    if (Status ok = check_ascii(name); !ok) return std::move(ok).error();
    return Domain(std::move(name));
}

std::string Domain::unicode() const {
    if (ascii_.find("xn--") == std::string::npos) return ascii_;
    char* raw = nullptr;
    const int rc = idn2_to_unicode_8z8z(ascii_.c_str(), &raw, IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, FreeIdn> owned(raw);
    return rc == IDN2_OK ? std::string(raw) : ascii_;
}

}  // namespace mailrace::mail
