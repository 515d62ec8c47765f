// suppression.*: who gets no mail. The work is done on the thread of the lists; every change is an event with the name of its author.
#include <algorithm>

#include "daemon/control/async.h"
#include "daemon/control/methods.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::bool_or;
using protocol::int_or;
using protocol::text_or;
using protocol::to_utf8_lossy;
using suppression::Change;
using suppression::Lists;
using suppression::NewEntry;
using suppression::Refusal;

namespace {

constexpr std::size_t kMostEntries = 10'000;
constexpr std::size_t kLongestReason = 200;

asio::awaitable<Answer> ask(const Backend& backend, std::function<Answer(Lists&)> function) {
    auto question = [function = std::move(function)](Lists& lists) { return Result<Answer>(function(lists)); };
    auto answer = co_await ask_suppression<Answer>(*backend.suppression, std::move(question));
    if (!answer) co_return Answer(protocol::to_call_error(answer.error()));
    co_return std::move(*answer);
}

CallError call_error(const Refusal& refusal) {
    CallError error;
    error.word = refusal.word;
    error.message = to_utf8_lossy(refusal.words);
    error.retry = refusal.word == suppression::kFailed;
    return error;
}

json::value time_or_null(const std::optional<std::int64_t>& time) { return time ? json::value(*time) : json::value(nullptr); }

json::array texts(const std::vector<std::string>& list) {
    json::array out;
    for (const auto& text : list) out.emplace_back(to_utf8_lossy(text));
    return out;
}

json::array automatic_json(const suppression::AutomaticEntry& rule) {
    const auto seconds = [](Duration d) { return std::chrono::duration_cast<std::chrono::seconds>(d).count(); };
    const json::value expires = rule.expires ? json::value(seconds(*rule.expires)) : json::value(nullptr);
    json::array out;
    if (!rule.categories.empty()) out.emplace_back(json::object{{"categories", texts(rule.categories)}, {"after", rule.after}, {"within_s", seconds(rule.within)}, {"expires_s", expires}});
    if (rule.complaints) out.emplace_back(json::object{{"categories", json::array{"complaint"}}, {"after", 1}, {"within_s", 0}, {"expires_s", expires}});
    return out;
}

asio::awaitable<Answer> lists(const Backend& backend, Call) {
    auto work = [](Lists& lists) -> Answer {
        json::array out;
        for (const auto& info : lists.info()) {
            json::object o{{"name", to_utf8_lossy(info.name)},
                           {"entries", info.entries},
                           {"from_configuration", info.from_configuration},
                           {"hashed", info.digest.has_value()},
                           {"automatic", automatic_json(info.automatic)},
                           {"sources", texts(info.sources)},
                           {"place", to_utf8_lossy(info.place)},
                           {"last_added", time_or_null(info.last_added)}};
            if (info.digest) o["algorithm"] = auth::to_string(*info.digest);
            out.emplace_back(std::move(o));
        }
        return json::value(json::object{{"lists", std::move(out)}});
    };
    co_return co_await ask(backend, std::move(work));
}

/// "kind" of an object: nothing when it is missing; an error when it is none.
std::variant<std::optional<feedback::EntryKind>, CallError> kind_in(const json::object& o) {
    const std::string text = text_or(o, "kind");
    if (text.empty()) return std::optional<feedback::EntryKind>();
    const auto kind = feedback::parse_entry_kind(text);
    if (!kind) return protocol::params_invalid("kind is address, local-part, domain or pattern");
    return kind;
}

asio::awaitable<Answer> search(const Backend& backend, Call call) {
    auto kind = kind_in(call.params);
    if (auto* error = std::get_if<CallError>(&kind)) co_return Answer(std::move(*error));
    suppression::Search wanted;
    wanted.list = text_or(call.params, "list");
    wanted.text = text_or(call.params, "text");
    wanted.origin = text_or(call.params, "origin");
    wanted.kind = std::get<0>(kind);
    wanted.cursor = text_or(call.params, "cursor");
    wanted.limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 100), 1, 1000));
    auto work = [wanted](Lists& lists) -> Answer {
        auto found = lists.search(wanted);
        if (const auto* refusal = std::get_if<Refusal>(&found)) return call_error(*refusal);
        const auto& page = std::get<0>(found);
        json::array rows;
        for (const auto& m : page.rows)
            rows.emplace_back(json::array{to_utf8_lossy(m.list), feedback::to_string(m.kind), to_utf8_lossy(m.value), to_utf8_lossy(m.reason), to_utf8_lossy(m.origin),
                                          m.added != 0 ? json::value(m.added) : json::value(nullptr), time_or_null(m.expires)});
        return json::value(json::object{{"columns", json::array{"list", "kind", "value", "reason", "origin", "added", "expires"}},
                                        {"rows", std::move(rows)},
                                        {"cursor", page.cursor.empty() ? json::value(nullptr) : json::value(to_utf8_lossy(page.cursor))},
                                        {"matched_estimate", page.matched_estimate}});
    };
    co_return co_await ask(backend, std::move(work));
}

asio::awaitable<Answer> check(const Backend& backend, Call call) {
    const std::string address = text_or(call.params, "address");
    if (const auto entry = feedback::parse_entry(address, feedback::EntryKind::address); !entry)
        co_return Answer(call_error({suppression::kBadEntry, '"' + address + "\" is no address: " + entry.error().words}));
    auto work = [address](Lists& lists) -> Answer {
        json::array matches;
        for (const auto& m : lists.all(address))
            matches.emplace_back(json::object{{"list", to_utf8_lossy(m.list)},
                                              {"kind", feedback::to_string(m.kind)},
                                              {"value", to_utf8_lossy(m.value)},
                                              {"reason", to_utf8_lossy(m.reason)},
                                              {"origin", to_utf8_lossy(m.origin)},
                                              {"added", m.added != 0 ? json::value(m.added) : json::value(nullptr)},
                                              {"expires", time_or_null(m.expires)},
                                              {"sources", texts(m.sources)}});
        return json::value(json::object{{"suppressed", !matches.empty()}, {"matches", std::move(matches)}});
    };
    co_return co_await ask(backend, std::move(work));
}

struct Wanted {
    std::string list;
    std::vector<NewEntry> entries;
    std::vector<std::size_t> indexes;          // of the lines that the entries come from
    std::vector<suppression::Refused> refused; // lines that are none
    std::uint64_t refused_total = 0;
    bool dry_run = false;
    std::string reason;
};

/// What add, remove and import have in common.
std::variant<Wanted, CallError> wanted_in(const Call& call, std::string_view array_name) {
    Wanted wanted;
    wanted.list = text_or(call.params, "list");
    wanted.dry_run = bool_or(call.params, "dry_run", false);
    wanted.reason = text_or(call.params, "reason");
    if (wanted.reason.size() > kLongestReason) return protocol::params_invalid("a reason has at most 200 bytes");
    if (call.params.at(array_name).as_array().size() > kMostEntries) return protocol::params_invalid("at most 10000 " + std::string(array_name) + " in one call");
    if (const auto* expires = call.params.if_contains("expires"); expires != nullptr && !expires->is_null() && int_or(call.params, "expires", 0) <= 0)
        return protocol::params_invalid("expires is a time after 1970");
    return wanted;
}

std::optional<std::int64_t> expires_in(const Call& call) {
    const std::int64_t expires = int_or(call.params, "expires", 0);
    return expires > 0 ? std::optional(expires) : std::nullopt;
}

std::variant<Wanted, CallError> entries_in(const Call& call) {
    auto made = wanted_in(call, "entries");
    auto* wanted = std::get_if<Wanted>(&made);
    if (wanted == nullptr) return made;
    for (const auto& item : call.params.at("entries").as_array()) {
        if (!item.is_object() || text_or(item.get_object(), "value").empty()) return protocol::params_invalid("entries are objects with a value");
        auto kind = kind_in(item.get_object());
        if (auto* error = std::get_if<CallError>(&kind)) return std::move(*error);
        wanted->entries.push_back({text_or(item.get_object(), "value"), std::get<0>(kind), wanted->reason, "admin " + call.user, {}, expires_in(call)});
    }
    return made;
}

std::string change_words(const Wanted& wanted, std::uint64_t count, std::string_view what) {
    std::string words = "suppression list " + wanted.list + ": " + std::to_string(count) + (count == 1 ? " entry " : " entries ") + std::string(what);
    if (count == 1 && wanted.entries.size() == 1) words += ": " + wanted.entries.front().value;
    if (!wanted.reason.empty()) words += " (" + wanted.reason + ")";
    return words;
}

/// Who changed what is told on the control thread, when it has happened.
asio::awaitable<Answer> change(const Backend& backend, Call call, Wanted wanted, std::string_view what, std::function<Answer(Lists&, const Wanted&, std::uint64_t& count)> work) {
    const auto count = std::make_shared<std::uint64_t>(0);
    const auto shared = std::make_shared<const Wanted>(std::move(wanted));
    auto job = [shared, work = std::move(work), count](Lists& lists) { return work(lists, *shared, *count); };
    Answer answer = co_await ask(backend, std::move(job));
    if (*count != 0 && !shared->dry_run) backend.record(call.user, change_words(*shared, *count, what));
    co_return answer;
}

asio::awaitable<Answer> add(const Backend& backend, Call call) {
    auto wanted = entries_in(call);
    if (auto* error = std::get_if<CallError>(&wanted)) co_return Answer(std::move(*error));
    auto work = [](Lists& lists, const Wanted& w, std::uint64_t& count) -> Answer {
        const auto done = lists.add(w.list, w.entries, w.dry_run);
        if (const auto* refusal = std::get_if<Refusal>(&done)) return call_error(*refusal);
        const auto& c = std::get<Change>(done);
        count = c.changed;
        json::array refused;
        for (const auto& r : c.refused) refused.emplace_back(json::object{{"value", to_utf8_lossy(r.value)}, {"why", to_utf8_lossy(r.why)}});
        return json::value(json::object{{"added", c.changed}, {"present", c.unchanged}, {"refused", std::move(refused)}});
    };
    co_return co_await change(backend, std::move(call), std::get<0>(std::move(wanted)), "added", std::move(work));
}

asio::awaitable<Answer> remove(const Backend& backend, Call call) {
    auto wanted = entries_in(call);
    if (auto* error = std::get_if<CallError>(&wanted)) co_return Answer(std::move(*error));
    auto work = [](Lists& lists, const Wanted& w, std::uint64_t& count) -> Answer {
        const auto done = lists.remove(w.list, w.entries, w.dry_run);
        if (const auto* refusal = std::get_if<Refusal>(&done)) return call_error(*refusal);
        count = std::get<Change>(done).changed;
        return json::value(json::object{{"removed", count}, {"missing", std::get<Change>(done).unchanged}});
    };
    co_return co_await change(backend, std::move(call), std::get<0>(std::move(wanted)), "removed", std::move(work));
}

/// Lines are read here, on the control thread's turn: ten thousand take a few milliseconds.
std::variant<Wanted, CallError> lines_in(const Call& call) {
    auto made = wanted_in(call, "lines");
    auto* wanted = std::get_if<Wanted>(&made);
    if (wanted == nullptr) return made;
    const auto& lines = call.params.at("lines").as_array();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].is_string()) return protocol::params_invalid("lines are texts");
        const std::string_view text(lines[i].get_string());
        auto line = feedback::parse_list_line(text);
        if (!line) {
            ++wanted->refused_total;
            if (wanted->refused.size() < 100) wanted->refused.push_back({i, std::string(text.substr(0, 400)), line.error().words});
            continue;
        }
        if (!*line) continue;
        auto& l = **line;
        wanted->entries.push_back({std::move(l.value), l.kind, l.reason.empty() ? wanted->reason : l.reason, "import " + call.user, l.added, l.expires ? l.expires : expires_in(call)});
        wanted->indexes.push_back(i);
    }
    return made;
}

asio::awaitable<Answer> import(const Backend& backend, Call call) {
    auto wanted = lines_in(call);
    if (auto* error = std::get_if<CallError>(&wanted)) co_return Answer(std::move(*error));
    auto work = [](Lists& lists, const Wanted& w, std::uint64_t& count) -> Answer {
        const auto done = lists.add(w.list, w.entries, w.dry_run);
        if (const auto* refusal = std::get_if<Refusal>(&done)) return call_error(*refusal);
        const auto& c = std::get<Change>(done);
        count = c.changed;
        auto all = w.refused;
        for (const auto& r : c.refused) all.push_back({w.indexes[r.index], r.value, r.why});
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
        json::array refused;
        for (std::size_t i = 0; i < std::min<std::size_t>(all.size(), 100); ++i)
            refused.emplace_back(json::object{{"line", all[i].index}, {"text", to_utf8_lossy(all[i].value)}, {"why", to_utf8_lossy(all[i].why)}});
        return json::value(json::object{{"added", c.changed}, {"present", c.unchanged}, {"refused", std::move(refused)}, {"refused_total", c.refused_total + w.refused_total}});
    };
    co_return co_await change(backend, std::move(call), std::get<0>(std::move(wanted)), "imported", std::move(work));
}

asio::awaitable<Answer> export_lines(const Backend& backend, Call call) {
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(int_or(call.params, "limit", 10'000), 1, 10'000));
    auto work = [list = text_or(call.params, "list"), cursor = text_or(call.params, "cursor"), limit](Lists& lists) -> Answer {
        auto done = lists.export_lines(list, cursor, limit);
        if (const auto* refusal = std::get_if<Refusal>(&done)) return call_error(*refusal);
        const auto& [lines, next] = std::get<0>(done);
        return json::value(json::object{{"lines", texts(lines)}, {"cursor", next.empty() ? json::value(nullptr) : json::value(to_utf8_lossy(next))}});
    };
    co_return co_await ask(backend, std::move(work));
}

}  // namespace

void add_suppression_methods(Handlers& handlers, const Backend& backend) {
    const auto add_method = [&](std::string_view name, auto function) {
        handlers.add(name, [&backend, function](Call call) { return function(backend, std::move(call)); });
    };
    add_method("suppression.lists", lists);
    add_method("suppression.search", search);
    add_method("suppression.check", check);
    add_method("suppression.add", add);
    add_method("suppression.remove", remove);
    add_method("suppression.import", import);
    add_method("suppression.export", export_lines);
}

}  // namespace mailrace::control
