#include "daemon/egress/translate.h"

namespace mailrace::egress {
namespace {

queue::Verdict verdict_of(smtp::RecipientVerdict verdict) {
    switch (verdict) {
        case smtp::RecipientVerdict::delivered: return queue::Verdict::delivered;
        case smtp::RecipientVerdict::deferred: return queue::Verdict::deferred;
        case smtp::RecipientVerdict::bounced: return queue::Verdict::bounced;
        case smtp::RecipientVerdict::unattempted: break;
    }
    return queue::Verdict::unattempted;
}

}  // namespace

events::Phase phase_of(smtp::ClientPhase phase) {
    switch (phase) {
        case smtp::ClientPhase::greeting: return events::Phase::greeting;
        case smtp::ClientPhase::ehlo: return events::Phase::ehlo;
        case smtp::ClientPhase::starttls: return events::Phase::starttls;
        case smtp::ClientPhase::tls: return events::Phase::tls;
        case smtp::ClientPhase::mail: return events::Phase::mail;
        case smtp::ClientPhase::rcpt: return events::Phase::rcpt;
        case smtp::ClientPhase::data: return events::Phase::data;
        case smtp::ClientPhase::body: return events::Phase::body;
        case smtp::ClientPhase::end_of_data: return events::Phase::end_of_data;
        case smtp::ClientPhase::local: break;
    }
    return events::Phase::local;
}

queue::Response response_of(const smtp::Answer& answer) {
    return {phase_of(answer.phase), answer.code, {answer.status.cls, answer.status.subject, answer.status.detail}, answer.text};
}

smtp::ClientOptions client_options(const queue::DeliverySettings& settings, const std::string& ehlo_name) {
    return {settings, ehlo_name};
}

smtp::TransactionRequest request_of(const queue::Delivery& delivery) {
    smtp::TransactionRequest out;
    out.sender = delivery.sender;
    out.envid = delivery.envid;
    out.ret = delivery.ret;
    out.eight_bit = delivery.eight_bit;
    out.recipients.reserve(delivery.recipients.size());
    for (const queue::DeliveryRecipient& r : delivery.recipients) out.recipients.push_back({r.address, r.orcpt, r.notify});
    return out;
}

queue::RecipientOutcome outcome_of(const queue::DeliveryRecipient& recipient, const smtp::RecipientResult& result,
                                   const queue::DeliverySettings& settings) {
    queue::RecipientOutcome out{recipient.index, verdict_of(result.verdict), response_of(result.answer)};
    // Some receivers say 553 to sources that they distrust, whoever the recipient is.
    bool doubtful = result.answer.code == 553 && result.answer.phase == smtp::ClientPhase::rcpt;
    if (doubtful && !settings.smtp_553_means_invalid_mailbox) out.verdict = queue::Verdict::deferred;
    return out;
}

}  // namespace mailrace::egress
