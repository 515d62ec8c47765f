#include "daemon/reports/entry.h"

#include <algorithm>
#include <charconv>

#include "daemon/egress/provider.h"
#include "daemon/reports/condition.h"
#include "shared/accounting/time.h"
#include "shared/mail/reply.h"
#include "shared/mail/text.h"

namespace mailrace::reports {
namespace {

using accounting::Column;
using accounting::Kind;

std::int64_t number_or(std::string_view text, std::int64_t otherwise) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && read.ec == std::errc{} && read.ptr == text.data() + text.size() && value >= 0 ? value : otherwise;
}

/// Into a string that is used again.
void lower_into(std::string_view text, std::string& out) {
    out.resize(text.size());
    std::transform(text.begin(), text.end(), out.begin(), [](char c) { return mail::lower(c); });
}

/// Files of ours say the seconds, those of others the two times.
std::int64_t delay_of(const accounting::Record& record, std::int64_t logged) {
    if (const auto ms = number_or(record.get(Column::delay_ms), -1); ms >= 0) return ms;
    if (const auto seconds = number_or(record.get(Column::total_seconds_queued), -1); seconds >= 0 && seconds < 4'000'000'000)
        return seconds * 1000;
    auto queued = accounting::read_time(record.get(Column::time_queued));
    if (!queued) queued = accounting::read_time(record.get(Column::time_imprinted));
    return queued && logged >= *queued ? logged - *queued : -1;
}

std::string_view without_kind(std::string_view diagnostic) {
    const std::size_t semicolon = diagnostic.substr(0, 16).find(';');
    return semicolon == std::string_view::npos ? diagnostic : mail::trim(diagnostic.substr(semicolon + 1));
}

events::EnhancedStatus status_of(std::string_view text) {
    const auto found = mail::parse_enhanced_code(text);
    return found ? events::EnhancedStatus{found->cls, found->subject, found->detail} : events::EnhancedStatus{};
}

}  // namespace

std::string_view EntryReader::provider(const accounting::Record& record) {
    if (const std::string_view known = record.get(Column::provider); !known.empty()) return known;
    const std::string_view mta = record.get(Column::dsn_mta);
    lower_into(mta.substr(0, std::min(mta.find(' '), mta.size())), host_);
    provider_ = egress::provider_of(host_, domain_);
    return provider_;
}

const Entry& EntryReader::read(const accounting::Record& record) {
    Entry& e = entry_;
    e.kind = record.kind();
    e.logged = accounting::read_time(record.get(Column::time_logged)).value_or(-1);
    e.delay = e.kind == Kind::delivery || e.kind == Kind::bounce ? delay_of(record, e.logged) : -1;
    e.bytes = e.kind == Kind::delivery ? static_cast<std::uint64_t>(number_or(record.get(Column::dlv_size), 0)) : 0;
    lower_into(domain_of(record), domain_);
    e.domain = domain_;
    e.provider = provider(record);
    e.vmta = record.get(Column::vmta);
    e.pool = record.get(Column::vmta_pool);
    e.job = record.get(Column::job_id);
    e.queue = record.get(Column::queue);
    e.user = record.get(Column::rcv_smtp_user);
    e.source = record.get(Column::dlv_source_ip);
    e.recipient = record.get(Column::rcpt);
    e.category = record.get(Column::bounce_cat);
    e.response = without_kind(record.get(Column::dsn_diag));
    const bool refused =
        e.kind == Kind::bounce || e.kind == Kind::transient || e.kind == Kind::transient_queue || e.kind == Kind::remote_bounce;
    if (e.kind == Kind::transient_queue && e.vmta.empty())
        e.vmta = e.queue.substr(std::min(e.queue.find('/') + 1, e.queue.size()));
    if (classifier_ != nullptr && refused) {
        const auto status = status_of(record.get(Column::dsn_status));
        const feedback::ResponseText text{e.response, 0, status, e.response.empty(), e.recipient};
        e.category = classifier_->classify(text, e.provider).category;
    }
    return e;
}

}  // namespace mailrace::reports
