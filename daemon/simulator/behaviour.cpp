#include "daemon/simulator/behaviour.h"

#include "daemon/simulator/chance.h"

namespace mailrace::simulator {

namespace {
constexpr std::size_t max_sources = 4096;
constexpr std::size_t max_greylist = 1'000'000;
}  // namespace

std::uint32_t Window::count_in_window(const Rate& rate, SteadyTime now) {
    if (count_ == 0 || now - start_ >= rate.window) {
        start_ = now;
        count_ = 0;
    }
    return ++count_;
}

bool Window::allow(const Rate& rate, SteadyTime now) { return rate.count == 0 || count_in_window(rate, now) <= rate.count; }

bool Window::reached(const Rate& rate, SteadyTime now) { return rate.count != 0 && count_in_window(rate, now) == rate.count; }

Behaviour::Behaviour(Manners manners, std::string_view name, std::uint64_t seed)
    : manners_(std::move(manners)), seed_(hash_text(name, seed)) {}

bool Behaviour::drawn(double share) { return share > 0 && unit(mix(seed_ + ++draws_)) < share; }

Duration Behaviour::latency(const TimeRange& range) {
    if (range.most <= range.least) return range.least;
    const double part = unit(mix(seed_ + ++draws_));
    return range.least + Duration{static_cast<std::int64_t>(part * static_cast<double>((range.most - range.least).count()))};
}

bool Behaviour::mishap(Phase phase, Verdict& verdict) {
    const auto at = static_cast<std::size_t>(phase);
    if (drawn(manners_.drop[at])) {
        verdict.act = Act::drop;
        return true;
    }
    if (drawn(manners_.silent[at])) {
        verdict.act = Act::silence;
        return true;
    }
    return false;
}

Verdict Behaviour::refuse(ReplyKind kind, Act act, Duration delay) const {
    const std::string_view words = reply_words(manners_, kind);
    if (words.starts_with("421")) act = Act::refuse_and_close;  // RFC 5321, 3.8: 421 closes the channel
    return {act, kind, delay};
}

Behaviour::Source& Behaviour::source_of(std::string_view ip, SteadyTime now) {
    const std::string key(ip);
    const auto known = sources_.find(key);
    if (known != sources_.end()) {
        known->second.last_seen = now;
        return known->second;
    }
    if (sources_.size() >= max_sources) {
        auto oldest = sources_.end();
        for (auto at = sources_.begin(); at != sources_.end(); ++at) {
            if (at->second.connections != 0) continue;
            if (oldest == sources_.end() || at->second.last_seen < oldest->second.last_seen) oldest = at;
        }
        if (oldest != sources_.end()) sources_.erase(oldest);
    }
    Source& source = sources_[key];
    source.last_seen = now;
    return source;
}

void Behaviour::violate(Source& source, SteadyTime now) {
    if (source.violations.reached(manners_.block_after, now)) source.blocked_until = now + manners_.block_for;
}

Verdict Behaviour::connect(std::string_view ip, SteadyTime now, Visit& visit) {
    Verdict verdict;
    verdict.delay = latency(manners_.connect_latency);
    if (manners_.down) return {Act::drop, ReplyKind::accepted, Duration{0}};
    if (mishap(Phase::connect, verdict)) {
        verdict.delay = Duration{0};
        return verdict;
    }
    Source& source = source_of(ip, now);
    if (now < source.blocked_until) return refuse(ReplyKind::blocked, Act::refuse_and_close, verdict.delay);
    const bool too_many = (manners_.max_connections && connections_ >= manners_.max_connections) ||
                          (manners_.max_connections_per_source && source.connections >= manners_.max_connections_per_source);
    if (too_many || !source.connects.allow(manners_.connection_rate, now)) {
        violate(source, now);
        return refuse(ReplyKind::too_many_connections, Act::refuse_and_close, verdict.delay);
    }
    verdict.kind = ReplyKind::banner;
    if (mishap(Phase::banner, verdict)) return verdict;
    ++connections_;
    source.peak_connections = std::max(source.peak_connections, ++source.connections);
    visit.source = &source;
    visit.messages = 0;
    return verdict;
}

void Behaviour::leave(Visit& visit, SteadyTime now) {
    if (!visit.source) return;
    --visit.source->connections;
    visit.source->last_seen = now;
    --connections_;
    visit.source = nullptr;
}

Verdict Behaviour::hello() {
    Verdict verdict;
    verdict.delay = latency(manners_.command_latency);
    mishap(Phase::ehlo, verdict);
    return verdict;
}

Verdict Behaviour::mail(Visit& visit, SteadyTime now) {
    Verdict verdict;
    verdict.delay = latency(manners_.command_latency);
    if (mishap(Phase::mail, verdict)) return verdict;
    if (now < visit.source->blocked_until) return refuse(ReplyKind::blocked, Act::refuse_and_close, verdict.delay);
    if (manners_.max_messages_per_connection && visit.messages >= manners_.max_messages_per_connection) {
        return refuse(ReplyKind::too_many_messages, Act::refuse, verdict.delay);
    }
    if (!visit.source->messages.allow(manners_.message_rate, now)) {
        violate(*visit.source, now);
        return refuse(ReplyKind::rate_exceeded, Act::refuse, verdict.delay);
    }
    return verdict;
}

bool Behaviour::greylisted(std::string_view ip, std::string_view sender, std::string_view recipient, SteadyTime now) {
    if (manners_.greylist <= Duration::zero()) return false;
    const std::uint64_t triple = mix(hash_text(ip, seed_) ^ mix(hash_text(sender)) ^ hash_text(recipient, 7));
    if (greylist_.size() >= max_greylist) {
        std::erase_if(greylist_, [&](const auto& entry) { return now - entry.second > manners_.greylist; });
        if (greylist_.size() >= max_greylist) greylist_.clear();
    }
    const auto [at, fresh] = greylist_.emplace(triple, now);
    return fresh || now - at->second < manners_.greylist;
}

Verdict Behaviour::recipient(std::string_view ip, std::string_view sender, std::string_view recipient, SteadyTime now) {
    Verdict verdict;
    verdict.delay = latency(manners_.command_latency);
    if (mishap(Phase::rcpt, verdict)) return verdict;
    const std::uint64_t who = hash_text(recipient, seed_);
    if (unit(mix(who + 1)) < manners_.unknown_users) return refuse(ReplyKind::unknown_user, Act::refuse, verdict.delay);
    if (unit(mix(who + 2)) < manners_.full_mailboxes) return refuse(ReplyKind::mailbox_full, Act::refuse, verdict.delay);
    if (greylisted(ip, sender, recipient, now)) return refuse(ReplyKind::greylisted, Act::refuse, verdict.delay);
    if (drawn(manners_.deferrals)) return refuse(ReplyKind::deferred, Act::refuse, verdict.delay);
    return verdict;
}

Verdict Behaviour::data() {
    Verdict verdict;
    verdict.delay = latency(manners_.command_latency);
    mishap(Phase::data, verdict);
    return verdict;
}

Verdict Behaviour::body() {
    Verdict verdict;
    mishap(Phase::body, verdict);
    return verdict;
}

Verdict Behaviour::finish(Visit& visit, std::string_view recipient, SteadyTime) {
    Verdict verdict;
    verdict.delay = latency(manners_.data_latency);
    verdict.kind = ReplyKind::deferred;  // of a drop here: the message was not accepted
    if (mishap(Phase::dot, verdict)) return verdict;
    if (unit(mix(hash_text(recipient, seed_) + 3)) < manners_.spam_refusals) return refuse(ReplyKind::spam, Act::refuse, verdict.delay);
    ++visit.messages;
    verdict.kind = ReplyKind::accepted;
    mishap(Phase::reply, verdict);
    return verdict;
}

void Behaviour::reset() {
    greylist_.clear();
    std::erase_if(sources_, [](const auto& entry) { return entry.second.connections == 0; });
    for (auto& [ip, source] : sources_) {
        source.peak_connections = source.connections;
        source.messages = source.connects = source.violations = Window{};
        source.blocked_until = {};
    }
}

}  // namespace mailrace::simulator
