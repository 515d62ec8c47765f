#include <fmt/format.h>

#include <future>
#include <thread>

#include "daemon/control/async.h"
#include "daemon/control/event_json.h"
#include "daemon/control/methods.h"
#include "daemon/control/session.h"
#include "daemon/journal/record_pages.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::int_or;
using protocol::text_or;
using std::chrono::milliseconds;

std::variant<filter::Filter, CallError> filter_of(const json::object& params, const filter::FieldTable& table, const Clock& clock) {
    auto parsed = filter::parse(text_or(params, "filter"), table, clock.wall());
    if (parsed.ok()) return parsed.filter();
    const auto& problem = parsed.problems.front();
    CallError error{-32602, "filter.invalid", problem.words, false, {}, {}};
    error.where = {{"column", problem.offset}, {"length", problem.length}};
    return error;
}

namespace {

journal::QueryLimits limits_of(const Call& call, milliseconds budget) {
    return {milliseconds(std::clamp<std::int64_t>(int_or(call.params, "budget_ms", budget.count()), 10, 60000)), call.cancelled->get_token()};
}

std::optional<std::vector<EventId>> ids_of(const json::object& params) {
    std::vector<EventId> ids;
    for (const auto& value : params.at("ids").as_array()) {
        if (!value.is_int64() || value.get_int64() < 0 || ids.size() == 1000) return std::nullopt;
        ids.push_back(EventId{static_cast<std::uint64_t>(value.get_int64())});
    }
    return ids;
}

Answer to_answer(Result<json::object> result) {
    if (!result) return protocol::to_call_error(result.error());
    return json::value(std::move(*result));
}

/// Sends one chunk of ids as differences; waits on the reader's thread while the client reads more slowly than we find.
class MatchStream {
public:
    MatchStream(asio::any_io_executor executor, std::weak_ptr<Session> session, json::value request, std::stop_token cancel)
        : executor_(std::move(executor)), session_(std::move(session)), request_(std::move(request)), cancel_(std::move(cancel)) {}

    bool operator()(std::span<const EventId> ids) {
        json::array deltas;
        deltas.reserve(ids.size());
        for (const EventId id : ids) {
            deltas.emplace_back(last_ == 0 ? id.value : last_ - id.value);
            last_ = id.value;
        }
        total_ += ids.size();
        const json::object params{{"request", request_}, {"deltas", std::move(deltas)}, {"total", total_}};
        while (!cancel_.stop_requested()) {
            if (offer(params)) return true;
            std::this_thread::sleep_for(milliseconds(20));
        }
        return false;
    }

private:
    bool offer(const json::object& params) {
        auto taken = std::make_shared<std::promise<bool>>();
        auto answer = taken->get_future();
        asio::post(executor_, [session = session_, params, taken] {
            const auto alive = session.lock();
            taken->set_value(alive == nullptr || alive->notify("events.matched", params));
        });
        // The control thread answers at once; when it is gone, so are we.
        return answer.wait_for(std::chrono::seconds(10)) != std::future_status::ready || answer.get();
    }

    asio::any_io_executor executor_;
    std::weak_ptr<Session> session_;
    json::value request_;
    std::stop_token cancel_;
    std::uint64_t last_ = 0;
    std::uint64_t total_ = 0;
};

asio::awaitable<Answer> match(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::event_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    journal::MatchOptions options;
    options.before = EventId{static_cast<std::uint64_t>(std::max<std::int64_t>(0, int_or(call.params, "before", 0)))};
    options.limit = static_cast<std::uint64_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 5'000'000), 1, 50'000'000));
    options.chunk = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "chunk", 20'000), 100, 50'000));
    const auto limits = limits_of(call, milliseconds(30000));
    const auto executor = co_await asio::this_coro::executor;
    auto stream = std::make_shared<MatchStream>(executor, call.session, call.id, call.cancelled->get_token());
    auto question = [filter = std::get<filter::Filter>(std::move(filter)), options, limits, stream](journal::HistoryReader& reader) {
        const auto found = reader.match(filter, options, limits, [stream](std::span<const EventId> ids) { return (*stream)(ids); });
        return Result<json::object>(json::object{{"matched", found.matched}, {"complete", found.complete}, {"newest", found.newest.value}, {"oldest", found.oldest.value}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

asio::awaitable<Answer> rows(const Backend& backend, Call call) {
    auto ids = ids_of(call.params);
    if (!ids) co_return Answer(protocol::params_invalid("ids must be at most 1000 event ids"));
    auto question = [ids = std::move(*ids)](journal::HistoryReader& reader) { return Result<json::object>(event_table(reader.rows(ids))); };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

asio::awaitable<Answer> get(const Backend& backend, Call call) {
    const EventId id{static_cast<std::uint64_t>(int_or(call.params, "id", 0))};
    auto question = [id](journal::HistoryReader& reader) { return Result<std::optional<events::Event>>(reader.get(id)); };
    auto event = co_await ask_history<std::optional<events::Event>>(*backend.readers, std::move(question));
    if (!event) co_return Answer(protocol::to_call_error(event.error()));
    if (!event->has_value()) co_return Answer(protocol::not_found("event.not_found", fmt::format("there is no event {} (any more)", id.value)));
    co_return Answer(json::value(json::object{{"event", event_object(**event)}, {"status_meaning", status_meaning((*event)->status, (*event)->type == events::EventType::bounce)}}));
}

asio::awaitable<Answer> page(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::event_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    const EventId before{static_cast<std::uint64_t>(std::max<std::int64_t>(0, int_or(call.params, "before", 0)))};
    const EventId after{static_cast<std::uint64_t>(std::max<std::int64_t>(0, int_or(call.params, "after", 0)))};
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 100), 1, 1000));
    const auto limits = limits_of(call, milliseconds(10000));
    auto question = [filter = std::get<filter::Filter>(std::move(filter)), before, after, limit, limits](journal::HistoryReader& reader) {
        const auto found = reader.page(filter, before, after, limit, limits);
        json::object table = event_table(found.events);
        table["more"] = found.more;
        table["complete"] = found.complete;
        return Result<json::object>(std::move(table));
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

/// Rows of accounting files are UTF-8 already: the layout sees to it.
asio::awaitable<Answer> records(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::event_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    const EventId after{static_cast<std::uint64_t>(std::max<std::int64_t>(0, int_or(call.params, "after", 0)))};
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 1000), 1, journal::kMaxRecords));
    const auto limits = limits_of(call, milliseconds(10000));
    auto question = [filter = std::get<filter::Filter>(std::move(filter)), after, limit, limits](journal::HistoryReader& reader) {
        auto found = journal::read_records(reader, filter, after, limit, limits);
        return Result<json::object>(json::object{{"header", journal::record_header()},
                                                 {"rows", found.rows},
                                                 {"text", std::move(found.text)},
                                                 {"last", found.last.value},
                                                 {"newest", reader.newest().value},
                                                 {"more", found.more},
                                                 {"complete", found.complete}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

asio::awaitable<Answer> histogram(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::event_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    const std::int64_t from = int_or(call.params, "from", 0);
    const std::int64_t to = int_or(call.params, "to", 0);
    constexpr std::int64_t kFarthest = 9'000'000'000'000;  // milliseconds: the year 2255
    if (from < 0 || to > kFarthest || from >= to) co_return Answer(protocol::params_invalid("from must be before to"));
    const auto buckets = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "buckets", 100), 1, 500));
    const auto limits = limits_of(call, milliseconds(5000));
    auto question = [filter = std::get<filter::Filter>(std::move(filter)), from, to, buckets, limits](journal::HistoryReader& reader) {
        const auto found = reader.histogram(filter, from * 1000, to * 1000, buckets, limits);
        json::array types;
        for (std::size_t i = 0; i < journal::kTypes; ++i) types.emplace_back(to_string(static_cast<events::EventType>(i + 1)));
        json::array counts;
        for (const auto& bucket : found.buckets) counts.emplace_back(json::array(bucket.begin(), bucket.end()));
        return Result<json::object>(json::object{
            {"from", found.from / 1000}, {"to", found.to / 1000}, {"types", std::move(types)}, {"counts", std::move(counts)}, {"complete", found.complete}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

asio::awaitable<Answer> facets(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::event_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    std::vector<filter::FieldId> fields;
    std::vector<std::string> names;
    for (const auto& value : call.params.at("fields").as_array()) {
        const auto* info = value.is_string() ? filter::find_field(filter::event_fields(), value.get_string()) : nullptr;
        if (info == nullptr || fields.size() == 20) co_return Answer(protocol::params_invalid("fields must be at most 20 names of fields"));
        fields.push_back(info->id);
        names.emplace_back(value.get_string());
    }
    const auto top = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "top", 10), 1, 50));
    const auto limits = limits_of(call, milliseconds(3000));
    auto question = [filter = std::get<filter::Filter>(std::move(filter)), fields, names, top, limits](journal::HistoryReader& reader) {
        const auto found = reader.facets(filter, fields, top, limits);
        json::object by_name;
        for (std::size_t i = 0; i < found.facets.size() && i < names.size(); ++i) {
            json::array values;
            for (const auto& v : found.facets[i].values) values.emplace_back(json::array{protocol::to_utf8_lossy(v.value), v.count});
            by_name[names[i]] = std::move(values);
        }
        return Result<json::object>(json::object{{"facets", std::move(by_name)}, {"scanned", found.scanned}, {"complete", found.complete}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

json::array texts(const std::vector<std::string>& list) {
    json::array out;
    for (const auto& text : list) out.emplace_back(protocol::to_utf8_lossy(text));
    return out;
}

asio::awaitable<Answer> groups(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::event_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 50), 1, 1000));
    const auto limits = limits_of(call, milliseconds(3000));
    auto question = [filter = std::get<filter::Filter>(std::move(filter)), limit, limits](journal::HistoryReader& reader) {
        const auto found = reader.groups(filter, limit, limits);
        json::array table;
        for (const auto& g : found.groups) {
            json::array trend(g.trend.begin(), g.trend.end());
            table.emplace_back(json::array{protocol::to_utf8_lossy(g.response), g.code, to_string(g.status), g.count, g.first / 1000, g.last / 1000,
                                           texts(g.providers), texts(g.sources), g.category, g.sample.value,
                                           g.subcategory, to_string(g.cls), std::move(trend)});
        }
        return Result<json::object>(json::object{
            {"columns", json::array{"response", "code", "status", "count", "first", "last", "providers", "sources", "category", "sample_id",
                                    "subcategory", "class", "trend"}},
            {"rows", std::move(table)},
            {"from", found.from / 1000},
            {"to", found.to / 1000},
            {"scanned", found.scanned},
            {"complete", found.complete}});
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    co_return to_answer(std::move(result));
}

}  // namespace

void add_event_methods(Handlers& handlers, const Backend& backend) {
    using Method = asio::awaitable<Answer> (*)(const Backend&, Call);
    const auto add = [&](std::string_view name, Method method) {
        handlers.add(name, [&backend, method](Call call) { return method(backend, std::move(call)); });
    };
    add("events.match", match);
    add("events.rows", rows);
    add("events.get", get);
    add("events.page", page);
    add("events.records", records);
    add("events.histogram", histogram);
    add("events.facets", facets);
    add("events.groups", groups);
}

}  // namespace mailrace::control
