#include <fmt/format.h>

#include "daemon/control/async.h"
#include "daemon/control/methods.h"
#include "daemon/control/queue_json.h"
#include "shared/config/secrets.h"
#include "shared/protocol/catalogue.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::bool_or;
using protocol::int_or;
using protocol::text_or;
using queue::Scheduler;
using queue::Selection;
using queue::Touched;

namespace {

/// What `select` says, with the queue filter still to be asked on the queue thread.
struct Wanted {
    Selection selection;
    std::optional<filter::Filter> filter;
    bool everything = false;  // the filter was given and is empty
};

std::variant<Wanted, CallError> wanted_of(const json::object& params, const Clock& clock) {
    const auto* select = params.at("select").if_object();
    if (select == nullptr) return protocol::params_invalid("select must be an object");
    Wanted wanted;
    auto& s = wanted.selection;
    if (const auto* queues = select->if_contains("queues"); queues != nullptr) {
        if (!queues->is_array()) return protocol::params_invalid("select.queues must be a list of names");
        for (const auto& name : queues->get_array()) {
            if (!name.is_string()) return protocol::params_invalid("select.queues must be a list of names");
            s.queues.emplace_back(name.get_string());
        }
        if (s.queues.empty()) return protocol::params_invalid("select.queues is empty");
    }
    if (select->contains("filter")) {
        auto filter = filter_of(*select, filter::queue_fields(), clock);
        if (auto* error = std::get_if<CallError>(&filter)) return *error;
        wanted.filter = std::get<filter::Filter>(std::move(filter));
        wanted.everything = wanted.filter->everything();
    }
    s.job = text_or(*select, "job");
    s.sender = text_or(*select, "sender");
    s.recipient = text_or(*select, "recipient");
    s.envid = text_or(*select, "envid");
    s.older_than = std::chrono::milliseconds(std::max<std::int64_t>(0, int_or(*select, "older_than_ms", 0)));
    if (const std::string id = text_or(*select, "message"); !id.empty()) {
        const auto message = parse_message_id(id);
        if (!message) return protocol::params_invalid("select.message is not a message id");
        s.message = *message;
    }
    return wanted;
}

/// The selection with the filter turned into names. False when the filter finds no queue: nothing is selected then, rather than everything.
bool settle(Wanted& wanted, const Scheduler& scheduler) {
    if (!wanted.filter) return true;
    std::vector<std::string> names;
    for (const auto& row : scheduler.rows()) {
        if (!filter::matches(*wanted.filter, QueueRecord(row))) continue;
        const auto& given = wanted.selection.queues;
        if (given.empty() || std::find(given.begin(), given.end(), row.name) != given.end()) names.push_back(row.name);
    }
    wanted.selection.queues = std::move(names);
    return !wanted.selection.queues.empty();
}

using Change = std::function<Touched(Scheduler&, const Selection&, bool dry_run)>;

json::object touched_json(const Touched& t) { return {{"queues", t.queues}, {"recipients", t.recipients}, {"matched", t.matched}}; }

/// The manner of all changes: a dry run counts; the real call must not touch more than the dry run said.
asio::awaitable<Answer> change(const Backend& backend, const Call& call, Change act) {
    auto wanted = wanted_of(call.params, *backend.clock);
    if (auto* error = std::get_if<CallError>(&wanted)) co_return Answer(*error);
    const bool dry_run = bool_or(call.params, "dry_run", false);
    const bool force = bool_or(call.params, "force", false);
    const bool counted = call.params.contains("expected");
    if (!dry_run && !counted && !force) {
        co_return Answer(CallError{-32000, "dry_run.required", "make a dry run first and give the number of recipients as expected", false, {}, {}});
    }
    const auto expected = static_cast<std::uint64_t>(std::max<std::int64_t>(0, int_or(call.params, "expected", 0)));
    struct Done {
        Touched touched;
        bool grown = false;
        bool nothing = false;
    };
    auto job = [chosen = std::get<Wanted>(std::move(wanted)), act = std::move(act), dry_run, force, expected](Scheduler& scheduler) {
        Wanted settled = chosen;
        Done done;
        if (!settle(settled, scheduler)) return Result<Done>(done);
        if (settled.selection.empty()) {
            done.nothing = true;
            return Result<Done>(done);
        }
        done.touched = act(scheduler, settled.selection, true);
        done.grown = !dry_run && !force && done.touched.recipients > expected;
        if (!dry_run && !done.grown) done.touched = act(scheduler, settled.selection, false);
        return Result<Done>(done);
    };
    auto done = co_await ask_queue<Done>(*backend.queue, std::move(job));
    if (!done) co_return Answer(protocol::to_call_error(done.error()));
    if (done->nothing) co_return Answer(protocol::params_invalid("select names nothing"));
    if (done->grown) {
        CallError error{-32000, "dry_run.grown", fmt::format("by now {} recipients would be touched, more than the {} expected", done->touched.recipients, expected), true, {}, {}};
        error.arguments = touched_json(done->touched);
        co_return Answer(error);
    }
    co_return Answer(json::value(touched_json(done->touched)));
}

asio::awaitable<Answer> list(const Backend& backend, Call call) {
    auto filter = filter_of(call.params, filter::queue_fields(), *backend.clock);
    if (auto* error = std::get_if<CallError>(&filter)) co_return Answer(*error);
    const std::string group = text_or(call.params, "group", "queue");
    if (!is_grouping(group)) co_return Answer(protocol::params_invalid("group must be queue, provider, domain, vmta or job"));
    const bool jobs = group == "job";
    auto job = [jobs](Scheduler& scheduler) { return Result<std::vector<queue::QueueRow>>(jobs ? rows_of_jobs(scheduler.jobs()) : scheduler.rows()); };
    auto all = co_await ask_queue<std::vector<queue::QueueRow>>(*backend.queue, job);
    if (!all) co_return Answer(protocol::to_call_error(all.error()));

    const auto& wanted = std::get<filter::Filter>(filter);
    std::vector<queue::QueueRow> rows = jobs ? std::move(*all) : grouped_rows(*all, group);
    const auto total = rows.size();
    std::erase_if(rows, [&](const queue::QueueRow& row) { return !filter::matches(wanted, QueueRecord(row)); });
    if (!sort_rows(rows, text_or(call.params, "sort", "recipients"), bool_or(call.params, "descending", true))) {
        co_return Answer(protocol::params_invalid("there is no column to sort by with this name"));
    }
    const auto matched = rows.size();
    const auto offset = static_cast<std::size_t>(std::max<std::int64_t>(0, int_or(call.params, "offset", 0)));
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 100), 1, 1000));
    json::array table;
    for (std::size_t i = offset; i < rows.size() && i < offset + limit; ++i) table.emplace_back(queue_json_row(rows[i]));
    co_return Answer(json::value(json::object{{"columns", queue_column_names()}, {"rows", std::move(table)}, {"total", total}, {"matched", matched}}));
}

json::object reason_json(const queue::WaitReason& r) {
    return {{"limit", r.limit}, {"value", r.value}, {"origin", r.origin}, {"text", protocol::to_utf8_lossy(r.text)}, {"next_slot", time_or_null(r.next_slot)}, {"binding", r.binding}};
}

json::object detail_json(const queue::QueueDetail& d) {
    json::object row;
    const json::array values = queue_json_row(d.row);
    const auto names = protocol::queue_columns();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = values[i];
    json::array reasons;
    for (const auto& r : d.reasons) reasons.emplace_back(reason_json(r));
    json::array history;
    for (const auto& line : d.history) {
        history.emplace_back(json::object{{"time", unix_ms(line.time)}, {"what", protocol::to_utf8_lossy(line.what)}, {"why", protocol::to_utf8_lossy(line.why)}});
    }
    json::array connections;
    for (const auto& c : d.connections) {
        connections.emplace_back(json::object{{"id", c.id.value}, {"state", c.state}, {"host", protocol::to_utf8_lossy(c.host)}, {"ip", c.ip}, {"source", c.source},
                                              {"messages", c.messages}, {"since", unix_ms(c.since)}, {"tls", c.tls}});
    }
    return {{"row", std::move(row)}, {"reasons", std::move(reasons)}, {"history", std::move(history)}, {"connections", std::move(connections)}};
}

asio::awaitable<Answer> get(const Backend& backend, Call call) {
    const std::string name = text_or(call.params, "queue");
    auto job = [name](Scheduler& scheduler) { return Result<std::optional<queue::QueueDetail>>(scheduler.detail(name)); };
    auto detail = co_await ask_queue<std::optional<queue::QueueDetail>>(*backend.queue, job);
    if (!detail) co_return Answer(protocol::to_call_error(detail.error()));
    if (!detail->has_value()) co_return Answer(protocol::not_found("queue.not_found", "there is no queue " + name));
    co_return Answer(json::value(detail_json(**detail)));
}

asio::awaitable<Answer> settings(const Backend& backend, Call call) {
    const auto config = backend.config();
    std::string vmta = text_or(call.params, "vmta");
    if (vmta.empty()) vmta = config::default_virtual_mta_name;
    if (config->virtual_mta(vmta) == nullptr) co_return Answer(protocol::not_found("not_found", "there is no virtual MTA " + vmta));
    const bool secrets = call.role >= protocol::Role::admin;
    const auto shown = [secrets](const std::string& name, const std::string& value) { return secrets ? value : config::without_secret(name, value); };
    json::array rows;
    for (const auto& setting : config->explain(text_or(call.params, "domain"), vmta)) {
        std::string overrode;
        json::array overridden;
        for (const auto& o : setting.overrode) {
            const std::string value = shown(setting.directive, o.value);
            overrode += (overrode.empty() ? "" : "; ") + value + " (" + o.file + ":" + std::to_string(o.line) + ")";
            overridden.emplace_back(json::object{{"value", value}, {"file", o.file}, {"line", o.line}, {"block", o.block}});
        }
        rows.emplace_back(json::array{setting.directive, shown(setting.directive, setting.value), setting.file, setting.line, overrode, setting.is_default,
                                      setting.block, std::move(overridden)});
    }
    co_return Answer(json::value(json::object{{"columns", json::array{"name", "value", "file", "line", "overrode", "default", "block", "overridden"}},
                                              {"rows", std::move(rows)}}));
}

asio::awaitable<Answer> pause(const Backend& backend, Call call) {
    Change act = [user = call.user, reason = text_or(call.params, "reason")](Scheduler& s, const Selection& select, bool dry) {
        return s.pause(select, user, reason, dry);
    };
    co_return co_await change(backend, call, std::move(act));
}

asio::awaitable<Answer> resume(const Backend& backend, Call call) {
    Change act = [user = call.user](Scheduler& s, const Selection& select, bool dry) { return s.resume(select, user, dry); };
    co_return co_await change(backend, call, std::move(act));
}

asio::awaitable<Answer> retry(const Backend& backend, Call call) {
    const bool recipients = bool_or(call.params, "recipients", false);
    Change act = [user = call.user, recipients](Scheduler& s, const Selection& select, bool dry) { return s.retry_now(select, recipients, user, dry); };
    co_return co_await change(backend, call, std::move(act));
}

asio::awaitable<Answer> set_mode(const Backend& backend, Call call) {
    const std::string mode = text_or(call.params, "mode");
    if (mode != "normal" && mode != "backoff") co_return Answer(protocol::params_invalid("mode must be normal or backoff"));
    const auto wanted = mode == "normal" ? queue::Mode::normal : queue::Mode::backoff;
    Change act = [user = call.user, wanted](Scheduler& s, const Selection& select, bool dry) {
        return s.set_mode(select, wanted, user, "set by " + user, dry);
    };
    co_return co_await change(backend, call, std::move(act));
}

asio::awaitable<Answer> remove(const Backend& backend, Call call) {
    const bool dsn = bool_or(call.params, "dsn", false);
    Change act = [user = call.user, dsn](Scheduler& s, const Selection& select, bool dry) { return s.remove(select, dsn, user, dry); };
    co_return co_await change(backend, call, std::move(act));
}

asio::awaitable<Answer> recipients(const Backend& backend, Call call) {
    auto wanted = wanted_of(call.params, *backend.clock);
    if (auto* error = std::get_if<CallError>(&wanted)) co_return Answer(*error);
    const std::string after = text_or(call.params, "after");
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 100), 1, 1000));
    auto job = [chosen = std::get<Wanted>(std::move(wanted)), after, limit](Scheduler& scheduler) {
        Wanted settled = chosen;
        if (!settle(settled, scheduler)) return Result<queue::RecipientPage>(queue::RecipientPage{});
        return Result<queue::RecipientPage>(scheduler.recipients(settled.selection, after, limit));
    };
    auto page = co_await ask_queue<queue::RecipientPage>(*backend.queue, std::move(job));
    if (!page) co_return Answer(protocol::to_call_error(page.error()));
    json::array rows;
    for (const auto& r : page->rows) {
        rows.emplace_back(json::array{to_text(r.message), r.index, protocol::to_utf8_lossy(r.recipient), protocol::to_utf8_lossy(r.sender), r.queue,
                                      protocol::to_utf8_lossy(r.job), r.state, r.attempts, time_or_null(r.next_attempt), unix_ms(r.received), r.size});
    }
    co_return Answer(json::value(json::object{
        {"columns", json::array{"message", "recipient_index", "recipient", "sender", "queue", "job", "state", "attempts", "next_attempt", "received", "size"}},
        {"rows", std::move(rows)},
        {"cursor", page->cursor.empty() ? json::value(nullptr) : json::value(page->cursor)}}));
}

}  // namespace

void add_queue_methods(Handlers& handlers, const Backend& backend) {
    using Method = asio::awaitable<Answer> (*)(const Backend&, Call);
    const auto add = [&](std::string_view name, Method method) {
        handlers.add(name, [&backend, method](Call call) { return method(backend, std::move(call)); });
    };
    add("queues.list", list);
    add("queues.get", get);
    add("queues.settings", settings);
    add("queues.pause", pause);
    add("queues.resume", resume);
    add("queues.retry", retry);
    add("queues.set_mode", set_mode);
    add("queues.delete", remove);
    add("recipients.list", recipients);
}

}  // namespace mailrace::control
