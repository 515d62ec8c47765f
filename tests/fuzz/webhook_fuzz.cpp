// links: mailrace_journal
// Addresses of webhooks, Retry-After fields, command lines and texts that become CSV and JSON: bounded answers for any bytes, and JSON without raw control characters.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "daemon/journal/webhook_target.h"
#include "daemon/platform/child_process.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace mailrace;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    std::string why;
    if (const auto url = config::parse_webhook_url(input, why)) {
        if (url->host.empty() || url->target.find_first_of("\r\n ") != std::string::npos || !url->target.starts_with('/')) std::abort();
    } else if (why.empty()) {
        std::abort();
    }
    const Duration pause = journal::retry_after(input, WallTime{});
    if (pause < Duration{} || pause > std::chrono::hours(1)) std::abort();
    if (const auto words = platform::split_command(input); words && words->empty()) std::abort();
    for (const char c : journal::json_text(input))
        if (static_cast<unsigned char>(c) < 0x20) std::abort();
    for (const char c : journal::csv_field(input))
        if (static_cast<unsigned char>(c) < 0x20) std::abort();
    const std::size_t half = size / 2;
    (void)journal::RecipientMask("redact").text(input.substr(half), input.substr(0, half));
    return 0;
}
