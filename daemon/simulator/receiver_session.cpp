#include "daemon/simulator/receiver_session.h"

#include <fmt/format.h>

#include "daemon/simulator/reply_text.h"
#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace {
constexpr std::uint32_t max_faults = 20;
constexpr std::size_t max_kept = 256 * 1024 * 1024;
constexpr std::size_t at(Phase phase) { return static_cast<std::size_t>(phase); }
constexpr std::size_t at(ReplyKind kind) { return static_cast<std::size_t>(kind); }
}  // namespace

ReceiverSession::ReceiverSession(SessionSetup setup) : setup_(std::move(setup)) {
    setup_.desk->with([this](Behaviour& behaviour, Counters&) {
        idle_timeout_ = behaviour.manners().idle_timeout;
        extensions_ = behaviour.manners().extensions;
    });
}

ReceiverSession::~ReceiverSession() {
    setup_.desk->with([this](Behaviour& behaviour, Counters&) { behaviour.leave(visit_, now()); });
}

Step ReceiverSession::begin() {
    make_id();
    const Verdict verdict = setup_.desk->with([this](Behaviour& behaviour, Counters& counters) {
        ++counters.connections;
        const Verdict result = behaviour.connect(setup_.source, now(), visit_);
        counters.peak_connections = std::max(counters.peak_connections, behaviour.connections());
        return result;
    });
    Step step;
    const Phase phase = verdict.act != Act::refuse_and_close && verdict.kind == ReplyKind::banner ? Phase::banner : Phase::connect;
    if (refused(verdict, phase, {}, step)) return step;
    say(ReplyKind::banner, {});
    return {Do::read, verdict.delay};
}

Step ReceiverSession::resume(std::string_view input, std::size_t& consumed) {
    Step whole;
    consumed = 0;
    while (consumed < input.size() && whole.what == Do::read) {
        const std::string_view rest = input.substr(consumed);
        Step step;
        if (state_ == State::command) {
            const auto end = rest.substr(0, max_line).find('\n');
            if (end == std::string_view::npos) {
                if (rest.size() < max_line) return whole;
                say_words("500 5.5.2 Line too long");
                step.what = Do::close;
                consumed = input.size();
            } else {
                consumed += end + 1;
                step = take_line(rest.substr(0, end));
            }
        } else if (doomed_) {
            step.what = Do::drop;
        } else if (state_ == State::data) {
            const auto fed = reader_.feed_dotted(rest);
            consumed += fed.consumed;
            if (fed.done) step = finish();
        } else {
            const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, rest.size()));
            reader_.feed_chunk(rest.substr(0, part));
            consumed += part;
            chunk_left_ -= part;
            if (chunk_left_ == 0) step = bdat({});
        }
        whole.what = step.what;
        whole.delay = std::max(whole.delay, step.delay);
    }
    return whole;
}

Step ReceiverSession::take_line(std::string_view line) {
    if (!line.ends_with('\r')) return fault("500 5.5.2 Lines must end in <CR><LF>");
    line.remove_suffix(1);
    if (line.find('\r') != std::string_view::npos || line.find('\0') != std::string_view::npos) return fault("500 5.5.2 Bad character");
    return run_command(read_command(line));
}

Step ReceiverSession::run_command(const CommandLine& command) {
    switch (command.verb) {
        case Verb::helo: return hello(false, command.rest);
        case Verb::ehlo: return hello(true, command.rest);
        case Verb::mail: return mail(command.rest);
        case Verb::rcpt: return rcpt(command.rest);
        case Verb::data: return data(command.rest);
        case Verb::bdat: {
            const auto arguments = read_bdat(command.rest);
            if (!arguments || !extensions_.chunking) return fault("501 5.5.4 BDAT needs a size");
            chunk_left_ = arguments->size;
            chunk_last_ = arguments->last;
            return bdat(command.rest);
        }
        case Verb::rset: reset_transaction(); return simple("250 2.0.0 Ok");
        case Verb::noop: return simple("250 2.0.0 Ok");
        case Verb::quit: {
            simple("221 2.0.0 {host} closing connection");
            return {Do::close, {}};
        }
        case Verb::vrfy: return simple("252 2.0.0 Send some mail, I'll try my best");
        case Verb::help: return simple("214 2.0.0 This is a simulated mail host");
        case Verb::starttls: return starttls(command.rest);
        case Verb::unknown: return fault("502 5.5.1 Unrecognized command");
    }
    return {};
}

Step ReceiverSession::hello(bool extended, std::string_view name) {
    if (extended && !extensions_.ehlo) return fault("502 5.5.1 Unrecognized command");
    if (name.empty()) return fault("501 5.5.4 A name is needed");
    std::uint64_t max_size = 0;
    Starttls manner = Starttls::absent;
    const Verdict verdict = setup_.desk->with([&](Behaviour& behaviour, Counters&) {
        max_size = behaviour.manners().max_size;
        manner = behaviour.manners().starttls;
        return behaviour.hello();
    });
    Step step;
    if (refused(verdict, Phase::ehlo, {}, step)) return step;
    reset_transaction();
    greeted_ = true;
    if (!extended) {
        say_words("250 {host}");
        return {Do::read, verdict.delay};
    }
    std::string words = "250 {host} at your service, [{ip}]";
    if (extensions_.size) words += fmt::format("\nSIZE {}", max_size);
    if (extensions_.eight_bit_mime) words += "\n8BITMIME";
    if (manner != Starttls::absent && !tls_) words += "\nSTARTTLS";
    if (extensions_.enhanced_status_codes) words += "\nENHANCEDSTATUSCODES";
    if (extensions_.pipelining) words += "\nPIPELINING";
    if (extensions_.chunking) words += "\nCHUNKING";
    if (extensions_.dsn) words += "\nDSN";
    if (extensions_.smtputf8) words += "\nSMTPUTF8";
    say_words(words);
    return {Do::read, verdict.delay};
}

Step ReceiverSession::starttls(std::string_view rest) {
    const Starttls manner = setup_.desk->with([](Behaviour& behaviour, Counters&) { return behaviour.manners().starttls; });
    if (manner == Starttls::absent || tls_) return fault("502 5.5.1 Unrecognized command");
    if (!rest.empty()) return fault("501 5.5.4 STARTTLS takes no parameters");
    if (manner == Starttls::refused) return simple("454 4.7.0 TLS not available due to local problem");
    simple("220 2.0.0 Ready to start TLS");
    return {manner == Starttls::broken ? Do::start_broken_tls : Do::start_tls, {}};
}

void ReceiverSession::tls_started() {
    tls_ = true;
    greeted_ = false;
    reset_transaction();
    setup_.desk->with([](Behaviour&, Counters& counters) { ++counters.tls_sessions; });
}

void ReceiverSession::tls_failed() {
    setup_.desk->with([](Behaviour&, Counters& counters) { ++counters.tls_failures; });
}

Step ReceiverSession::mail(std::string_view rest) {
    if (!greeted_) return fault("503 5.5.1 EHLO first");
    if (in_transaction_) return fault("503 5.5.1 Sender already given");
    const auto path = read_path(rest, "FROM:");
    if (!path) return fault("501 5.1.7 Bad sender address syntax");
    std::uint64_t max_size = 0;
    bool tls_needed = false;
    const Verdict verdict = setup_.desk->with([&](Behaviour& behaviour, Counters& counters) {
        max_size = behaviour.manners().max_size;
        tls_needed = behaviour.manners().starttls == Starttls::required && !tls_;
        if (tls_needed) count_refusal(ReplyKind::tls_required, counters, 0);
        return tls_needed ? Verdict{} : behaviour.mail(visit_, now());
    });
    make_id();
    sender_ = path->address;
    mail_refused_ = true;  // until the 250
    if (tls_needed) {
        say(ReplyKind::tls_required, {});
        return {};
    }
    Step step;
    if (refused(verdict, Phase::mail, {}, step)) return step;
    utf8_ = false;
    for (const std::string_view parameter : path->parameters) {
        if (parameter_value(parameter, "SMTPUTF8")) utf8_ = true;
        const auto size = parameter_value(parameter, "SIZE");
        const auto bytes = size ? parse_number(*size) : std::nullopt;
        if (!bytes || *bytes <= max_size) continue;
        setup_.desk->with([&](Behaviour&, Counters& counters) { count_refusal(ReplyKind::too_large, counters, 0); });
        say(ReplyKind::too_large, {});
        return {Do::read, verdict.delay};
    }
    in_transaction_ = true;
    mail_refused_ = false;
    say_words("250 2.1.0 Ok");
    return {Do::read, verdict.delay};
}

Step ReceiverSession::rcpt(std::string_view rest) {
    if (!in_transaction_) return mail_refused_ ? simple("503 5.5.1 MAIL first") : fault("503 5.5.1 MAIL first");
    const auto path = read_path(rest, "TO:");
    if (!path || path->address.empty()) return fault("501 5.1.3 Bad recipient address syntax");
    const std::string_view recipient = path->address;
    const bool wide = std::any_of(recipient.begin(), recipient.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    if (wide && !(utf8_ && extensions_.smtputf8)) return fault("553 5.6.7 SMTPUTF8 is needed for this address");
    const bool ours = recipient.find('@') == std::string_view::npos || setup_.desk->serves(domain_of(recipient));
    const Verdict verdict = setup_.desk->with([&](Behaviour& behaviour, Counters&) -> Verdict {
        if (!ours) return {Act::refuse, ReplyKind::relay_denied, Duration{0}};
        if (recipients_.size() >= behaviour.manners().max_recipients) return {Act::refuse, ReplyKind::too_many_recipients, Duration{0}};
        return behaviour.recipient(setup_.source, sender_, recipient, now());
    });
    Step step;
    if (refused(verdict, Phase::rcpt, recipient, step)) return step;
    recipients_.emplace_back(recipient);
    say_words("250 2.1.5 Ok");
    return {Do::read, verdict.delay};
}

Step ReceiverSession::data(std::string_view rest) {
    if (recipients_.empty() && (in_transaction_ || mail_refused_)) return simple("554 5.5.1 No valid recipients");
    if (!in_transaction_ || chunks_begun_) return fault("503 5.5.1 MAIL first");
    if (!rest.empty()) return fault("501 5.5.4 DATA takes no parameters");
    const Verdict verdict = setup_.desk->with([&](Behaviour& behaviour, Counters&) {
        doomed_ = behaviour.body().act != Act::proceed;
        return behaviour.data();
    });
    Step step;
    if (refused(verdict, Phase::data, {}, step)) return step;
    if (doomed_) setup_.desk->with([](Behaviour&, Counters& counters) { ++counters.drops[at(Phase::body)]; });
    state_ = State::data;
    reader_.begin(setup_.keep ? max_kept : 0);
    say_words("354 End data with <CR><LF>.<CR><LF>");
    return {Do::read, verdict.delay};
}

/// Called with the command (then chunk_left_ is set) and again when the chunk is complete.
Step ReceiverSession::bdat(std::string_view rest) {
    if (!rest.empty()) {
        if (!chunks_begun_) {
            reader_.begin(setup_.keep ? max_kept : 0);
            chunks_begun_ = true;
        }
        state_ = State::chunk;
        if (chunk_left_ != 0) return {};
    }
    state_ = State::command;
    if (!in_transaction_ || recipients_.empty()) {
        chunks_begun_ = false;
        if (in_transaction_ || mail_refused_) return simple("554 5.5.1 No valid recipients");
        return fault("503 5.5.1 MAIL first");
    }
    if (chunk_last_) return finish();
    return simple("250 2.0.0 Ok");
}

Step ReceiverSession::finish() {
    state_ = State::command;
    const bool bare = reader_.bare_line_end();
    const Verdict verdict = setup_.desk->with([&](Behaviour& behaviour, Counters& counters) -> Verdict {
        counters.bare_line_ends += bare ? 1 : 0;
        if (bare) return {Act::refuse, ReplyKind::bare_line_end, Duration{0}};
        if (reader_.size() > behaviour.manners().max_size) return {Act::refuse, ReplyKind::too_large, Duration{0}};
        return behaviour.finish(visit_, recipients_.front(), now());
    });
    Step step;
    const bool taken_unanswered = verdict.kind == ReplyKind::accepted && verdict.act != Act::proceed;
    if (taken_unanswered || verdict.act == Act::proceed) return accept(verdict);
    refused(verdict, Phase::dot, {}, step);
    reset_transaction();
    return step;
}

Step ReceiverSession::accept(const Verdict& verdict) {
    const bool answered = verdict.act == Act::proceed;
    const bool altered = reader_.altered();
    setup_.desk->with([&](Behaviour&, Counters& counters) {
        ++counters.messages;
        counters.recipients += recipients_.size();
        counters.bytes += reader_.size();
        counters.altered += altered ? 1 : 0;
        if (answered) return;
        counters.unanswered_recipients += recipients_.size();
        ++(verdict.act == Act::drop ? counters.drops : counters.silences)[at(Phase::reply)];
    });
    if (setup_.desk->provider().takes_bounces) {
        for (const std::string& recipient : recipients_) setup_.books->returned(recipient);
    }
    setup_.books->arrived({reader_.feed_tag(), recipients_, altered, answered});
    if (setup_.keep) {
        (*setup_.keep)({setup_.desk->provider().name, setup_.host, setup_.source, sender_, recipients_, id_, reader_.text(), tls_});
    }
    if (answered) say(ReplyKind::accepted, recipients_.front());
    reset_transaction();
    if (verdict.act == Act::drop) return {Do::drop, verdict.delay};
    if (verdict.act == Act::silence) return {Do::silence, verdict.delay};
    return {Do::read, verdict.delay};
}

bool ReceiverSession::refused(const Verdict& verdict, Phase phase, std::string_view recipient, Step& step) {
    if (verdict.act == Act::proceed) return false;
    step.delay = verdict.delay;
    if (verdict.act == Act::drop || verdict.act == Act::silence) {
        const bool dropped = verdict.act == Act::drop;
        setup_.desk->with([&](Behaviour&, Counters& counters) { ++(dropped ? counters.drops : counters.silences)[at(phase)]; });
        step.what = dropped ? Do::drop : Do::silence;
        return true;
    }
    bool permanent = false;
    setup_.desk->with([&](Behaviour& behaviour, Counters& counters) {
        permanent = reply_code(reply_words(behaviour.manners(), verdict.kind)) >= 500;
        const std::size_t recipients = phase == Phase::rcpt ? 1 : phase == Phase::dot ? recipients_.size() : 0;
        count_refusal(verdict.kind, counters, recipients);
        if (recipients) (permanent ? counters.recipients_permanent : counters.recipients_temporary) += recipients;
        if (phase == Phase::connect) ++counters.refused_connections;
        if (phase == Phase::mail) ++counters.refused_transactions;
    });
    if (permanent && phase == Phase::rcpt) setup_.books->refused(sender_, recipient);
    if (permanent && phase == Phase::dot) {
        for (const std::string& each : recipients_) setup_.books->refused(sender_, each);
    }
    say(verdict.kind, recipient);
    step.what = verdict.act == Act::refuse_and_close ? Do::close : Do::read;
    return true;
}

void ReceiverSession::count_refusal(ReplyKind kind, Counters& counters, std::size_t recipients) {
    counters.by_kind[at(kind)] += std::max<std::size_t>(1, recipients);
}

Step ReceiverSession::simple(std::string_view reply) {
    say_words(reply);
    return {};
}

Step ReceiverSession::fault(std::string_view reply) {
    setup_.desk->with([](Behaviour&, Counters& counters) { ++counters.protocol_errors; });
    say_words(reply);
    if (++faults_ < max_faults) return {};
    say_words("421 4.7.0 {host} Error: too many errors");
    return {Do::close, {}};
}

void ReceiverSession::say(ReplyKind kind, std::string_view recipient) {
    // The words are copied, because the control port may change them meanwhile.
    const std::string words =
        setup_.desk->with([&](Behaviour& behaviour, Counters&) { return std::string(reply_words(behaviour.manners(), kind)); });
    say_words(words, recipient);
}

void ReceiverSession::say_words(std::string_view words, std::string_view recipient) {
    const ReplyPlaces places{setup_.source, setup_.host, recipient, sender_, id_, unix_ms(setup_.clock->wall()) / 1000};
    append_reply(out_, words, places, extensions_.enhanced_status_codes);
}

void ReceiverSession::reset_transaction() {
    in_transaction_ = false;
    mail_refused_ = false;
    doomed_ = false;
    chunks_begun_ = false;
    state_ = State::command;
    sender_.clear();
    recipients_.clear();
}

/// Different for every message of a run: multiplying by an odd number maps the 32-bit numbers one to one.
void ReceiverSession::make_id() { id_ = fmt::format("{:08x}{:04x}", (setup_.number * 0x9E3779B1U) & 0xFFFFFFFF, ++transactions_); }

}  // namespace mailrace::simulator
