// links: mailrace_mail
// What the address parser accepts it must accept again, unchanged, from its own text.
#include <cstdlib>
#include <string_view>

#include "shared/mail/address.h"
#include "shared/mail/domain.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace mailrace::mail;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (auto address = parse_mailbox(text)) {
        if (address->text().find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) std::abort();
        if (address->domain == address->ascii_domain && !parse_mailbox(address->text())) std::abort();
    }
    std::string_view path = text;
    if (auto address = parse_path(path, {.allow_null = true, .allow_utf8 = true, .allow_unqualified = true})) {
        if (path.size() > text.size()) std::abort();
    }
    if (auto domain = Domain::parse(text)) {
        auto again = Domain::parse(domain->ascii());
        if (!again || again->ascii() != domain->ascii()) std::abort();
        (void)domain->unicode();
    }
    return 0;
}
