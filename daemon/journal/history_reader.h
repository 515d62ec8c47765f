// Answers questions about the history from read-only connections of its own, never in the way of the writer. Every question has a time budget and can be
// cancelled from another thread; what was found until then is given with complete = false. One reader belongs to one thread at a time.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/journal/partition_list.h"
#include "shared/base/result.h"
#include "shared/filter/filter.h"

namespace mailrace::journal {

struct QueryLimits {
    std::chrono::milliseconds budget{5000};
    std::stop_token cancel = {};
};

struct MatchOptions {
    EventId before;                // only ids smaller than this; zero: from the newest
    std::uint64_t limit = 5'000'000;
    std::size_t chunk = 20'000;    // ids a call of the sink; the first chunk is smaller so that it comes at once
};

struct MatchResult {
    std::uint64_t matched = 0;
    EventId newest;                // of the matches; zero when there are none
    EventId oldest;
    bool complete = false;         // false: limit, budget or cancel ended it early
};

struct Page {
    std::vector<events::Event> events;  // newest first, without sessions
    bool more = false;                  // further matches beyond, in the direction of reading
    bool complete = true;               // false: the budget ended it; fewer events than there are
    EventId reached;                    // page_after(): everything up to this one was looked at
};

inline constexpr std::size_t kTypes = 13;  // EventType 1…13 are counted at index 0…12

struct Histogram {
    std::int64_t from = 0;         // microseconds since 1970
    std::int64_t to = 0;           // exclusive
    std::vector<std::array<std::uint64_t, kTypes>> buckets;
    bool complete = true;
};

struct FacetValue {
    std::string value;             // for code and status their text; for type its name
    std::uint64_t count = 0;
};
struct Facet {
    filter::FieldId field = 0;
    std::vector<FacetValue> values;  // most frequent first
    std::uint64_t distinct = 0;
};
struct Facets {
    std::vector<Facet> facets;
    std::uint64_t scanned = 0;     // matching events that were counted
    bool complete = true;
};

inline constexpr std::size_t kTrend = 30;  // buckets of a group's trend

struct ResponseGroup {
    std::string response;          // what all of them say, as normalise_response() writes it
    std::uint16_t code = 0;
    events::EnhancedStatus status;
    std::string category;          // of the newest
    std::string subcategory;
    events::ResponseClass cls = events::ResponseClass::none;
    std::uint64_t count = 0;
    std::int64_t first = 0;        // microseconds since 1970
    std::int64_t last = 0;
    std::vector<std::string> providers;  // at most 20, in order of appearance
    std::vector<std::string> sources;    // at most 20
    EventId sample;                // the newest
    std::array<std::uint32_t, kTrend> trend{};  // over the time that all groups share
};
struct Groups {
    std::int64_t from = 0;         // microseconds since 1970: what the trends stretch over
    std::int64_t to = 0;           // exclusive
    std::vector<ResponseGroup> groups;  // most frequent first
    std::uint64_t scanned = 0;
    bool complete = true;
};

class HistoryReader {
public:
    explicit HistoryReader(std::shared_ptr<const PartitionList> partitions);
    ~HistoryReader();
    HistoryReader(const HistoryReader&) = delete;
    HistoryReader& operator=(const HistoryReader&) = delete;

    /// Ids of matching events, newest first, in chunks. The sink answers false to end it.
    MatchResult match(const filter::Filter& filter, const MatchOptions& options, const QueryLimits& limits,
                      const std::function<bool(std::span<const EventId>)>& sink);

    /// The events with these ids (at most 10,000), in the order asked for; missing ones are left out. No sessions.
    std::vector<events::Event> rows(std::span<const EventId> ids);

    /// One event with its session.
    std::optional<events::Event> get(EventId id);

    /// Matching events older than `before`, or newer than `after` (then the nearest ones), or the newest when both are zero. At most `limit` (1…1,000).
    Page page(const filter::Filter& filter, EventId before, EventId after, std::size_t limit, const QueryLimits& limits);

    /// The oldest matching events newer than `after` (zero: from the first), oldest first. At most `limit` (1…10,000).
    Page page_after(const filter::Filter& filter, EventId after, std::size_t limit, const QueryLimits& limits);

    /// Matching events by time and type. `from` and `to` in microseconds since 1970, from < to; at most 500 buckets. Buckets of a second or more
    /// count whole seconds when the filter lets everything pass.
    Histogram histogram(const filter::Filter& filter, std::int64_t from, std::int64_t to, std::size_t buckets, const QueryLimits& limits);

    /// The most frequent values of fields among the matches: type, category, provider, domain, source, vmta, pool, job, queue, code, status, host,
    /// ip, user, phase, tls, rule. Others come back without values.
    Facets facets(const filter::Filter& filter, std::span<const filter::FieldId> fields, std::size_t top, const QueryLimits& limits);

    /// Matching events with a response, grouped by its form, each group with its trend over the time that the filter and the history leave.
    Groups groups(const filter::Filter& filter, std::size_t limit, const QueryLimits& limits);

    /// The newest id that a reader can see; zero when the history is empty.
    EventId newest() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mailrace::journal
