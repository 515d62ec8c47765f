#include "daemon/queue/queue.h"

#include <algorithm>
#include <charconv>

namespace mailrace::queue {

std::string_view to_string(Mode mode) { return mode == Mode::normal ? "normal" : "backoff"; }

std::string_view to_string(QueueState state) {
    switch (state) {
        case QueueState::idle: return "idle";
        case QueueState::active: return "active";
        case QueueState::retry: return "retry";
        case QueueState::paused: return "paused";
    }
    return "";
}

void RateMeter::move(std::int64_t now_second) {
    if (now_second - second >= 10) slots.fill(0);
    else
        for (std::int64_t s = second + 1; s <= now_second; ++s) slots[static_cast<std::size_t>(s % 10)] = 0;
    second = std::max(second, now_second);
}

double RateMeter::rate(std::int64_t now_second) const {
    RateMeter copy = *this;
    copy.move(now_second);
    std::uint64_t sum = 0;
    for (const auto n : copy.slots) sum += n;
    return static_cast<double>(sum) / 10;
}

void Depth::add(std::uint32_t value) {
    if (count < points.size()) points[(first + count++) % points.size()] = value;
    else {
        points[first] = value;
        first = static_cast<std::uint8_t>((first + 1) % points.size());
    }
    empty_run = value == 0 ? static_cast<std::uint8_t>(empty_run + 1) : std::uint8_t{0};
}

void Queue::configure_buckets(SteadyTime now) {
    messages.configure(message_rate(), now);
    connects.configure(connect_rate(), now);
}

void Queue::remember(WallTime when, std::string what, std::string why) {
    if (history.size() >= 20) history.pop_front();
    history.push_back({when, std::move(what), std::move(why)});
}

bool compatible(const DeliverySettings& a, const DeliverySettings& b) {
    if (&a == &b) return true;
    return a.type == b.type && a.type == "smtp" && a.smtp_hosts == b.smtp_hosts && a.default_port == b.default_port &&
           a.use_starttls == b.use_starttls && a.require_starttls == b.require_starttls && a.ehlo_name == b.ehlo_name &&
           a.ignore_pipelining == b.ignore_pipelining && a.ignore_chunking == b.ignore_chunking &&
           a.ignore_8bitmime == b.ignore_8bitmime && a.ignore_dsn == b.ignore_dsn;
}

std::string words(Duration d) {
    using std::chrono::milliseconds;
    if (d < std::chrono::seconds{1}) return std::to_string(std::chrono::duration_cast<milliseconds>(d).count()) + "ms";
    auto s = std::chrono::duration_cast<std::chrono::seconds>(d).count();
    std::string out;
    for (const auto& [unit, letter] : {std::pair{86400, 'd'}, std::pair{3600, 'h'}, std::pair{60, 'm'}, std::pair{1, 's'}}) {
        if (s >= unit) out += std::to_string(s / unit) + letter;
        s %= unit;
    }
    return out;
}

std::string words(const RateLimit& limit) {
    if (limit.count == 0) return "unlimited";
    std::string per = words(limit.per);
    for (const char* one : {"1d", "1h", "1m", "1s"})
        if (per == one) per = per.substr(1);
    return std::to_string(limit.count) + "/" + per;
}

// The value is a list of "key=length:bytes;": any byte may stand in a text, and unknown keys of a later version are passed over.
namespace {

void put(std::string& out, std::string_view key, std::string_view value) {
    out.append(key).append("=").append(std::to_string(value.size())).append(":").append(value).append(";");
}

void put_number(std::string& out, std::string_view key, std::int64_t n) { put(out, key, std::to_string(n)); }

bool next_pair(std::string_view& in, std::string_view& key, std::string_view& value) {
    const auto eq = in.find('=');
    const auto colon = in.find(':', eq == in.npos ? in.size() : eq);
    if (eq == in.npos || colon == in.npos) return false;
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(in.data() + eq + 1, in.data() + colon, length);
    if (error != std::errc{} || end != in.data() + colon || length >= in.size() - colon - 1) return false;
    if (in[colon + 1 + length] != ';') return false;
    key = in.substr(0, eq);
    value = in.substr(colon + 1, length);
    in.remove_prefix(colon + 1 + length + 1);
    return true;
}

std::int64_t number(std::string_view text) {
    std::int64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

std::int64_t wall_of(SteadyTime t, SteadyTime steady_now, WallTime wall_now) {
    return t == SteadyTime{} ? 0 : unix_us(wall_now + (t - steady_now));
}

SteadyTime steady_of(std::int64_t wall_us, SteadyTime steady_now, WallTime wall_now) {
    return wall_us == 0 ? SteadyTime{} : steady_now + (wall_from_us(wall_us) - wall_now);
}

}  // namespace

std::string encode_state(const Queue& q, SteadyTime steady_now, WallTime wall_now) {
    if (q.mode == Mode::normal && !q.paused && !q.retrying && q.retry_step == 0) return "";
    std::string out;
    put_number(out, "v", 1);
    if (q.mode == Mode::backoff) {
        put_number(out, "backoff", 1);
        put_number(out, "until", wall_of(q.mode_until, steady_now, wall_now));
        put(out, "why", q.mode_reason);
    }
    if (q.paused) {
        put_number(out, "paused", 1);
        put(out, "who", q.pause_who);
        put(out, "reason", q.pause_reason);
    }
    put_number(out, "step", q.retry_step);
    if (q.retrying) put_number(out, "next", wall_of(q.next_attempt, steady_now, wall_now));
    put_number(out, "code", q.last_response.code);
    put_number(out, "phase", static_cast<int>(q.last_response.phase));
    const auto& s = q.last_response.status;
    put_number(out, "status", s.cls * 100'000'000LL + s.subject * 10'000LL + s.detail);
    put(out, "text", q.last_response.text);
    put_number(out, "time", unix_us(q.last_response_time));
    put(out, "provider", q.provider);
    return out;
}

bool decode_state(Queue& q, std::string_view in, SteadyTime steady_now, WallTime wall_now) {
    std::string_view key, value;
    if (!next_pair(in, key, value) || key != "v") return false;
    for (auto rest = in; !rest.empty();)
        if (!next_pair(rest, key, value)) return false;
    while (!in.empty() && next_pair(in, key, value)) {
        const std::int64_t n = number(value);
        if (key == "backoff") q.mode = n ? Mode::backoff : Mode::normal;
        else if (key == "until") q.mode_until = steady_of(n, steady_now, wall_now);
        else if (key == "why") q.mode_reason = value;
        else if (key == "paused") q.paused = n != 0;
        else if (key == "who") q.pause_who = value;
        else if (key == "reason") q.pause_reason = value;
        else if (key == "step") q.retry_step = static_cast<std::uint32_t>(std::clamp<std::int64_t>(n, 0, 1'000'000));
        else if (key == "next") {
            q.retrying = true;
            q.next_attempt = steady_of(n, steady_now, wall_now);
        } else if (key == "code") q.last_response.code = static_cast<std::uint16_t>(n);
        else if (key == "phase") {
            if (n >= 0 && n <= static_cast<int>(events::Phase::local)) q.last_response.phase = static_cast<events::Phase>(n);
        } else if (key == "status") {
            q.last_response.status = {static_cast<std::uint8_t>(n / 100'000'000), static_cast<std::uint16_t>(n / 10'000 % 10'000),
                                      static_cast<std::uint16_t>(n % 10'000)};
        } else if (key == "text") q.last_response.text = value;
        else if (key == "time") q.last_response_time = wall_from_us(n);
        else if (key == "provider") q.provider = value;
    }
    return true;
}

}  // namespace mailrace::queue
