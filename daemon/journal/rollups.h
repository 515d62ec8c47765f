// Counts over time for charts: by second for the last eleven minutes in memory, by minute on disk; in total, by provider, by queue and by virtual MTA.
// The journal thread adds and stores; any thread reads.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/events/event.h"
#include "shared/base/result.h"

namespace mailrace::journal {

class Database;

/// How long delivery took, in buckets that grow by the square root of two from 1 ms to 12 days.
class LatencyHistogram {
public:
    static constexpr std::size_t kBuckets = 62;
    void add(Duration latency);
    void add(const LatencyHistogram& other);
    std::uint64_t count() const;
    /// Upper end of the bucket that holds this share (0…1), milliseconds, interpolated; negative when nothing was counted.
    double quantile_ms(double share) const;
    std::string pack() const;                      // only buckets in use
    static LatencyHistogram unpack(std::string_view bytes);

private:
    std::array<std::uint32_t, kBuckets> buckets_{};
};

/// Recipients, except `bytes` (of messages delivered) and `deferred` (attempts).
struct Counts {
    std::uint64_t received = 0;    // from feeders
    std::uint64_t generated = 0;   // made by ourselves
    std::uint64_t delivered = 0;
    std::uint64_t deferred = 0;
    std::uint64_t bounced = 0;     // all final failures, expired and deleted ones too
    std::uint64_t rejected = 0;
    std::uint64_t complaints = 0;
    std::uint64_t expired = 0;
    std::uint64_t deleted = 0;     // by an operator
    std::uint64_t queue_deferred = 0;
    std::uint64_t bytes = 0;
    void add(const events::Event& event);
    void add(const Counts& other);
    bool operator==(const Counts&) const = default;
};

/// `category` is all refusals of a category; the names of provider_category are made by category_key().
enum class SeriesKind : std::uint8_t { total = 0, provider = 1, queue = 2, vmta = 3, category = 4, provider_category = 5 };

std::string category_key(std::string_view provider, std::string_view category);  // "provider\tcategory"

struct SeriesPoint {
    std::int64_t time = 0;         // seconds since 1970, begin of the step
    Counts counts;
    LatencyHistogram latency;
    std::int64_t depth = -1;       // queued recipients at the last sample in the step; -1: no sample
};

/// What one name counted in one step.
struct NamedPoint {
    std::string name;
    std::int64_t time = 0;         // seconds since 1970, begin of the step
    Counts counts;
};

struct ProviderCounts {
    std::string provider;
    Counts counts;
    std::string last_response;     // of the last bounce or deferral since the start
    std::uint16_t last_code = 0;
};

class Rollups {
public:
    Rollups();
    ~Rollups();

    // Journal thread.
    /// Reads totals and position.
    Status load(Database& db);
    void add(const events::Event& event);
    /// Writes what was added since the last call, inside the caller's transaction.
    Status store(Database& db);
    /// store() succeeded but its transaction did not: what it wrote is to be written again.
    void store_failed();
    void store_done();
    /// Removes what is older than its kind is kept for, a bounded number of rows a call.
    Status expire(Database& db, WallTime now);
    EventId position() const { return position_; }  // last event counted on disk; zero before the first

    // Any thread.
    /// Queued recipients now, for depth in the series.
    void sample_depth(WallTime now, SeriesKind kind, std::string_view key, std::uint64_t depth);
    /// Counts since the history began.
    Counts totals() const;
    /// The last `seconds` (at most 660) whole seconds before `now`, oldest first, none left out.
    std::vector<SeriesPoint> seconds(WallTime now, std::size_t seconds) const;
    /// Minutes not yet stored, to be added to what the database holds.
    std::vector<SeriesPoint> pending(SeriesKind kind, std::string_view key, std::int64_t from, std::int64_t to) const;
    std::vector<std::pair<std::string, Counts>> pending_by_key(SeriesKind kind, std::int64_t from) const;
    /// Minutes not yet stored of all names that begin with `prefix`.
    std::vector<NamedPoint> pending_of(SeriesKind kind, std::string_view prefix, std::int64_t from, std::int64_t to) const;
    /// Last refusal of a provider seen since the start: its code and words; empty when none.
    std::pair<std::uint16_t, std::string> last_response(std::string_view provider) const;

private:
    struct KeyView {
        std::int64_t minute = 0;
        SeriesKind kind = SeriesKind::total;
        std::string_view name;
        bool operator==(const KeyView&) const = default;
    };
    struct Key {
        std::int64_t minute = 0;
        SeriesKind kind = SeriesKind::total;
        std::string name;
        operator KeyView() const { return {minute, kind, name}; }
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(const KeyView& key) const {
            return std::hash<std::string_view>{}(key.name) ^ (static_cast<std::size_t>(key.minute) * 0x9E3779B97F4A7C15ULL + static_cast<std::size_t>(key.kind));
        }
    };
    struct Equal {
        using is_transparent = void;
        bool operator()(const KeyView& a, const KeyView& b) const { return a == b; }
    };
    struct Cell {
        Counts counts;
        LatencyHistogram latency;
        std::int64_t depth = -1;
    };
    using Cells = std::unordered_map<Key, Cell, Hash, Equal>;
    void count(KeyView key, const events::Event& event);
    Cell* cell_at(KeyView key);
    SeriesPoint& second(std::int64_t at);

    mutable std::mutex mutex_;
    Cells pending_;
    Cells storing_;
    Counts totals_;
    EventId position_;
    EventId added_;
    std::deque<SeriesPoint> seconds_;
    std::map<std::string, std::pair<std::uint16_t, std::string>, std::less<>> last_responses_;
};

}  // namespace mailrace::journal
