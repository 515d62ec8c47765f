#include "daemon/app/dsn_maker.h"

#include "daemon/app/log.h"

namespace mailrace::app {

namespace {

feedback::DsnKind kind_of(queue::Report::Kind kind) {
    switch (kind) {
        case queue::Report::Kind::failed: return feedback::DsnKind::failed;
        case queue::Report::Kind::delayed: return feedback::DsnKind::delayed;
        case queue::Report::Kind::relayed: return feedback::DsnKind::relayed;
        case queue::Report::Kind::delivered: return feedback::DsnKind::delivered;
    }
    return feedback::DsnKind::failed;
}

std::string_view words_of(feedback::DsnKind kind) {
    switch (kind) {
        case feedback::DsnKind::failed: return "notification of failure for message ";
        case feedback::DsnKind::delayed: return "notification of delay for message ";
        case feedback::DsnKind::relayed: return "notification of relaying for message ";
        case feedback::DsnKind::delivered: return "notification of delivery for message ";
    }
    return {};
}

}  // namespace

bool DsnMaker::wanted(const queue::Report& report) {
    if (report.sender.empty() || report.generated || report.suppress_dsn) return false;
    return feedback::wants_dsn(kind_of(report.kind), report.notify, report.delays_unasked);
}

void DsnMaker::take(std::vector<queue::Report> reports) {
    // The recipients of one message that met the same end together share one notification.
    std::vector<std::vector<const queue::Report*>> groups;
    for (const auto& report : reports) {
        if (!wanted(report)) continue;
        const auto same = [&](const queue::Report& other) { return other.message == report.message && other.kind == report.kind && other.sender == report.sender; };
        if (groups.empty() || !same(*groups.back().front())) groups.emplace_back();
        groups.back().push_back(&report);
    }
    for (const auto& group : groups) write(group);
}

std::string DsnMaker::original_of(const queue::Report& report) const {
    // The header is in the first part; the whole message is read only when it was asked for and is small enough to come back.
    constexpr std::uint64_t kHeaderPart = 64 * 1024;
    const bool whole = report.ret == 'F' && report.body.length <= feedback::max_returned;
    const std::uint64_t length = whole ? report.body.length : std::min(report.body.length, kHeaderPart);
    if (report.bytes) return report.bytes->substr(0, length);
    std::string out(length, '\0');
    const auto count = parts_.spool.read_body(report.message, report.body, 0, out);
    out.resize(count ? *count : 0);
    return out;
}

void DsnMaker::write(const std::vector<const queue::Report*>& group) {
    const queue::Report& first = *group.front();
    const std::string original = original_of(first);
    feedback::DsnInput input;
    const DsnStyle style = parts_.style(std::string_view(first.sender).substr(first.sender.rfind('@') + 1));
    input.kind = kind_of(first.kind);
    input.format = style.format;
    input.from = style.from;
    input.retry_until = first.retry_until;
    input.delays_unasked = first.delays_unasked;
    input.now = parts_.clock.wall();
    input.id = parts_.ids.next(unix_ms(input.now));
    input.reporting_mta = parts_.host_name();
    input.sender = first.sender;
    input.envid = first.envid;
    input.arrival = first.received;
    input.ret = first.ret;
    input.smtputf8 = first.smtputf8;
    input.original = original;
    input.original_complete = original.size() == first.body.length;
    for (const auto* report : group) {
        feedback::DsnRecipient to;
        to.address = report->recipient;
        to.orcpt = report->orcpt;
        to.notify = report->notify;
        to.status = events::to_string(report->response.status);
        to.response = report->response.text;
        to.remote = report->response.code != 0;
        to.remote_mta = report->remote_host;
        if (input.kind != feedback::DsnKind::delayed) to.last_attempt = input.now;
        input.recipients.push_back(std::move(to));
    }
    auto dsn = feedback::write_dsn(input);
    if (!dsn) return;

    spool::Envelope envelope;
    envelope.id = input.id;
    envelope.received = input.now;
    envelope.vmta = parts_.virtual_mta();
    envelope.feeder = "mailraced";
    envelope.subject = dsn->subject;
    envelope.eight_bit = dsn->eight_bit;
    envelope.smtputf8 = dsn->smtputf8;
    envelope.generated = true;
    envelope.suppress_dsn = true;
    envelope.recipients.push_back({dsn->recipient, "", static_cast<std::uint8_t>(spool::Notify::never)});

    events::Event receipt;
    receipt.type = events::EventType::receipt;
    receipt.time = receipt.queued = input.now;
    receipt.message = envelope.id;
    receipt.generated = true;
    receipt.size = dsn->bytes.size();
    receipt.recipient = dsn->recipient;
    receipt.subject = envelope.subject;
    receipt.vmta = envelope.vmta;
    receipt.code = 250;
    receipt.status = {2, 0, 0};
    receipt.text = std::string(words_of(input.kind)) + to_text(first.message);

    const auto body = std::make_shared<const std::string>(std::move(dsn->bytes));
    std::vector<events::Event> receipts;
    receipts.push_back(std::move(receipt));
    parts_.spool.store(envelope, body, std::move(receipts), [accept = parts_.accept, envelope, body](Result<spool::Location> stored) {
        if (!stored) {
            log_error("a notification of failure could not be stored", {{"sender", envelope.recipients.front().address}, {"reason", stored.error().words}});
            return;
        }
        accept({envelope, *stored, body, {}});
    });
}

}  // namespace mailrace::app
