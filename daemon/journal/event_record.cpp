#include "daemon/journal/event_record.h"

#include "daemon/feedback/normalise.h"

namespace mailrace::journal {

using filter::EventField;

std::string response_form(const events::Event& event) {
    const feedback::SplitResponse split = feedback::split_response(event.response, event.recipient);
    if (split.form.empty() || split.form.size() > kMaxFormStored) return {};
    return feedback::normalise_response(feedback::show_form(split.form));
}

std::string_view EventRecord::text(filter::FieldId field) const {
    const events::Event& e = *event_;
    switch (static_cast<EventField>(field)) {
        case EventField::recipient: return e.recipient;
        case EventField::sender: return e.sender;
        case EventField::domain: return e.domain;
        case EventField::provider: return e.provider;
        case EventField::vmta: return e.vmta;
        case EventField::pool: return e.pool;
        case EventField::job: return e.job;
        case EventField::queue: return e.queue;
        case EventField::source: return e.source_ip;
        case EventField::host: return e.remote_host;
        case EventField::ip: return e.remote_ip;
        case EventField::user: return e.user;
        case EventField::category: return e.category;
        case EventField::subcategory: return e.subcategory;
        case EventField::rule: return e.rule;
        case EventField::response: return e.response;
        case EventField::form: return form_ = response_form(e);
        case EventField::text: return e.text;
        case EventField::message_id: return e.message_id;
        case EventField::subject: return e.subject;
        case EventField::orcpt: return e.orcpt;
        case EventField::envid: return e.envid;
        case EventField::tls: return e.tls_protocol;
        case EventField::cipher: return e.tls_cipher;
        case EventField::verified: return e.tls_verified;
        case EventField::esmtp: return e.esmtp;
        case EventField::session: return e.session;
        default: return {};  // the others are numbers
    }
}

std::int64_t EventRecord::number(filter::FieldId field) const {
    const events::Event& e = *event_;
    switch (static_cast<EventField>(field)) {
        case EventField::id: return static_cast<std::int64_t>(e.id.value);
        case EventField::time: return unix_us(e.time);
        case EventField::type: return static_cast<std::int64_t>(e.type);
        case EventField::phase: return static_cast<std::int64_t>(e.phase);
        case EventField::message: return static_cast<std::int64_t>(e.message.value);
        case EventField::port: return e.remote_port;
        case EventField::code: return e.code;
        case EventField::cls: return static_cast<std::int64_t>(e.cls);
        case EventField::status: return filter::pack_status(e.status.cls, e.status.subject, e.status.detail);
        case EventField::size: return static_cast<std::int64_t>(e.size);
        case EventField::attempt: return e.attempt;
        case EventField::generated: return e.generated ? 1 : 0;
        case EventField::resolve_time: return e.resolve_us;
        case EventField::connect_time: return e.connect_us;
        case EventField::tls_time: return e.tls_us;
        case EventField::total_time: return e.total_us;
        case EventField::queued: return unix_us(e.queued);
        default: return 0;  // the others are texts
    }
}

}  // namespace mailrace::journal
