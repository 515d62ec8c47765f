#include "daemon/app/report_processor.h"

#include <algorithm>
#include <future>

#include "daemon/app/log.h"
#include "daemon/feedback/report_conclude.h"
#include "daemon/feedback/report_events.h"
#include "daemon/feedback/report_match.h"
#include "daemon/feedback/report_reader.h"
#include "shared/mail/mime.h"

namespace mailrace::app {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kMaxPassedOn = 64u << 20;  // bytes of a message that is forwarded; larger ones are recorded only
constexpr Duration kFirstDelay = 500ms;            // what was delivered a moment ago is on its way to the history
constexpr std::size_t kMaxPatternText = 256u << 10;
constexpr unsigned kMaxAttempts = 30;              // a second apart: for a history that lags, and a spool that refuses

events::Event event_of(const spool::Envelope& envelope, std::uint32_t recipient, ReportDesk desk, WallTime now) {
    events::Event e;
    e.type = events::EventType::delivery;
    e.phase = events::Phase::local;
    e.time = now;
    e.queued = envelope.received;
    e.message = envelope.id;
    e.recipient_index = recipient;
    e.attempt = 1;
    e.sender = envelope.sender;
    e.recipient = envelope.recipients.front().address;
    e.orcpt = envelope.recipients.front().orcpt;
    e.envid = envelope.envid;
    e.message_id = envelope.message_id;
    e.subject = envelope.subject;
    e.domain = e.provider = desk_name(desk);
    e.vmta = envelope.vmta;
    e.pool = envelope.pool;
    e.job = envelope.job;
    e.user = envelope.user;
    e.queue = e.domain + '/' + e.vmta;
    e.status = {2, 0, 0};
    return e;
}

bool is_report_of(const feedback::Report& report) {
    return report.kind == feedback::ReportKind::bounce || report.kind == feedback::ReportKind::delay || report.kind == feedback::ReportKind::complaint || !report.recipients.empty();
}

std::string words_for(const feedback::Report& report, std::size_t recorded) {
    if (!is_report_of(report)) return report.kind == feedback::ReportKind::auto_reply ? "an automatic reply, no report" : "no report";
    return "read as " + std::string(feedback::to_string(report.kind)) + " (" + report.format + "), " + std::to_string(recorded) + (recorded == 1 ? " record" : " records");
}

}  // namespace

bool ReportProcessor::take(queue::QueuedMessage& message) {
    const auto rules = parts_.rules();
    if (!rules || message.envelope.generated) return true;  // what we pass on ourselves is not read again
    const auto& recipients = message.envelope.recipients;
    std::vector<Item> items;
    bool others = false;
    for (std::uint32_t i = 0; i < recipients.size(); ++i) {
        const bool pending = message.states.empty() || i >= message.states.size() || message.states[i].state == spool::RecipientState::pending;
        const ReportDesk desk = pending ? rules->desk_of(recipients[i].address) : ReportDesk::none;
        others |= pending && desk == ReportDesk::none;
        if (desk == ReportDesk::none) continue;
        Item item;
        item.envelope = message.envelope;
        item.envelope.recipients = {recipients[i]};
        item.body = message.body;
        item.recipient = i;
        item.desk = desk;
        items.push_back(std::move(item));
    }
    if (items.empty()) return true;
    // For the queue these recipients are done.
    if (message.states.empty()) message.states.resize(recipients.size());
    for (const Item& item : items) message.states[item.recipient].state = spool::RecipientState::delivered;
    for (Item& item : items) add(std::move(item), kFirstDelay);
    changed_.notify_one();
    return others;
}

void ReportProcessor::add(Item item, Duration delay) {
    const std::lock_guard lock(mutex_);
    items_.emplace(parts_.clock.steady() + delay, std::move(item));
    waiting_.store(items_.size(), std::memory_order_relaxed);
}

void ReportProcessor::start(spool::Spool& spool) {
    spool_ = &spool;
    thread_ = std::thread([this] { run(); });
}

void ReportProcessor::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

bool ReportProcessor::wait_for_item(std::unique_lock<std::mutex>& lock, Item& item) {
    for (;;) {
        if (stopping_) return false;
        const SteadyTime now = parts_.clock.steady();
        const auto next = items_.begin();
        if (next != items_.end() && next->first <= now) {
            item = std::move(next->second);
            items_.erase(next);
            waiting_.store(items_.size(), std::memory_order_relaxed);
            return true;
        }
        if (next == items_.end()) changed_.wait(lock);
        else changed_.wait_for(lock, next->first - now);
    }
}

void ReportProcessor::run() {
    const auto history = parts_.history();
    std::unique_lock lock(mutex_);
    Item item;
    while (wait_for_item(lock, item)) {
        lock.unlock();
        if (!process(item, *history)) put_back(std::move(item));
        lock.lock();
    }
}

void ReportProcessor::put_back(Item item) {
    ++item.attempts;
    add(std::move(item), 1s);
}

Result<std::string> ReportProcessor::read_body(const Item& item, std::uint64_t max) const {
    std::string out(std::min(item.body.length, max), '\0');
    std::size_t at = 0;
    while (at < out.size()) {
        const auto count = spool_->read_body(item.envelope.id, item.body, at, std::span(out).subspan(at));
        if (!count) return count.error();
        if (*count == 0) break;
        at += *count;
    }
    out.resize(at);
    return out;
}

feedback::Report ReportProcessor::read(const Item& item, const DeskRules& rules, std::string_view text, std::string& pattern) const {
    feedback::Report report = feedback::read_report(text);
    if (is_report_of(report) || rules.patterns.empty()) return report;
    const bool complaints = item.desk == ReportDesk::complaints;
    if (auto found = rules.patterns.read(mail::with_lf(text), complaints, &pattern)) return std::move(*found);
    const auto message = mail::MimeMessage::read(text);
    for (const mail::MimePart& part : message.parts()) {
        if (!part.type.starts_with("text/") || part.encoding.empty()) continue;
        if (auto found = rules.patterns.read(mail::decoded_text(part, kMaxPatternText), complaints, &pattern)) return std::move(*found);
    }
    return report;
}

/// False: try again later.
bool ReportProcessor::process(Item& item, const feedback::SentMail& sent) {
    const auto all_rules = parts_.rules();
    const DeskRules& rules = all_rules->rules(item.desk);
    const feedback::ReportLimits limits;
    const auto mail = read_body(item, limits.bytes + 1);
    if (!mail) {
        if (mail.error().temporary && item.attempts < kMaxAttempts) return false;
        finish(item, {}, "the report could not be read from the spool: " + mail.error().words);
        return true;
    }
    std::string pattern;
    feedback::Report report = read(item, rules, *mail, pattern);
    if (const auto classifier = parts_.classifier()) feedback::categorize_all(report.recipients, classifier.get());
    const std::string& came_to = item.envelope.recipients.front().address;
    std::vector<feedback::ReportMatch> matches;
    if (is_report_of(report)) matches = feedback::match_report(report, came_to, sent);
    // A bounce may be faster than the history.
    const bool unmatched = std::any_of(matches.begin(), matches.end(), [](const auto& m) { return !m.sent; });
    if (unmatched && item.attempts < kMaxAttempts && parts_.history_lags()) return false;
    const feedback::ReportArrival arrival{parts_.clock.wall(), item.envelope.received, item.envelope.id, came_to, item.envelope.feeder, parts_.rules() ? parts_.rules()->keep_headers() : std::vector<std::string>{}};
    auto events = feedback::report_events(report, matches, arrival);
    const auto to = addressees(item, rules, is_report_of(report), report.unreadable);
    if (!to.empty() && !pass_on(item, to) && item.attempts < kMaxAttempts) return false;
    std::string words = words_for(report, events.size());
    for (const std::string& address : to) words += "; passed on to " + address;
    if (to.empty() && !is_report_of(report)) words += "; discarded";
    if (rules.log_match_info) {
        log_info("report", {{"message", to_text(item.envelope.id)}, {"to", came_to}, {"result", words}, {"pattern", pattern}});
    }
    finish(item, std::move(events), std::move(words));
    return true;
}

std::vector<std::string> ReportProcessor::addressees(const Item& item, const DeskRules& rules, bool is_report, bool unreadable) const {
    std::vector<std::string> to;
    if (unreadable && !rules.forward_errors_to.empty()) to.push_back(rules.forward_errors_to);
    if (!is_report && to.empty()) to = rules.forward_unmatched_to;
    if (is_report ? rules.deliver_matched_email : rules.deliver_unmatched_email) to.push_back(item.envelope.recipients.front().address);
    return to;
}

/// A copy as a message of its own, from the same sender; no notification is ever written about it. Waits for the spool.
bool ReportProcessor::pass_on(const Item& item, const std::vector<std::string>& to) {
    if (item.body.length > kMaxPassedOn) {
        log_warning("a report is too large to be passed on", {{"message", to_text(item.envelope.id)}, {"bytes", std::to_string(item.body.length)}});
        return true;
    }
    auto bytes = read_body(item, kMaxPassedOn);
    if (!bytes) return false;
    spool::Envelope envelope = item.envelope;
    envelope.received = parts_.clock.wall();
    envelope.id = parts_.ids.next(unix_ms(envelope.received));
    envelope.generated = envelope.suppress_dsn = true;
    envelope.job.clear();
    envelope.recipients.clear();
    for (const std::string& address : to) envelope.recipients.push_back({address, "", static_cast<std::uint8_t>(spool::Notify::never)});
    std::vector<events::Event> receipts;
    for (std::uint32_t i = 0; i < to.size(); ++i) {
        events::Event e;
        e.type = events::EventType::receipt;
        e.phase = events::Phase::local;
        e.time = e.queued = envelope.received;
        e.message = envelope.id;
        e.recipient_index = i;
        e.generated = true;
        e.size = bytes->size();
        e.sender = envelope.sender;
        e.recipient = to[i];
        e.message_id = envelope.message_id;
        e.subject = envelope.subject;
        e.vmta = envelope.vmta;
        e.code = 250;
        e.status = {2, 0, 0};
        e.text = "copy of " + to_text(item.envelope.id) + ", passed on by " + std::string(desk_name(item.desk));
        receipts.push_back(std::move(e));
    }
    const auto body = std::make_shared<const std::string>(std::move(*bytes));
    std::promise<bool> stored;
    spool_->store(envelope, body, std::move(receipts), [&](Result<spool::Location> where) {
        if (where) parts_.accept({envelope, *where, body, {}});
        stored.set_value(where.has_value());
    });
    return stored.get_future().get();
}

void ReportProcessor::finish(const Item& item, std::vector<events::Event> events, std::string words) {
    events::Event done = event_of(item.envelope, item.recipient, item.desk, parts_.clock.wall());
    done.size = item.body.length;
    done.response = std::move(words);
    events.push_back(std::move(done));
    spool::RecipientUpdate update;
    update.message = item.envelope.id;
    update.recipient = item.recipient;
    update.state = spool::RecipientState::delivered;
    update.attempts = 1;
    spool_->record({update}, std::move(events), {});
}

}  // namespace mailrace::app
