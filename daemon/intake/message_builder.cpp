#include "daemon/intake/message_builder.h"

#include "daemon/intake/await_callback.h"
#include "shared/mail/text.h"

namespace mailrace::intake {

static_assert(smtp::notify_never == static_cast<int>(spool::Notify::never) &&
              smtp::notify_success == static_cast<int>(spool::Notify::success) &&
              smtp::notify_failure == static_cast<int>(spool::Notify::failure) &&
              smtp::notify_delay == static_cast<int>(spool::Notify::delay));

namespace {

constexpr std::uint64_t overhead = 2048;  // of a small message, beside its bytes

smtp::ServerReply memory_refusal() {
    return {452, "4.3.1", "insufficient memory, too many messages are being received, try again later"};
}

/// Hands the message to the queue as soon as it is durable, whatever became of the client in the meantime.
spool::Spool::Stored when_stored(Context& context, spool::Envelope envelope, std::shared_ptr<const std::string> bytes,
                                 spool::Spool::Stored then) {
    return [&context, envelope = std::move(envelope), bytes = std::move(bytes),
            then = std::move(then)](Result<spool::Location> where) mutable {
        if (where) {
            context.messages.fetch_add(1, std::memory_order_relaxed);
            context.recipients.fetch_add(envelope.recipients.size(), std::memory_order_relaxed);
            context.bytes.fetch_add(where->length, std::memory_order_relaxed);
            context.parts.queue.accepted({std::move(envelope), *where, std::move(bytes), {}});
        }
        then(std::move(where));
    };
}

}  // namespace

MessageBuilder::MessageBuilder(Context& context, std::shared_ptr<const SourceRules> rules, Feeder feeder,
                               const smtp::ServerEnvelope& envelope, std::vector<SuppressedRecipient> suppressed)
    : context_(context), options_(context.options()), rules_(std::move(rules)), feeder_(std::move(feeder)), envelope_(envelope), suppressed_(std::move(suppressed)), share_(context.memory) {
    stamp_.received = context.parts.clock.wall();
    stamp_.id = context.parts.ids.next(unix_ms(stamp_.received));
    stamp_.host_name = options_->host_name;
    stamp_.hello_name = feeder_.hello_name;
    stamp_.client_ip = feeder_.ip;
    stamp_.extended = feeder_.extended;
    stamp_.utf8 = envelope.mail.smtputf8;
    stamp_.tls_protocol = feeder_.tls_protocol;
    stamp_.tls_cipher = feeder_.tls_cipher;
    if (envelope.recipients.size() == 1) stamp_.recipient = envelope.recipients.front().recipient.text();
}

std::optional<smtp::ServerReply> MessageBuilder::hold(std::size_t more) {
    if (share_.resize(overhead + header_.size() + body_.size() + more)) return std::nullopt;
    const smtp::ServerReply reply = memory_refusal();
    context_.memory_trouble.begin(reply.text);
    return reply;
}

std::optional<smtp::ServerReply> MessageBuilder::append(std::string_view bytes) {
    if (auto refusal = hold(bytes.size())) return refusal;
    if (!header_done_) {
        const std::size_t used = scanner_.feed(bytes);
        header_.append(bytes.substr(0, used));
        bytes.remove_prefix(used);
        if (!scanner_.ended()) return std::nullopt;
        if (auto refusal = end_header()) return refusal;
    }
    body_.append(bytes);
    return std::nullopt;
}

std::optional<smtp::ServerReply> MessageBuilder::end_header() {
    header_done_ = true;
    auto stamped = stamp_header(header_, *rules_, stamp_);
    if (!stamped) return smtp::ServerReply{552, "5.3.4", stamped.error().words};
    choices_ = std::move(stamped->choices);
    if (auto refusal = choose_virtual_mta()) return refusal;
    if (rules_->add_x_virtual_mta) body_ = "X-Virtual-MTA: " + (vmta_.pool.empty() ? vmta_.vmta : vmta_.pool) + "\r\n";
    const std::uint64_t expected = std::min(envelope_.mail.size.value_or(0), options_->large_message);
    body_.reserve(body_.size() + std::max<std::size_t>(stamped->bytes.size(), static_cast<std::size_t>(expected) + 1024));
    body_ += stamped->bytes;
    header_ = {};
    return hold(0);
}

std::optional<smtp::ServerReply> MessageBuilder::choose_virtual_mta() {
    const Directory& directory = context_.parts.directory;
    const bool chosen = choices_.virtual_mta && !(choices_.virtual_mta->empty() && rules_->allow_empty_x_virtual_mta);
    if (chosen) {
        if (!choices_.virtual_mta->empty()) {
            if (auto found = directory.virtual_mta(*choices_.virtual_mta)) {
                vmta_ = std::move(*found);
                return std::nullopt;
            }
        }
        if (rules_->reject_invalid_virtual_mta) return smtp::ServerReply{550, "5.6.0", "no such virtual MTA"};
    }
    if (auto found = directory.virtual_mta(rules_->default_virtual_mta)) vmta_ = std::move(*found);
    return std::nullopt;
}

net::Task<std::optional<smtp::ServerReply>> MessageBuilder::flush() {
    if (!large_) {
        auto begun = context_.parts.spool.begin_large(stamp_.id);
        if (!begun) co_return storage_refusal(begun.error());
        large_ = std::move(*begun);
    }
    streamed_ += body_.size();
    auto start = [this](spool::Spool::Committed done) { large_->write(std::exchange(body_, {}), std::move(done)); };
    Status written = co_await await_callback<Status>(std::move(start));
    share_.resize(overhead);
    if (!written) co_return storage_refusal(written.error());
    co_return std::nullopt;
}

net::Task<smtp::ServerReply> MessageBuilder::finish(bool eight_bit) {
    if (!header_done_) {
        auto refusal = end_header();
        if (refusal) co_return *refusal;
    }
    if (large_ && !body_.empty()) {
        auto refusal = co_await flush();
        if (refusal) co_return *refusal;
    }
    const std::string id = to_text(stamp_.id);
    auto start = [this, eight_bit](spool::Spool::Stored done) {
        spool::Envelope envelope = make_envelope(eight_bit);
        auto receipts = make_receipts(envelope, streamed_ + (large_ ? 0 : body_.size()));
        if (large_) {
            large_->finish(envelope, std::move(receipts), when_stored(context_, envelope, nullptr, std::move(done)));
        } else {
            auto bytes = std::make_shared<const std::string>(std::move(body_));
            context_.parts.spool.store(envelope, bytes, std::move(receipts),
                                       when_stored(context_, envelope, bytes, std::move(done)));
        }
    };
    Result<spool::Location> stored = co_await await_callback<Result<spool::Location>>(std::move(start));
    if (!stored) co_return storage_refusal(stored.error());
    context_.storage_trouble.end();
    context_.memory_trouble.end();
    co_return smtp::ServerReply{250, "2.0.0", "Ok: queued as " + id};
}

smtp::ServerReply MessageBuilder::storage_refusal(const Error& error) {
    context_.storage_trouble.begin(error.words);
    return {452, "4.3.1", "message cannot be stored now: " + error.words};
}

spool::Envelope MessageBuilder::make_envelope(bool eight_bit) const {
    spool::Envelope out;
    out.id = stamp_.id;
    out.received = stamp_.received;
    out.sender = envelope_.mail.sender.text();
    out.envid = envelope_.mail.envid.empty() ? choices_.envid : envelope_.mail.envid;
    out.vmta = vmta_.vmta;
    out.pool = vmta_.pool;
    out.job = choices_.job;
    out.feeder = feeder_.hello_name + " (" + feeder_.ip + ")";
    out.source = rules_->name;
    out.message_id = choices_.message_id;
    out.subject = choices_.subject;
    out.kept = choices_.kept;
    out.ret = envelope_.mail.ret != 0 ? envelope_.mail.ret : rules_->ret_default;
    out.eight_bit = envelope_.mail.eight_bit || eight_bit;
    out.smtputf8 = envelope_.mail.smtputf8;
    out.suppress_dsn = rules_->suppress_dsn;
    out.verp = !out.sender.empty() && (envelope_.mail.verp || rules_->verp);
    out.recipients.reserve(envelope_.recipients.size());
    for (const smtp::RcptCommand& rcpt : envelope_.recipients)
        out.recipients.push_back({rcpt.recipient.text(), rcpt.orcpt, rcpt.notify});
    for (const SuppressedRecipient& suppressed : suppressed_)
        for (spool::EnvelopeRecipient& to : out.recipients)
            if (to.address == suppressed.address) to.suppressed = suppressed.words;
    return out;
}

std::vector<events::Event> MessageBuilder::make_receipts(const spool::Envelope& envelope, std::uint64_t size) const {
    std::vector<events::Event> out;
    out.reserve(envelope.recipients.size());
    for (std::uint32_t i = 0; i < envelope.recipients.size(); ++i) {
        events::Event& e = out.emplace_back();
        e.time = e.queued = envelope.received;
        e.type = events::EventType::receipt;
        e.phase = events::Phase::end_of_data;
        e.message = envelope.id;
        e.recipient_index = i;
        e.size = size;
        e.sender = envelope.sender;
        e.recipient = envelope.recipients[i].address;
        e.orcpt = envelope.recipients[i].orcpt;
        e.envid = envelope.envid;
        e.message_id = envelope.message_id;
        e.subject = envelope.subject;
        e.details = envelope.kept;
        e.domain = envelope_.recipients[i].recipient.ascii_domain;
        e.vmta = envelope.vmta;
        e.pool = envelope.pool;
        e.job = envelope.job;
        e.queue = e.domain + '/' + e.vmta;
        e.source_ip = feeder_.local_ip;
        e.remote_host = feeder_.hello_name;
        e.remote_ip = feeder_.ip;
        e.remote_port = feeder_.port;
        e.tls_protocol = feeder_.tls_protocol;
        e.tls_cipher = feeder_.tls_cipher;
        e.code = 250;
        e.status = {2, 0, 0};
        e.response = "250 2.0.0 Ok: queued as " + to_text(envelope.id);
    }
    return out;
}

}  // namespace mailrace::intake
