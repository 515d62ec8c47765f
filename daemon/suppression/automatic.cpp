#include "daemon/suppression/automatic.h"

#include <algorithm>

#include "shared/config/units.h"

namespace mailrace::suppression {

using events::Event;
using events::EventType;

namespace {

constexpr std::size_t kPage = 1000;
constexpr std::int64_t kTrimEvery = 600'000;   // milliseconds
constexpr std::uint64_t kKeepPlaceEvery = 5'000;  // events

std::string first_words(std::string_view response) {
    std::string out(response.substr(0, 120));
    for (char& c : out)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
    return out;
}

}  // namespace

bool Automatic::counts(const Event& event) {
    if (event.message.value == 0 || event.generated || event.recipient.empty()) return false;
    switch (event.type) {
        case EventType::bounce: return event.rule != kSuppressedRule && !event.category.empty();
        case EventType::remote_bounce:
        case EventType::complaint: {
            // Who knows sender and recipient of some mail can write a report about it; the ids of the message or its own return address prove more.
            const std::string_view by = events::detail(event, "matchedBy");
            return by == "queue id" || by == "message id" || by == "VERP";
        }
        default: return false;
    }
}

void Automatic::begin(EventId newest) {
    const auto place = lists_.store().position();
    processed_ = stored_ = place && *place ? **place : newest;
    // A history that was set aside begins anew.
    if (processed_ > newest) processed_ = newest;
    if (!(place && *place) || processed_ != stored_) (void)lists_.store().set_position(processed_);
    stored_ = processed_;
    const std::lock_guard lock(mutex_);
    seen_ = newest;
    behind_ = processed_ < newest;
}

void Automatic::take(std::span<const Event> events) {
    if (events.empty()) return;
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        seen_ = events.back().id;
        const auto configured = lists_.configured();
        if (!configured->any_automatic()) return;
        for (const Event& event : events) {
            if (behind_) break;
            if (!counts(event)) continue;
            if (waiting_.size() >= kMostWaiting) {
                behind_ = true;
                waiting_.clear();
                break;
            }
            wake |= waiting_.empty();
            waiting_.push_back(event);
            waiting_.back().session.clear();
        }
    }
    if (wake) (void)lists_.submit([this](Lists&) { tick(); });
}

void Automatic::tick() {
    std::vector<Event> batch;
    bool behind = false;
    EventId seen;
    {
        const std::lock_guard lock(mutex_);
        batch.swap(waiting_);
        behind = behind_;
        seen = seen_;
    }
    if (behind) return catch_up();
    if (!batch.empty() && !process(batch)) {
        const std::lock_guard lock(mutex_);
        behind_ = true;
        waiting_.clear();
        return;
    }
    // What came without effect is behind us too; noted now and then, for what was counted is noted with its count.
    if (processed_ < seen) processed_ = seen;
    if (processed_.value >= stored_.value + kKeepPlaceEvery && lists_.store().set_position(processed_)) stored_ = processed_;
    const std::int64_t now = unix_ms(lists_.clock().wall());
    if (now - trimmed_ < kTrimEvery) return;
    trimmed_ = now;
    Duration longest{0};
    for (const auto& list : lists_.configured()->all()) longest = std::max(longest, list->automatic().within);
    (void)lists_.store().trim_strikes(now - std::chrono::duration_cast<std::chrono::milliseconds>(longest).count(), kMostStrikes);
}

/// A page at a time, so that those who ask for something in between are answered.
void Automatic::catch_up() {
    if (lists_.configured()->any_automatic()) {
        const auto page = history_(processed_, kPage);
        if (!page.empty()) {
            if (!process(page)) return;  // the next tick tries again
            (void)lists_.submit([this](Lists&) { tick(); });
            return;
        }
    }
    const std::lock_guard lock(mutex_);
    // What came since the history was asked is there now: one more look.
    if (caught_ != seen_) {
        caught_ = seen_;
        (void)lists_.submit([this](Lists&) { tick(); });
        return;
    }
    behind_ = false;
    processed_ = std::max(processed_, seen_);
}

bool Automatic::process(std::span<const Event> events) {
    const auto configured = lists_.configured();
    for (const Event& event : events) {
        if (event.id <= processed_) continue;
        if (counts(event)) {
            for (const auto& list : configured->all())
                if (list->automatic().any() && !judge(*list, event)) return false;
        }
        processed_ = event.id;
    }
    // A failure is counted under its event's id, so that what is read twice after a crash counts once.
    if (lists_.store().set_position(processed_)) stored_ = processed_;
    return true;
}

bool Automatic::judge(const ConfiguredList& list, const Event& event) {
    const AutomaticEntry& rule = list.automatic();
    if (event.type == EventType::complaint) {
        const std::string kind = first_words(events::detail(event, "feedbackType"));
        return !rule.complaints || put_on(list, event, kind.empty() ? "a complaint" : "complaint: " + kind, "complaint");
    }
    if (std::find(rule.categories.begin(), rule.categories.end(), event.category) == rule.categories.end()) return true;
    const std::string said = first_words(event.response);
    if (rule.after <= 1) return put_on(list, event, said, event.category);
    const auto key = make_key(event.recipient, EntryKind::address, list.digest());
    if (!key) return true;  // nothing that could stand on a list
    const auto id = lists_.list_id(list.name());
    if (!id) return false;
    const std::int64_t time = unix_ms(event.time);
    const std::int64_t since = time - std::chrono::duration_cast<std::chrono::milliseconds>(rule.within).count();
    const auto before = lists_.store().strikes(*id, *key, since, event.id);
    if (!before) return false;
    if (*before + 1 < rule.after) return lists_.store().add_strike(*id, *key, time, event.id).has_value();
    const std::string words = std::to_string(*before + 1) + " bounces in " + config::interval_text(rule.within) + ", at last: " + said;
    return put_on(list, event, words, event.category) && lists_.store().forget_strikes(*id, *key).has_value();
}

bool Automatic::put_on(const ConfiguredList& list, const Event& event, std::string reason, const std::string& what) {
    NewEntry entry{event.recipient, EntryKind::address, reason.substr(0, 200), "automatic: " + what, {}, {}};
    const std::int64_t time = unix_ms(event.time);
    if (list.automatic().expires) entry.expires = time + std::chrono::duration_cast<std::chrono::milliseconds>(*list.automatic().expires).count();
    const auto outcome = lists_.add(list.name(), {&entry, 1}, false);
    const auto* change = std::get_if<Change>(&outcome);
    if (change == nullptr) return std::get<Refusal>(outcome).word != kFailed;
    if (change->changed == 0) return true;
    const auto key = make_key(event.recipient, EntryKind::address, list.digest());
    note_("suppression list " + list.name() + ": " + (key ? key->text() : std::string("an address")) + " entered by itself (" + what + ")" +
          (entry.expires ? ", until " + iso_time(wall_from_us(*entry.expires * 1000)) : ""));
    return true;
}

}  // namespace mailrace::suppression
