#include "daemon/journal/webhook_target.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "daemon/auth/keyed_digest.h"
#include "shared/base/base64.h"
#include "shared/base/version.h"

namespace mailrace::journal {
namespace {

using namespace std::chrono_literals;

constexpr auto kTick = 500ms;
constexpr Duration kFirstPause = 1s;
constexpr Duration kLongestRetryAfter = 1h;
constexpr std::uint64_t kMostDeadLetters = 4ull << 30;  // bytes of the file; beyond it the webhook waits for a person

config::WebhookUrl url_of(const config::WebhookSettings& settings) {
    std::string why;
    return config::parse_webhook_url(settings.url, why).value_or(config::WebhookUrl{});
}

/// "Fri, 02 Jan 2026 03:04:05 GMT"
std::optional<WallTime> http_date(std::string_view text) {
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (text.size() != 29 || text.substr(25) != " GMT") return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t length) {
        int n = -1;
        std::from_chars(text.data() + at, text.data() + at + length, n);
        return n;
    };
    const std::size_t month = months.find(text.substr(8, 3));
    const int day = number(5, 2), year = number(12, 4), hour = number(17, 2), minute = number(20, 2), second = number(23, 2);
    if (month == std::string_view::npos || month % 3 != 0 || day < 1 || year < 1970 || hour < 0 || minute < 0 || second < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month / 3 + 1)), std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return WallTime{std::chrono::sys_days(date)} + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

}  // namespace

WebhookVerdict judge(unsigned status) {
    if (status >= 200 && status < 300) return WebhookVerdict::taken;
    if (status == 410) return WebhookVerdict::gone;
    if (status == 413) return WebhookVerdict::smaller;
    // What time or a person on either side may mend, without the records being at fault.
    const bool may_heal = status < 400 || status >= 500 || status == 401 || status == 403 || status == 404 || status == 407 || status == 408 || status == 421 ||
                          status == 423 || status == 425 || status == 429;
    return may_heal ? WebhookVerdict::retry : WebhookVerdict::refuse;
}

Duration retry_after(std::string_view value, WallTime now) {
    if (value.empty()) return {};
    std::uint64_t seconds = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (failed == std::errc{} && end == value.data() + value.size())
        return std::min<Duration>(std::chrono::seconds(std::min<std::uint64_t>(seconds, 3600)), kLongestRetryAfter);
    const auto date = http_date(value);
    return date ? std::clamp<Duration>(*date - now, Duration{}, kLongestRetryAfter) : Duration{};
}

std::string webhook_signature(std::string_view secret, std::string_view id, std::string_view timestamp, std::string_view body) {
    std::string key(secret);
    if (secret.starts_with("whsec_")) key = from_base64(secret.substr(6)).value_or(std::string(secret));
    if (key.empty()) key = secret;  // "whsec_" alone
    std::string signed_text = std::string(id) + "." + std::string(timestamp) + ".";
    signed_text += body;
    const auto digest = auth::KeyedDigest::make(auth::DigestAlgorithm::hmac_sha256, std::move(key));
    return "v1," + to_base64(digest ? digest->digest(signed_text) : std::string());
}

WebhookTarget::WebhookTarget(StreamContext context, config::WebhookSettings settings, EventId position, EventId newest)
    : StreamTarget(std::move(context), key_of(settings), settings, position, newest), settings_(std::move(settings)),
      dead_letters_(settings_.dead_letter_file.empty() ? context_.directory + "/webhook-" + settings_.name + ".dead.jsonl" : settings_.dead_letter_file),
      client_(url_of(settings_), {settings_.tls_ca_file, context_.name_servers, settings_.request_timeout}), limit_(most_records()) {
    describe("webhook", settings_.name, settings_.url, settings_.format);
}

std::size_t WebhookTarget::most_records() const { return settings_.format == "object" ? 1 : static_cast<std::size_t>(settings_.batch_size); }

void WebhookTarget::run() {
    while (!feed_.stopped()) {
        auto batch = gather();
        tell_lost();
        if (!batch) continue;
        if (!send(*batch)) break;
    }
}

void WebhookTarget::fill(Batch& batch, std::size_t most, EventId until) {
    const auto visit = [&](const events::Event& event) {
        if (until.value != 0 && event.id > until) return false;
        if (batch.records.size() >= most) return false;
        std::string record = layout_.object(event, event.time);
        if (!batch.records.empty() && batch.bytes + record.size() > settings_.batch_bytes.bytes) return false;
        batch.bytes += record.size() + 1;
        if (batch.records.empty()) batch.first = event.id;
        batch.last = event.id;
        batch.records.push_back(std::move(record));
        return true;
    };
    const auto read = feed_.read(batch.end, visit);
    if (read) batch.end = until.value == 0 ? *read : std::min(*read, until);
    else feed_.pause(Steady::now() + kTick);
}

/// The next batch: as many records as fit, or what came within batch-wait. Nothing at a stop, or when only unwanted events came.
std::optional<WebhookTarget::Batch> WebhookTarget::gather() {
    Batch batch;
    batch.end = position();
    // A batch that was noted before a crash comes again as it was.
    if (const EventId noted = batch_end(); noted > position()) {
        for (EventId before{UINT64_MAX}; batch.end < noted && batch.end != before;) {
            before = batch.end;
            fill(batch, most_records(), noted);
        }
        if (!batch.records.empty()) return batch;
    }
    std::optional<Steady::time_point> send_by;
    while (!feed_.stopped()) {
        const EventId before = batch.end;
        fill(batch, limit_, {});
        if (batch.records.empty()) {
            if (batch.end > before) advance(batch.end);
            else feed_.wait(batch.end, Steady::now() + kTick);
            continue;
        }
        if (!send_by) send_by = Steady::now() + settings_.batch_wait;
        const bool full = batch.records.size() >= limit_ || batch.bytes + batch.bytes / batch.records.size() > settings_.batch_bytes.bytes;
        if (full || Steady::now() >= *send_by) return batch;
        if (batch.end == before && feed_.newest() > batch.end) return batch;  // the next record does not fit
        feed_.wait(batch.end, *send_by);
    }
    return std::nullopt;
}

std::string WebhookTarget::id_of(const Batch& batch) const {
    return settings_.name + "-" + std::to_string(batch.first.value) + "-" + std::to_string(batch.last.value);
}

std::string WebhookTarget::body_of(const Batch& batch) const {
    if (settings_.format == "object") return batch.records.front();
    const bool lines = settings_.format == "lines";
    std::string out = lines ? "" : "[";
    for (std::size_t i = 0; i < batch.records.size(); ++i) {
        if (i != 0 && !lines) out += ',';
        out += batch.records[i];
        if (lines) out += '\n';
    }
    return lines ? out : out + "]";
}

std::optional<Result<WebhookAnswer>> WebhookTarget::attempt(const Batch& batch, std::uint64_t number) {
    const std::string id = id_of(batch), body = body_of(batch);
    const std::string timestamp = std::to_string(unix_ms(context_.clock->wall()) / 1000);
    WebhookClient::Headers headers{{"User-Agent", "Mailrace/" + std::string(kVersion)},
                                   {"Content-Type", settings_.format == "lines" ? "application/x-ndjson" : "application/json"},
                                   {"Accept", "*/*"},
                                   {"webhook-id", id},
                                   {"webhook-timestamp", timestamp},
                                   {"Idempotency-Key", id},
                                   {"X-Mailrace-Records", std::to_string(batch.records.size())},
                                   {"X-Mailrace-Attempt", std::to_string(number)}};
    if (!settings_.secret.empty()) headers.emplace_back("webhook-signature", webhook_signature(settings_.secret, id, timestamp, body));
    if (!settings_.authorization.empty()) headers.emplace_back("Authorization", settings_.authorization);
    auto answer = client_.post(headers, body, [this] { return feed_.stopped(); });
    if (feed_.stopped() && !answer) return std::nullopt;
    return answer;
}

/// Until the batch is done with, one way or the other. False at a stop.
bool WebhookTarget::send(Batch& batch) {
    advance(position(), batch.end);
    const auto begun = Steady::now();
    for (std::uint64_t number = 1;; ++number) {
        auto answer = attempt(batch, number);
        if (!answer) return false;
        const WebhookVerdict verdict = *answer ? judge((*answer)->status) : WebhookVerdict::retry;
        if (verdict == WebhookVerdict::taken) {
            advance(batch.end);
            succeeded(batch.records.size());
            recovered();
            limit_ = std::min(most_records(), limit_ + std::max<std::size_t>(1, limit_ / 16));
            return true;
        }
        const std::string why = *answer ? "it answered " + std::to_string((*answer)->status) + " " + (*answer)->reason : answer->error().words;
        if (verdict == WebhookVerdict::smaller && batch.records.size() > 1) {
            limit_ = std::max<std::size_t>(1, batch.records.size() / 2);
            batch = Batch{};
            batch.end = position();
            fill(batch, limit_, {});
            if (batch.records.empty()) return true;
            advance(position(), batch.end);
            continue;
        }
        const bool late = !settings_.give_up_after.never && Steady::now() - begun >= settings_.give_up_after.value;
        if (verdict == WebhookVerdict::refuse || verdict == WebhookVerdict::smaller || (verdict == WebhookVerdict::retry && late)) {
            if (bury(batch, why)) return true;
        }
        const Duration longest = std::max<Duration>(settings_.retry_interval, kFirstPause);
        Duration pause = std::min<Duration>(longest, kFirstPause * (1LL << std::min<std::uint64_t>(number - 1, 30)));
        if (*answer) pause = std::max(pause, retry_after((*answer)->retry_after, context_.clock->wall()));
        if (!failed(batch, why, pause, verdict)) return false;
    }
}

/// Says it and waits. False at a stop.
bool WebhookTarget::failed(const Batch& batch, const std::string& why, Duration pause, WebhookVerdict verdict) {
    const bool gone = verdict == WebhookVerdict::gone;
    const std::string next = gone ? "It asked for no more, so nothing is sent until the configuration is loaded again or the daemon starts; take the webhook out if it is not needed."
                                  : "It is tried again.";
    failing(why, gone ? WallTime{} : context_.clock->wall() + pause, gone ? events::Severity::critical : events::Severity::warning,
            "Webhook " + settings_.name + (gone ? " is gone" : " fails"),
            std::to_string(batch.records.size()) + " records for " + settings_.url + " were not taken: " + why + ". " + next +
                " Records wait in the history; mail is not affected.");
    if (gone) feed_.pause(Steady::time_point::max());
    else feed_.pause(Steady::now() + pause);
    return !feed_.stopped();
}

/// To the dead-letter file, durably, then on to the next batch. False when that cannot be written: the batch is kept.
bool WebhookTarget::bury(const Batch& batch, const std::string& why) {
    std::string lines;
    const std::string id = id_of(batch), time = accounting_time(context_.clock->wall());
    for (const std::string& record : batch.records)
        lines += "{\"webhook-id\":" + json_text(id) + ",\"time\":" + json_text(time) + ",\"why\":" + json_text(why) + ",\"record\":" + record + "}\n";
    auto& storage = platform::Storage::system();
    auto file = storage.open(dead_letters_, platform::OpenMode::write);
    if (!file) file = storage.open(dead_letters_, platform::OpenMode::create);
    const auto size = file ? (*file)->size() : Result<std::uint64_t>(file.error());
    Status written = size ? Status{} : Status(size.error());
    if (written && *size > kMostDeadLetters) written = Error::limit(dead_letters_ + " is too large");
    if (written) written = (*file)->write_at(*size, lines);
    if (written) written = (*file)->sync();
    if (!written) {
        note("webhook.dead:" + settings_.name, events::Severity::critical, "Dead letters of a webhook cannot be written",
             "Records that " + settings_.url + " does not take cannot be put into " + dead_letters_ + ": " + written.error().words + ". They are tried again.");
        return false;
    }
    advance(batch.end);
    given_up(batch.records.size());
    recovered();
    note("webhook.dead:" + settings_.name, events::Severity::warning, "Webhook " + settings_.name + " gave records up",
         "Records that " + settings_.url + " did not take are in " + dead_letters_ + ", one a line; the last reason: " + why +
             ". Later records are sent. Take the file away when it was looked at.");
    return true;
}

}  // namespace mailrace::journal
