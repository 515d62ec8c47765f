// Responses and the patterns that sort them: what a pattern could be made of, and what it would have done to replies that came.
// Both run on the history readers' threads and end in time.
#include <fmt/format.h>

#include "daemon/control/async.h"
#include "daemon/control/methods.h"
#include "daemon/feedback/pattern_parts.h"
#include "daemon/feedback/pattern_preview.h"
#include "daemon/journal/event_record.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::int_or;
using protocol::text_or;
using protocol::to_utf8_lossy;
using std::chrono::milliseconds;

namespace {

constexpr std::int64_t kMostReplies = 10'000;
constexpr std::size_t kPage = 1000, kFormsShown = 100;
constexpr std::string_view kRefusals = "type:bounce,deferral,queue_deferral,remote_bounce -response:\"\"";
constexpr std::string_view kSuccesses = "type:delivery -response:\"\"";

json::array part_rows(const events::Event& event) {
    json::array rows;
    for (const auto& part : feedback::pattern_parts(event.response, event.recipient))
        rows.emplace_back(json::array{to_utf8_lossy(part.text), part.kind, part.exact, part.general});
    return rows;
}

asio::awaitable<Answer> propose(const Backend& backend, Call call) {
    const EventId id{static_cast<std::uint64_t>(int_or(call.params, "id", 0))};
    auto question = [id](journal::HistoryReader& reader) { return Result<std::optional<events::Event>>(reader.get(id)); };
    auto found = co_await ask_history<std::optional<events::Event>>(*backend.readers, std::move(question));
    if (!found) co_return Answer(protocol::to_call_error(found.error()));
    if (!found->has_value())
        co_return Answer(protocol::not_found("event.not_found", fmt::format("there is no event {} (any more)", id.value)));
    const events::Event& e = **found;
    json::object answer{{"response", to_utf8_lossy(e.response)},
                        {"subject", to_utf8_lossy(feedback::CategoryPatterns::subject(e.response, e.status))},
                        {"form", to_utf8_lossy(journal::response_form(e))},
                        {"columns", json::array{"text", "kind", "exact", "general"}},
                        {"rows", part_rows(e)}};
    answer["provider"] = e.provider;
    answer["category"] = e.category;
    answer["subcategory"] = e.subcategory;
    answer["class"] = to_string(e.cls);
    answer["rule"] = e.rule;
    answer["rule_at"] = to_utf8_lossy(e.rule_at);
    co_return Answer(json::value(std::move(answer)));
}

/// The newest replies of one kind, page by page; false when time ran out.
bool look_at(journal::HistoryReader& reader, const filter::Filter& filter, std::size_t most, bool delivered,
             const journal::QueryLimits& limits, std::chrono::steady_clock::time_point deadline,
             feedback::PatternPreview& preview, std::int64_t& oldest) {
    EventId before{};
    for (std::size_t seen = 0; seen < most;) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0 || limits.cancel.stop_requested()) return false;
        const auto page = reader.page(filter, before, {}, std::min(kPage, most - seen), {left, limits.cancel});
        for (const auto& e : page.events) {
            preview.add({e.response, e.recipient, e.category, e.provider, e.code, e.status, e.id.value, delivered});
            if (!delivered) oldest = unix_ms(e.time);
        }
        seen += page.events.size();
        if (!page.complete) return false;
        if (!page.more || page.events.empty()) break;
        before = page.events.back().id;
    }
    return true;
}

json::object preview_object(const feedback::PatternPreview& preview, std::int64_t oldest, bool complete) {
    json::array categories, rows;
    for (const auto& [name, counts] : preview.categories)
        categories.emplace_back(json::array{to_utf8_lossy(name), counts.examined, counts.matched});
    for (const auto& f : preview.forms(kFormsShown))
        rows.emplace_back(json::array{to_utf8_lossy(f.form), f.code, to_string(f.status), f.count, to_utf8_lossy(f.category),
                                      to_utf8_lossy(f.provider), f.sample});
    json::object out{{"ok", true},
                     {"problem", ""},
                     {"examined", preview.examined},
                     {"matched", preview.matched},
                     {"changed", preview.changed}};
    out["alike"] = preview.alike;
    out["alike_matched"] = preview.alike_matched;
    out["delivered"] = preview.delivered;
    out["delivered_matched"] = preview.delivered_matched;
    out["oldest"] = oldest > 0 ? json::value(oldest) : json::value(nullptr);
    out["complete"] = complete;
    out["categories"] = std::move(categories);
    out["columns"] = json::array{"response", "code", "status", "count", "category", "provider", "sample_id"};
    out["rows"] = std::move(rows);
    return out;
}

asio::awaitable<Answer> preview(const Backend& backend, Call call) {
    auto made = feedback::PatternPreview::make(text_or(call.params, "pattern"), text_or(call.params, "category"),
                                               text_or(call.params, "form"));
    if (!made) co_return Answer(json::value(json::object{{"ok", false}, {"problem", to_utf8_lossy(made.error().words)}}));
    const auto most =
        static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", kMostReplies), 1, kMostReplies));
    const milliseconds budget(std::clamp<std::int64_t>(int_or(call.params, "budget_ms", 3000), 10, 20000));
    const WallTime now = backend.clock->wall();
    auto shared = std::make_shared<feedback::PatternPreview>(std::move(*made));
    auto question = [shared, most, budget, now, cancel = call.cancelled->get_token()](journal::HistoryReader& reader) {
        const auto deadline = std::chrono::steady_clock::now() + budget;
        const journal::QueryLimits limits{budget, cancel};
        std::int64_t oldest = 0;
        const auto refusals = filter::parse(kRefusals, filter::event_fields(), now);
        const auto successes = filter::parse(kSuccesses, filter::event_fields(), now);
        bool complete = look_at(reader, refusals.filter(), most, false, limits, deadline, *shared, oldest);
        complete = complete && look_at(reader, successes.filter(), most / 5, true, limits, deadline, *shared, oldest);
        return Result<json::object>(preview_object(*shared, oldest, complete));
    };
    auto result = co_await ask_history<json::object>(*backend.readers, std::move(question));
    if (!result) co_return Answer(protocol::to_call_error(result.error()));
    co_return Answer(json::value(std::move(*result)));
}

}  // namespace

void add_response_methods(Handlers& handlers, const Backend& backend) {
    handlers.add("responses.propose", [&backend](Call call) { return propose(backend, std::move(call)); });
    handlers.add("responses.preview", [&backend](Call call) { return preview(backend, std::move(call)); });
}

}  // namespace mailrace::control
