#include "daemon/journal/stats_reader.h"

#include <algorithm>

#include "daemon/journal/rollup_sql.h"

namespace mailrace::journal {
namespace {

std::int64_t seconds_of(WallTime t) { return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count(); }

std::int64_t round_down(std::int64_t value, std::int64_t step) { return value - ((value % step) + step) % step; }

/// ",sum(received),sum(generated)…"
std::string summed_columns() {
    std::string columns;
    std::string_view rest = kCountColumns;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        columns.append(",sum(").append(rest.substr(0, end)).append(")");
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return columns;
}

}  // namespace

struct StatsReader::Impl {
    std::string path;
    std::shared_ptr<const Rollups> rollups;
    std::unique_ptr<Database> db;

    /// Opened when first needed: the file may not exist before the journal's first write.
    Database* database() {
        if (db == nullptr)
            if (auto opened = Database::open(path, Database::Mode::read_only)) db = std::move(*opened);
        if (db != nullptr) db->limit(std::chrono::steady_clock::now() + std::chrono::seconds(5), {});
        return db.get();
    }
};

StatsReader::StatsReader(std::string directory, std::shared_ptr<const Rollups> rollups)
    : impl_(new Impl{std::move(directory) + "/journal.db", std::move(rollups), nullptr}) {}
StatsReader::~StatsReader() = default;

Result<std::vector<SeriesPoint>> StatsReader::series(SeriesKind kind, const std::string& key, WallTime from, WallTime to,
                                                     std::chrono::seconds step) {
    const std::int64_t width = step.count();
    if (width != 1 && (width < 60 || width % 60 != 0)) return Error::invalid("a step is a second or whole minutes");
    if (to <= from) return Error::invalid("the time range ends before it begins");
    const std::int64_t begin = round_down(seconds_of(from), width);
    const std::int64_t end = round_down(seconds_of(to) + width - 1, width);
    if ((end - begin) / width > static_cast<std::int64_t>(kMaxSteps)) return Error::limit("more steps than can be answered at once");
    std::vector<SeriesPoint> points;
    for (std::int64_t t = begin; t < end; t += width) points.push_back({t, {}, {}, -1});
    if (width == 1) {
        if (kind != SeriesKind::total) return Error::invalid("steps of a second exist only for totals");
        for (SeriesPoint& known : impl_->rollups->seconds(WallTime{std::chrono::seconds(end)}, points.size()))
            points[static_cast<std::size_t>(known.time - begin)] = std::move(known);
        return points;
    }
    const auto add = [&](std::int64_t time, const Counts& counts, const LatencyHistogram& latency, std::int64_t depth) {
        SeriesPoint& point = points[static_cast<std::size_t>((time - begin) / width)];
        point.counts.add(counts);
        point.latency.add(latency);
        if (depth >= 0) point.depth = depth;
    };
    // A write between the two reads counts the running minutes twice for this one answer; the other order would make them drop to zero.
    const std::vector<SeriesPoint> pending = impl_->rollups->pending(kind, key, begin, end);
    if (Database* db = impl_->database()) {
        auto statement = db->prepare("SELECT minute,ifnull(depth,-1),latency," + std::string(kCountColumns) +
                                     " FROM rollup WHERE kind=? AND name=? AND minute>=? AND minute<? ORDER BY minute");
        if (!statement) return statement.error();
        statement->bind(1, static_cast<std::int64_t>(kind));
        statement->bind(2, std::string_view(key));
        statement->bind(3, begin / 60);
        statement->bind(4, end / 60);
        Result<bool> row = statement->step();
        for (; row && *row; row = statement->step())
            add(statement->integer(0) * 60, read_counts(*statement, 3), LatencyHistogram::unpack(statement->text(2)), statement->integer(1));
        if (!row) return row.error();
    }
    for (const SeriesPoint& p : pending) add(p.time, p.counts, p.latency, p.depth);
    return points;
}

Result<std::vector<NamedPoint>> StatsReader::categories(const std::string& provider, WallTime from, WallTime to, std::chrono::seconds step) {
    const std::int64_t width = step.count();
    if (width < 60 || width % 60 != 0) return Error::invalid("a step is whole minutes");
    if (to <= from) return Error::invalid("the time range ends before it begins");
    const std::int64_t begin = round_down(seconds_of(from), width);
    const std::int64_t end = round_down(seconds_of(to) + width - 1, width);
    if ((end - begin) / width > static_cast<std::int64_t>(kMaxSteps)) return Error::limit("more steps than can be answered at once");
    const SeriesKind kind = provider.empty() ? SeriesKind::category : SeriesKind::provider_category;
    const std::string prefix = provider.empty() ? std::string{} : category_key(provider, {});
    std::map<std::pair<std::int64_t, std::string>, Counts> sums;
    const auto add = [&](std::string_view name, std::int64_t time, const Counts& counts) {
        std::pair<std::int64_t, std::string> key{round_down(time, width), name.substr(prefix.size())};
        if (sums.size() < kMaxSteps || sums.contains(key)) sums[std::move(key)].add(counts);
    };
    const std::vector<NamedPoint> pending = impl_->rollups->pending_of(kind, prefix, begin, end);
    if (Database* db = impl_->database()) {
        auto statement = db->prepare("SELECT name,minute," + std::string(kCountColumns) +
                                     " FROM rollup WHERE kind=? AND name>=? AND name<? AND minute>=? AND minute<?");
        if (!statement) return statement.error();
        const std::string after = provider.empty() ? std::string("\xFF") : prefix.substr(0, prefix.size() - 1) + '\n';  // '\t' and the next byte
        statement->bind(1, static_cast<std::int64_t>(kind));
        statement->bind(2, std::string_view(prefix));
        statement->bind(3, std::string_view(after));
        statement->bind(4, begin / 60);
        statement->bind(5, end / 60);
        Result<bool> row = statement->step();
        for (; row && *row; row = statement->step()) add(statement->text(0), statement->integer(1) * 60, read_counts(*statement, 2));
        if (!row) return row.error();
    }
    for (const NamedPoint& p : pending) add(p.name, p.time, p.counts);
    std::vector<NamedPoint> out;
    for (auto& [key, counts] : sums) out.push_back({key.second, key.first, counts});
    return out;
}

Result<std::vector<NamedPoint>> StatsReader::hours(SeriesKind kind, WallTime since) {
    std::vector<NamedPoint> out;
    Database* db = impl_->database();
    if (db == nullptr) return out;
    auto statement = db->prepare("SELECT name,minute/60" + summed_columns() +
                                 " FROM rollup INDEXED BY rollup_minute WHERE kind=? AND minute>=? GROUP BY name,minute/60 LIMIT 200000");
    if (!statement) return statement.error();
    statement->bind(1, static_cast<std::int64_t>(kind));
    statement->bind(2, round_down(seconds_of(since), 60) / 60);
    Result<bool> row = statement->step();
    for (; row && *row; row = statement->step()) out.push_back({std::string(statement->text(0)), statement->integer(1) * 3600, read_counts(*statement, 2)});
    if (!row) return row.error();
    return out;
}

Result<std::vector<ProviderCounts>> StatsReader::providers(WallTime since, std::size_t limit) {
    std::map<std::string, Counts> sums;
    const std::int64_t begin = round_down(seconds_of(since), 60);
    for (const auto& [name, counts] : impl_->rollups->pending_by_key(SeriesKind::provider, begin)) sums[name].add(counts);
    if (Database* db = impl_->database()) {
        auto statement = db->prepare("SELECT name" + summed_columns() + " FROM rollup INDEXED BY rollup_minute WHERE kind=1 AND minute>=? GROUP BY name");
        if (!statement) return statement.error();
        statement->bind(1, begin / 60);
        Result<bool> row = statement->step();
        for (; row && *row; row = statement->step()) sums[std::string(statement->text(0))].add(read_counts(*statement, 1));
        if (!row) return row.error();
    }
    std::vector<ProviderCounts> out;
    for (auto& [name, counts] : sums) {
        auto [code, response] = impl_->rollups->last_response(name);
        out.push_back({name, counts, std::move(response), code});
    }
    const auto mail = [](const Counts& c) { return c.delivered + c.deferred + c.bounced; };
    std::sort(out.begin(), out.end(), [&](const ProviderCounts& a, const ProviderCounts& b) { return mail(a.counts) > mail(b.counts); });
    if (out.size() > limit) out.resize(limit);
    return out;
}

}  // namespace mailrace::journal
