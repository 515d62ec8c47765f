#include "daemon/control/async.h"
#include "daemon/control/methods.h"
#include "daemon/control/queue_json.h"
#include "daemon/journal/stats_reader.h"
#include "daemon/platform/memory.h"
#include "daemon/platform/socket_path.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::int_or;
using protocol::text_or;

namespace {

/// Milliseconds, or null where nothing was delivered.
json::value quantile(const journal::LatencyHistogram& latency, double share) {
    const double ms = latency.quantile_ms(share);
    if (ms < 0) return nullptr;
    return static_cast<std::int64_t>(ms);
}

json::array point_row(const journal::SeriesPoint& p) {
    const auto& c = p.counts;
    return {p.time * 1000, c.received, c.delivered, c.deferred, c.bounced, c.rejected, c.bytes, p.depth < 0 ? json::value(nullptr) : json::value(p.depth),
            quantile(p.latency, 0.5), quantile(p.latency, 0.95), quantile(p.latency, 0.99)};
}

std::optional<WallTime> time_of(const json::object& params, std::string_view key) {
    const std::int64_t ms = int_or(params, key, -1);
    if (ms < 0 || ms > 9'000'000'000'000) return std::nullopt;
    return WallTime{std::chrono::milliseconds(ms)};
}

asio::awaitable<Answer> series(const Backend& backend, Call call) {
    const auto from = time_of(call.params, "from");
    const auto to = time_of(call.params, "to");
    if (!from || !to || *from >= *to) co_return Answer(protocol::params_invalid("from must be before to"));
    const auto step = std::chrono::milliseconds(int_or(call.params, "step_ms", 60000));
    if (step.count() % 1000 != 0 || step.count() <= 0) co_return Answer(protocol::params_invalid("step_ms must be 1000, 60000 or 3600000"));
    const std::string provider = text_or(call.params, "provider");
    const std::string queue = text_or(call.params, "queue");
    const auto kind = !queue.empty() ? journal::SeriesKind::queue : !provider.empty() ? journal::SeriesKind::provider : journal::SeriesKind::total;
    const std::string key = !queue.empty() ? queue : provider;
    auto question = [directory = backend.journal->directory(), rollups = backend.journal->rollups(), kind, key, from = *from, to = *to, step](journal::HistoryReader&) {
        journal::StatsReader reader(directory, rollups);
        auto points = reader.series(kind, key, from, to, std::chrono::duration_cast<std::chrono::seconds>(step));
        if (!points) return Result<json::object>(std::move(points).error());
        json::array rows;
        rows.reserve(points->size());
        for (const auto& point : *points) rows.emplace_back(point_row(point));
        return Result<json::object>(json::object{
            {"step_ms", step.count()},
            {"columns", json::array{"time", "received", "delivered", "deferred", "bounced", "rejected", "bytes", "depth", "p50_ms", "p95_ms", "p99_ms"}},
            {"rows", std::move(rows)}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    if (!result) co_return Answer(protocol::to_call_error(result.error()));
    co_return Answer(json::value(std::move(*result)));
}

asio::awaitable<Answer> categories(const Backend& backend, Call call) {
    const auto from = time_of(call.params, "from");
    const auto to = time_of(call.params, "to");
    if (!from || !to || *from >= *to) co_return Answer(protocol::params_invalid("from must be before to"));
    const auto step = std::chrono::milliseconds(int_or(call.params, "step_ms", 60000));
    if (step.count() % 60000 != 0 || step.count() <= 0) co_return Answer(protocol::params_invalid("step_ms must be whole minutes"));
    auto question = [directory = backend.journal->directory(), rollups = backend.journal->rollups(), provider = text_or(call.params, "provider"), from = *from,
                     to = *to, step](journal::HistoryReader&) {
        journal::StatsReader reader(directory, rollups);
        auto points = reader.categories(provider, from, to, std::chrono::duration_cast<std::chrono::seconds>(step));
        if (!points) return Result<json::object>(std::move(points).error());
        json::array rows;
        rows.reserve(points->size());
        for (const auto& p : *points)
            rows.emplace_back(json::array{p.time * 1000, protocol::to_utf8_lossy(p.name), p.counts.deferred + p.counts.queue_deferred, p.counts.bounced});
        return Result<json::object>(json::object{
            {"step_ms", step.count()}, {"columns", json::array{"time", "category", "deferred", "bounced"}}, {"rows", std::move(rows)}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    if (!result) co_return Answer(protocol::to_call_error(result.error()));
    co_return Answer(json::value(std::move(*result)));
}

asio::awaitable<Answer> providers(const Backend& backend, Call call) {
    const auto since = time_of(call.params, "since").value_or(backend.clock->wall() - std::chrono::hours(1));
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 20), 1, 1000));
    auto question = [directory = backend.journal->directory(), rollups = backend.journal->rollups(), since, limit](journal::HistoryReader&) {
        return journal::StatsReader(directory, rollups).providers(since, limit);
    };
    auto counts = co_await ask_history<std::vector<journal::ProviderCounts>>(*backend.readers, std::move(question));
    if (!counts) co_return Answer(protocol::to_call_error(counts.error()));
    auto job = [](queue::Scheduler& s) { return Result<std::vector<queue::QueueRow>>(s.rows()); };
    auto rows_now = co_await ask_queue<std::vector<queue::QueueRow>>(*backend.queue, job);
    if (!rows_now) co_return Answer(protocol::to_call_error(rows_now.error()));
    std::map<std::string, double> pace;
    for (const auto& row : *rows_now) pace[row.provider] += row.rate;
    json::array rows;
    for (const auto& p : *counts) {
        const auto now = pace.find(p.provider);
        rows.emplace_back(json::array{protocol::to_utf8_lossy(p.provider), p.counts.delivered, p.counts.deferred, p.counts.bounced, protocol::to_utf8_lossy(p.last_response),
                                      p.last_code, now == pace.end() ? 0.0 : now->second});
    }
    co_return Answer(json::value(json::object{
        {"columns", json::array{"provider", "delivered", "deferred", "bounced", "last_response", "last_code", "pace"}}, {"rows", std::move(rows)}}));
}

asio::awaitable<Answer> status(const Backend& backend, Call) {
    json::object o = co_await status_object(backend);
    o["started"] = unix_ms(backend.started);
    o["version"] = backend.version;
    o["pid"] = platform::process_id();
    o["config_file"] = backend.configuration->current().file;
    o["state_directory"] = backend.state_directory;
    o["spool_directory"] = backend.spool_directory;
    o["journal_directory"] = backend.journal->directory();
    json::array listeners;
    for (const auto& listener : backend.listeners) listeners.emplace_back(listener);
    o["listeners"] = std::move(listeners);
    co_return Answer(json::value(std::move(o)));
}

}  // namespace

json::array attention_items(const Backend& backend) {
    json::array items;
    for (const auto& note : backend.attention->open()) {
        json::object item{{"key", note.key}, {"severity", to_string(note.severity)}, {"since", unix_ms(note.since)},
                          {"title", protocol::to_utf8_lossy(note.title)}, {"text", protocol::to_utf8_lossy(note.text)}};
        if (!note.response.empty()) protocol::put_bytes(item, "response", note.response);
        if (!note.source.empty()) item["source"] = note.source;
        if (note.until != WallTime{}) item["until"] = unix_ms(note.until);
        json::array actions;
        if (!note.filter.empty()) {
            item["filter"] = note.filter;
            actions.emplace_back(json::object{{"label", "Show events"}, {"method", "events.page"}, {"params", json::object{{"filter", note.filter}}}});
        }
        if (!note.queue.empty()) {
            item["queue"] = note.queue;
            const json::object select{{"queues", json::array{note.queue}}};
            actions.emplace_back(json::object{{"label", "Show events"}, {"method", "events.page"}, {"params", json::object{{"filter", "queue:\"" + note.queue + "\""}}}});
            if (note.key.starts_with("queue.backoff:")) {
                actions.emplace_back(json::object{{"label", "End back-off now"}, {"method", "queues.set_mode"}, {"params", json::object{{"select", select}, {"mode", "normal"}}}});
            }
            actions.emplace_back(json::object{{"label", "Retry now"}, {"method", "queues.retry"}, {"params", json::object{{"select", select}}}});
        }
        item["actions"] = std::move(actions);
        items.emplace_back(std::move(item));
    }
    return items;
}

asio::awaitable<json::object> status_object(const Backend& backend) {
    auto job = [](queue::Scheduler& s) { return Result<queue::Totals>(s.totals()); };
    auto asked = co_await ask_queue<queue::Totals>(*backend.queue, job);
    const queue::Totals totals = asked ? *asked : queue::Totals{};
    const WallTime now = backend.clock->wall();
    const auto rollups = backend.journal->rollups();
    const auto history = rollups->totals();
    const auto last_minute = rollups->seconds(now, 60);
    journal::Counts recent;
    journal::LatencyHistogram latency;
    constexpr std::size_t kRateSeconds = 5;
    for (std::size_t i = 0; i < last_minute.size(); ++i) {
        latency.add(last_minute[i].latency);
        if (i + kRateSeconds >= last_minute.size()) recent.add(last_minute[i].counts);
    }
    const auto rate = [](std::uint64_t count) { return static_cast<double>(count) / kRateSeconds; };
    const auto spool = backend.spool->statistics();
    const auto written = backend.journal->statistics();
    const auto inbound = backend.connections();
    co_return json::object{
        {"time", unix_ms(now)},
        {"epoch", backend.epoch},
        {"received", totals.received},
        {"generated", totals.generated},
        {"delivered", totals.delivered},
        {"deferred", totals.deferred},
        {"bounced", totals.bounced},
        {"rejected", history.rejected},
        {"complaints", history.complaints},
        {"expired", totals.expired},
        {"deleted", totals.deleted},
        {"queued", totals.queued},
        {"oldest", time_or_null(totals.oldest)},
        {"rates", json::object{{"received", rate(recent.received)}, {"delivered", rate(recent.delivered)}, {"deferred", rate(recent.deferred)},
                               {"bounced", rate(recent.bounced)}, {"rejected", rate(recent.rejected)}, {"complaints", rate(recent.complaints)}}},
        {"connections_in", inbound.in},
        {"connections_in_max", inbound.in_max},
        {"connections_out", totals.connections},
        {"connections_out_max", totals.connections_max},
        {"connections_idle", totals.connections_idle},
        {"in_flight", totals.in_flight},
        {"queues", totals.queues},
        {"spool", json::object{{"bytes", spool.bytes}, {"free", spool.free_bytes}, {"messages", spool.messages}, {"accepting", spool.accepting}, {"refusal", spool.refusal}}},
        {"memory", platform::resident_bytes()},
        {"journal_lag", written.waiting},
        {"latency", json::object{{"p50_ms", quantile(latency, 0.5)}, {"p95_ms", quantile(latency, 0.95)}, {"p99_ms", quantile(latency, 0.99)}}}};
}

void add_stats_methods(Handlers& handlers, const Backend& backend) {
    handlers.add("stats.series", [&backend](Call call) { return series(backend, std::move(call)); });
    handlers.add("stats.categories", [&backend](Call call) { return categories(backend, std::move(call)); });
    handlers.add("stats.providers", [&backend](Call call) { return providers(backend, std::move(call)); });
    handlers.add("status.get", [&backend](Call call) { return status(backend, std::move(call)); });
    handlers.add("attention.list", [&backend](Call) -> asio::awaitable<Answer> { co_return Answer(json::value(json::object{{"items", attention_items(backend)}})); });
}

}  // namespace mailrace::control
