#include "daemon/journal/category_watch.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace mailrace::journal {
namespace {

constexpr std::size_t kMaxResponse = 2'000;

std::int64_t minute_of(WallTime t) { return std::chrono::floor<std::chrono::minutes>(t).time_since_epoch().count(); }

bool is_attempt(events::EventType type) {
    using events::EventType;
    return type == EventType::delivery || type == EventType::bounce || type == EventType::deferral;
}

std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", share * 100);
    return text;
}

/// What a person may do about it.
std::string_view advice(std::string_view category, std::string_view subcategory) {
    if (subcategory == "throttled" || subcategory == "too-many-connections") return "This provider wants less: lower the rate or the connections to it, or wait.";
    if (subcategory == "greylisted") return "This passes by itself with the next attempts.";
    if (subcategory == "authentication") return "Look at SPF, DKIM and DMARC of the domains that send, and at the keys that sign.";
    if (subcategory == "reverse-dns") return "Look at the PTR records of the source addresses.";
    if (subcategory == "tls") return "Look at use-starttls and at the certificates.";
    if (category == "spam-related") return "Look at what is sent and to whom; slow down or pause what causes it, and ask the lists that the reply names.";
    if (category == "bad-mailbox" || category == "bad-domain" || category == "inactive-mailbox")
        return "Many addresses do not work: look where the job's list comes from.";
    if (category == "quota-issues") return "Mailboxes are full or messages too large; size tells which.";
    if (category == "policy-related" || category == "content-related" || category == "virus-related") return "Look at the receiver's words and at what is sent.";
    if (category == "invalid-sender") return "Look at the senders' domains: they must exist and take mail.";
    if (category == "relaying-issues") return "The hosts asked do not serve these domains: look at the routes.";
    return "Look at the receiver's words.";
}

}  // namespace

std::uint64_t CategoryWatch::Usual::sum() const { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

void CategoryWatch::add(std::span<const events::Event> events) {
    const std::lock_guard lock(mutex_);
    for (const events::Event& e : events) add(e);
}

CategoryWatch::Provider* CategoryWatch::provider_of(const std::string& name) {
    auto found = providers_.find(name);
    if (found == providers_.end()) {
        if (providers_.size() >= kMaxProviders) return nullptr;
        found = providers_.emplace(name, Provider{}).first;
    }
    return &found->second;
}

void CategoryWatch::prime(const std::string& provider, std::int64_t hour, std::uint64_t attempts) {
    const std::lock_guard lock(mutex_);
    Provider* p = provider_of(provider);
    if (p == nullptr || hour * 60 <= minute_of(clock_.wall()) - static_cast<std::int64_t>(kHours) * 60) return;
    begin_hour(*p, hour);
    p->attempts.counts[static_cast<std::size_t>(hour % static_cast<std::int64_t>(kHours))] += attempts;
}

void CategoryWatch::prime(const std::string& provider, const std::string& category, std::int64_t hour, std::uint64_t refusals) {
    const std::lock_guard lock(mutex_);
    Provider* p = provider_of(provider);
    if (p == nullptr || hour * 60 <= minute_of(clock_.wall()) - static_cast<std::int64_t>(kHours) * 60) return;
    if (p->categories.size() >= kMaxCategories && !p->categories.contains(category)) return;
    begin_hour(*p, hour);
    p->categories[category].usual.counts[static_cast<std::size_t>(hour % static_cast<std::int64_t>(kHours))] += refusals;
}

void CategoryWatch::add(const events::Event& e) {
    if (!is_attempt(e.type) || e.provider.empty() || e.phase == events::Phase::local) return;
    Provider* known = provider_of(e.provider);
    if (known == nullptr) return;
    Provider& p = *known;
    const std::int64_t now = minute_of(clock_.wall()), minute = std::min(minute_of(e.time), now);
    roll(p, now);
    Minute late;
    late.minute = minute;
    Minute& at = minute > now - kWindow ? p.window[static_cast<std::size_t>(minute % kWindow)] : late;
    at.minute = minute;
    ++at.attempts;
    if (e.type != events::EventType::delivery && !e.category.empty()) {
        if (p.categories.size() < kMaxCategories || p.categories.contains(e.category)) {
            ++at.refusals[e.category];
            Category& c = p.categories[e.category];
            c.response.assign(e.response, 0, kMaxResponse);
            c.subcategory = e.subcategory;
        }
    }
    if (&at == &late && minute > now - static_cast<std::int64_t>(kHours) * 60) to_usual(p, late);  // read back after a start
}

/// Minutes that have left the window become part of what is usual.
void CategoryWatch::roll(Provider& p, std::int64_t now) {
    for (Minute& m : p.window) {
        if (m.attempts == 0 || m.minute > now - kWindow) continue;
        to_usual(p, m);
        m = {};
    }
}

/// The place of this hour counts anew when it held that of a day before.
void CategoryWatch::begin_hour(Provider& p, std::int64_t hour) {
    const auto place = static_cast<std::size_t>(hour % static_cast<std::int64_t>(kHours));
    if (p.hours[place] >= hour) return;
    p.hours[place] = hour;
    p.attempts.counts[place] = 0;
    for (auto& [what, category] : p.categories) category.usual.counts[place] = 0;
}

void CategoryWatch::to_usual(Provider& p, const Minute& old) {
    const std::int64_t hour = old.minute / 60;
    const auto place = static_cast<std::size_t>(hour % static_cast<std::int64_t>(kHours));
    begin_hour(p, hour);
    if (p.hours[place] != hour) return;
    p.attempts.counts[place] += old.attempts;
    for (const auto& [what, count] : old.refusals) p.categories[what].usual.counts[place] += count;
}

void CategoryWatch::look() {
    const std::lock_guard lock(mutex_);
    const std::int64_t now = minute_of(clock_.wall());
    for (auto it = providers_.begin(); it != providers_.end();) {
        Provider& p = it->second;
        roll(p, now);
        for (auto& [what, category] : p.categories) judge(it->first, p, what, category);
        const bool idle = *std::max_element(p.hours.begin(), p.hours.end()) * 60 < now - 2 * static_cast<std::int64_t>(kHours) * 60 &&
                          std::all_of(p.window.begin(), p.window.end(), [](const Minute& m) { return m.attempts == 0; });
        it = idle ? providers_.erase(it) : std::next(it);
    }
}

void CategoryWatch::judge(const std::string& name, Provider& p, const std::string& what, Category& c) {
    std::uint64_t attempts = 0, refusals = 0;
    for (const Minute& m : p.window) {
        attempts += m.attempts;
        if (const auto found = m.refusals.find(what); found != m.refusals.end()) refusals += found->second;
    }
    const std::uint64_t before = p.attempts.sum();
    const bool known = before >= kMinUsual;
    const double usual = known ? static_cast<double>(c.usual.sum()) / static_cast<double>(before) : 0;
    const double share = attempts > 0 ? static_cast<double>(refusals) / static_cast<double>(attempts) : 0;
    const bool enough = attempts >= kMinAttempts && refusals >= kMinRefusals;
    const bool risen = enough && share >= (known ? kMinShare : kMinShareWithoutUsual) && share > usual * kRise + kRisePoints;
    const bool fallen = !enough || share < std::max(usual * kFall + kFallPoints, kMinShare / 2);
    if (risen) {
        c.noted = true;
        c.quiet = 0;
        attention_.begin(note(name, what, c, refusals, attempts, known ? usual : -1));
    } else if (c.noted && fallen && ++c.quiet >= kQuietLooks) {
        c.noted = false;
        attention_.end("category.rising:" + name + "/" + what);
    } else if (!fallen) {
        c.quiet = 0;
    }
}

events::AttentionNote CategoryWatch::note(const std::string& provider, const std::string& what, const Category& c, std::uint64_t refusals,
                                          std::uint64_t attempts, double usual) const {
    const double share = static_cast<double>(refusals) / static_cast<double>(attempts);
    events::AttentionNote out;
    out.key = "category.rising:" + provider + "/" + what;
    out.severity = share >= 0.5 ? events::Severity::critical : events::Severity::warning;
    out.since = clock_.wall();
    out.title = provider + ": more refusals are " + what + (c.subcategory.empty() ? "" : " (" + c.subcategory + ")");
    out.text = percent(share) + " of the attempts of the last " + std::to_string(kWindow) + " minutes (" + std::to_string(refusals) + " of " +
               std::to_string(attempts) + "), " + (usual < 0 ? std::string("no other day to compare with") : "usually " + percent(usual)) + ". " +
               std::string(advice(what, c.subcategory));
    out.response = c.response;
    out.filter = "provider:\"" + provider + "\" category:" + what;
    return out;
}

}  // namespace mailrace::journal
