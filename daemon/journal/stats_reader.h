// Reads the roll-ups for charts: minutes from disk and memory together, hours summed from them. A read-only connection of its own; one thread at a
// time. Bounded by the number of steps asked for.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/journal/rollups.h"

namespace mailrace::journal {

class StatsReader {
public:
    StatsReader(std::string directory, std::shared_ptr<const Rollups> rollups);
    ~StatsReader();

    static constexpr std::size_t kMaxSteps = 20'000;

    /// Steps of `step` (1 s, 1 min or 1 h; other multiples of a minute too) in [from, to), oldest first, gaps as zero. Steps of a second exist for totals of
    /// the last eleven minutes. invalid when the step is not possible, limit when there would be more than kMaxSteps.
    Result<std::vector<SeriesPoint>> series(SeriesKind kind, const std::string& key, WallTime from, WallTime to, std::chrono::seconds step);

    /// What was refused, by category, in steps of whole minutes in [from, to): only steps where something was, oldest first. `provider` empty: of all.
    /// invalid and limit as for series(); at most kMaxSteps points, the rest is left out.
    Result<std::vector<NamedPoint>> categories(const std::string& provider, WallTime from, WallTime to, std::chrono::seconds step);

    /// Sums by name and hour since a time: `time` of each is the begin of its hour. At most 200,000.
    Result<std::vector<NamedPoint>> hours(SeriesKind kind, WallTime since);

    /// Sums by provider since a time, most mail first.
    Result<std::vector<ProviderCounts>> providers(WallTime since, std::size_t limit);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mailrace::journal
