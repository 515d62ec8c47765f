#include "daemon/journal/rollups.h"

#include <algorithm>

#include "daemon/journal/database.h"
#include "daemon/journal/rollup_sql.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kSeconds = 660;
constexpr std::size_t kMaxKeys = 60'000;     // cells in memory between two writes; further names count only in total
constexpr std::size_t kMaxProviders = 20'000;
constexpr std::size_t kMaxResponse = 500;    // bytes kept of a provider's last words
constexpr int kExpireRows = 5'000;

std::int64_t seconds_of(WallTime t) { return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count(); }
std::int64_t minute_of(WallTime t) { return std::chrono::floor<std::chrono::minutes>(t).time_since_epoch().count(); }

}  // namespace

void Counts::add(const events::Event& event) {
    using events::EventType;
    switch (event.type) {
        case EventType::receipt: ++(event.generated ? generated : received); break;
        case EventType::delivery:
            ++delivered;
            bytes += event.size;
            break;
        case EventType::bounce:
            ++bounced;
            if (event.phase == events::Phase::local) {
                if (event.response.starts_with("deleted by ")) ++deleted;
                if (event.status == events::EnhancedStatus{4, 4, 7}) ++expired;
            }
            break;
        case EventType::deferral: ++deferred; break;
        case EventType::queue_deferral: ++queue_deferred; break;
        case EventType::rejection: ++rejected; break;
        case EventType::complaint: ++complaints; break;
        case EventType::remote_bounce:
        case EventType::remote_status:
        case EventType::admin:
        case EventType::queue:
        case EventType::attention:
        case EventType::daemon: break;
    }
}

void Counts::add(const Counts& o) {
    received += o.received;
    generated += o.generated;
    delivered += o.delivered;
    deferred += o.deferred;
    bounced += o.bounced;
    rejected += o.rejected;
    complaints += o.complaints;
    expired += o.expired;
    deleted += o.deleted;
    queue_deferred += o.queue_deferred;
    bytes += o.bytes;
}

std::string category_key(std::string_view provider, std::string_view category) {
    return std::string(provider.substr(0, 255)) + '\t' + std::string(category);
}

Rollups::Rollups() = default;
Rollups::~Rollups() = default;

Status Rollups::load(Database& db) {
    auto statement = db.prepare("SELECT position," + std::string(kCountColumns) + " FROM totals");
    if (!statement) return statement.error();
    const auto row = statement->step();
    if (!row) return row.error();
    const std::lock_guard lock(mutex_);
    if (*row) {
        position_.value = static_cast<std::uint64_t>(statement->integer(0));
        totals_ = read_counts(*statement, 1);
    }
    added_ = position_;
    return {};
}

/// Null when there are too many names already.
Rollups::Cell* Rollups::cell_at(KeyView key) {
    const auto known = pending_.find(key);
    if (known != pending_.end()) return &known->second;
    if (key.kind != SeriesKind::total && pending_.size() >= kMaxKeys) return nullptr;
    return &pending_[Key{key.minute, key.kind, std::string(key.name)}];
}

void Rollups::count(KeyView key, const events::Event& event) {
    Cell* cell = cell_at(key);
    if (cell == nullptr) return;
    cell->counts.add(event);
    if (event.type == events::EventType::delivery && event.queued.time_since_epoch().count() != 0) cell->latency.add(event.time - event.queued);
}

/// The point of this second; seconds that nothing happened in are made on the way. A second that is too old lands in the oldest one.
SeriesPoint& Rollups::second(std::int64_t at) {
    if (seconds_.empty() || at > seconds_.back().time + static_cast<std::int64_t>(kSeconds)) {
        seconds_.clear();
        seconds_.push_back({at, {}, {}, -1});
    }
    while (seconds_.back().time < at) seconds_.push_back({seconds_.back().time + 1, {}, {}, -1});
    while (seconds_.front().time > at && seconds_.size() < kSeconds) seconds_.push_front({seconds_.front().time - 1, {}, {}, -1});
    while (seconds_.size() > kSeconds) seconds_.pop_front();
    const std::int64_t index = std::clamp<std::int64_t>(at - seconds_.front().time, 0, static_cast<std::int64_t>(seconds_.size()) - 1);
    return seconds_[static_cast<std::size_t>(index)];
}

void Rollups::add(const events::Event& event) {
    const std::lock_guard lock(mutex_);
    if (event.id <= added_) return;
    added_ = event.id;
    totals_.add(event);
    SeriesPoint& now = second(seconds_of(event.time));
    now.counts.add(event);
    if (event.type == events::EventType::delivery && event.queued.time_since_epoch().count() != 0) now.latency.add(event.time - event.queued);
    const std::int64_t minute = minute_of(event.time);
    count({minute, SeriesKind::total, {}}, event);
    if (!event.provider.empty()) count({minute, SeriesKind::provider, event.provider}, event);
    if (!event.queue.empty()) count({minute, SeriesKind::queue, event.queue}, event);
    if (!event.vmta.empty()) count({minute, SeriesKind::vmta, event.vmta}, event);
    if (!event.category.empty() && event.type != events::EventType::delivery) {
        count({minute, SeriesKind::category, event.category}, event);
        if (!event.provider.empty()) count({minute, SeriesKind::provider_category, category_key(event.provider, event.category)}, event);
    }
    const bool refusal = event.type == events::EventType::bounce || event.type == events::EventType::deferral ||
                         event.type == events::EventType::queue_deferral;
    if (refusal && !event.provider.empty() && !event.response.empty() &&
        (last_responses_.size() < kMaxProviders || last_responses_.contains(event.provider)))
        last_responses_[event.provider] = {event.code, event.response.substr(0, kMaxResponse)};
}

void Rollups::sample_depth(WallTime now, SeriesKind kind, std::string_view key, std::uint64_t depth) {
    const std::lock_guard lock(mutex_);
    if (kind == SeriesKind::total) second(seconds_of(now)).depth = static_cast<std::int64_t>(depth);
    if (Cell* cell = cell_at({minute_of(now), kind, key})) cell->depth = static_cast<std::int64_t>(depth);
}

Status Rollups::store(Database& db) {
    Counts totals;
    EventId reached;
    {
        const std::lock_guard lock(mutex_);
        storing_ = std::move(pending_);  // readers see it as pending until store_done()
        pending_.clear();
        totals = totals_;
        reached = added_;
    }
    auto add = db.prepare(add_rollup_sql());
    if (!add) return add.error();
    auto old = db.prepare("SELECT latency FROM rollup WHERE minute=? AND kind=? AND name=?");
    if (!old) return old.error();
    for (const auto& [key, cell] : storing_) {
        add->bind(1, key.minute);
        add->bind(2, static_cast<std::int64_t>(key.kind));
        add->bind(3, std::string_view(key.name));
        int at = bind_counts(*add, 4, cell.counts);
        cell.depth < 0 ? add->bind_null(at) : add->bind(at, cell.depth);
        // Histograms cannot be added by SQL: what is there already is read and written together.
        LatencyHistogram latency = cell.latency;
        if (latency.count() > 0) {
            old->bind(1, key.minute);
            old->bind(2, static_cast<std::int64_t>(key.kind));
            old->bind(3, std::string_view(key.name));
            if (const auto row = old->step(); row && *row) latency.add(LatencyHistogram::unpack(old->text(0)));
            old->reset();
        }
        const std::string packed = latency.pack();
        packed.empty() ? add->bind_null(at + 1) : add->bind_blob(at + 1, packed);
        if (auto s = add->run(); !s) return s;
    }
    auto put = db.prepare("INSERT OR REPLACE INTO totals(one,position," + std::string(kCountColumns) + ") VALUES(1,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!put) return put.error();
    put->bind(1, static_cast<std::int64_t>(reached.value));
    bind_counts(*put, 2, totals);
    return put->run();
}

void Rollups::store_done() {
    const std::lock_guard lock(mutex_);
    storing_.clear();
    position_ = added_;
}

void Rollups::store_failed() {
    const std::lock_guard lock(mutex_);
    for (auto& [key, cell] : storing_) {
        Cell& back = pending_[key];
        back.counts.add(cell.counts);
        back.latency.add(cell.latency);
        if (back.depth < 0) back.depth = cell.depth;
    }
    storing_.clear();
}

Status Rollups::expire(Database& db, WallTime now) {
    // Queues are many and interesting while they live; totals are few.
    constexpr std::pair<SeriesKind, std::int64_t> kept[] = {{SeriesKind::queue, 6 * 60}, {SeriesKind::provider, 14 * 24 * 60},
                                                            {SeriesKind::vmta, 14 * 24 * 60}, {SeriesKind::total, 400 * 24 * 60},
                                                            {SeriesKind::category, 400 * 24 * 60}, {SeriesKind::provider_category, 14 * 24 * 60}};
    for (const auto& [kind, minutes] : kept) {
        auto remove = db.prepare("DELETE FROM rollup WHERE (kind,name,minute) IN (SELECT kind,name,minute FROM rollup INDEXED BY rollup_minute "
                                 "WHERE kind=? AND minute<? LIMIT ?)");
        if (!remove) return remove.error();
        remove->bind(1, static_cast<std::int64_t>(kind));
        remove->bind(2, minute_of(now) - minutes);
        remove->bind(3, std::int64_t{kExpireRows});
        if (auto s = remove->run(); !s) return s;
    }
    return {};
}

Counts Rollups::totals() const {
    const std::lock_guard lock(mutex_);
    return totals_;
}

std::vector<SeriesPoint> Rollups::seconds(WallTime now, std::size_t count) const {
    count = std::min(count, kSeconds);
    const std::int64_t end = seconds_of(now);
    std::vector<SeriesPoint> out;
    out.reserve(count);
    const std::lock_guard lock(mutex_);
    std::int64_t depth = -1;
    for (std::int64_t t = end - static_cast<std::int64_t>(count); t < end; ++t) {
        SeriesPoint point{t, {}, {}, -1};
        if (!seconds_.empty() && t >= seconds_.front().time && t <= seconds_.back().time)
            point = seconds_[static_cast<std::size_t>(t - seconds_.front().time)];
        if (point.depth < 0) point.depth = depth;  // samples need not come every second
        depth = point.depth;
        out.push_back(std::move(point));
    }
    return out;
}

std::vector<SeriesPoint> Rollups::pending(SeriesKind kind, std::string_view key, std::int64_t from, std::int64_t to) const {
    std::vector<SeriesPoint> out;
    const std::lock_guard lock(mutex_);
    for (const auto* cells : {&storing_, &pending_})
        for (const auto& [k, cell] : *cells)
            if (k.kind == kind && k.name == key && k.minute * 60 >= from && k.minute * 60 < to)
                out.push_back({k.minute * 60, cell.counts, cell.latency, cell.depth});
    return out;
}

std::vector<std::pair<std::string, Counts>> Rollups::pending_by_key(SeriesKind kind, std::int64_t from) const {
    std::vector<std::pair<std::string, Counts>> out;
    const std::lock_guard lock(mutex_);
    for (const auto* cells : {&storing_, &pending_})
        for (const auto& [k, cell] : *cells)
            if (k.kind == kind && k.minute * 60 >= from) out.emplace_back(k.name, cell.counts);
    return out;
}

std::vector<NamedPoint> Rollups::pending_of(SeriesKind kind, std::string_view prefix, std::int64_t from, std::int64_t to) const {
    std::vector<NamedPoint> out;
    const std::lock_guard lock(mutex_);
    for (const auto* cells : {&storing_, &pending_})
        for (const auto& [k, cell] : *cells)
            if (k.kind == kind && k.minute * 60 >= from && k.minute * 60 < to && k.name.starts_with(prefix))
                out.push_back({k.name, k.minute * 60, cell.counts});
    return out;
}

std::pair<std::uint16_t, std::string> Rollups::last_response(std::string_view provider) const {
    const std::lock_guard lock(mutex_);
    const auto known = last_responses_.find(provider);
    return known == last_responses_.end() ? std::pair<std::uint16_t, std::string>{} : known->second;
}

}  // namespace mailrace::journal
