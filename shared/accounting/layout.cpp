#include "shared/accounting/layout.h"

#include <atomic>

#include "shared/mail/text.h"

namespace mailrace::accounting {
namespace {

constexpr std::string_view kNames[kColumns] = {
    "type",     "timeLogged",  "timeQueued",         "timeImprinted", "orig",    "rcpt",  "dsnStatus", "dsnDiag",
    "dsnMta",   "bounceCat",   "dlvSourceIp",        "dlvSize",       "vmta",    "jobId", "envId",     "queue",
    "vmtaPool", "rcvSmtpUser", "totalSecondsQueued", "provider",      "delayMs",
};

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace

std::string_view to_string(Column column) { return kNames[static_cast<std::size_t>(column)]; }

Layout::Layout(const Row& header) : line_(header.bytes()), serial_(next_serial()) {
    for (std::size_t i = 0; i < header.size(); ++i) names_.emplace_back(mail::trim(header[i]));
    for (std::size_t c = 0; c < kColumns; ++c) place_[c] = static_cast<std::int16_t>(find(kNames[c]));
}

bool Layout::is_header(const Row& row) { return mail::iequals(mail::trim(row[0]), "type") && row.size() > 1; }

int Layout::find(std::string_view name) const {
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (mail::iequals(names_[i], name)) return static_cast<int>(i);
    return -1;
}

}  // namespace mailrace::accounting
