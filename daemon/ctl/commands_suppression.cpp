// suppression: who gets no mail. lists, search, check, add, remove.
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "daemon/ctl/suppression.h"
#include "shared/config/units.h"
#include "shared/filter/times.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::bool_or;
using protocol::int_or;
using protocol::text_or;

std::optional<std::int64_t> expiry_time(const std::string& text, WallTime now) {
    if (const auto span = config::parse_interval(text); span && span->count() > 0) return unix_ms(now + *span);
    if (text.size() < 10) return std::nullopt;
    const auto time = filter::read_time(text, now);
    return time ? std::optional(time->first / 1000) : std::nullopt;
}

namespace {

const json::array& list_in(const json::object& object, std::string_view key) {
    static const json::array none;
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

std::string joined(const json::array& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ",") + one_line(word.is_string() ? std::string_view(word.get_string()) : std::string_view{});
    return out;
}

std::string automatic_text(const json::object& list) {
    std::string out;
    for (const auto& item : list_in(list, "automatic")) {
        const auto& rule = item.as_object();
        out += (out.empty() ? "" : "; ") + joined(list_in(rule, "categories"));
        if (int_or(rule, "after", 1) > 1) out += " x" + std::to_string(int_or(rule, "after", 1)) + " in " + duration_text(int_or(rule, "within_s", 0) * 1000);
        if (const auto* expires = rule.if_contains("expires_s"); expires != nullptr && !expires->is_null()) out += ", for " + duration_text(int_or(rule, "expires_s", 0) * 1000);
    }
    return out.empty() ? "-" : out;
}

void print_lists(const json::value& answer) {
    TextTable table({{"list", false, 0}, {"entries", true}, {"from configuration", true}, {"kept as"}, {"used by"}, {"enter by themselves", false, 70}, {"last added"}, {"place", false, 0}});
    for (const auto& item : list_in(answer.as_object(), "lists")) {
        const auto& l = item.as_object();
        const std::string place = text_or(l, "place");
        table.add({one_line(text_or(l, "name")), grouped(int_or(l, "entries", 0)), grouped(int_or(l, "from_configuration", 0)), text_or(l, "algorithm", "addresses"),
                   l.contains("sources") && !list_in(l, "sources").empty() ? joined(list_in(l, "sources")) : "nobody", automatic_text(l), time_text(int_or(l, "last_added", 0)),
                   place.empty() ? "not in the configuration any more" : one_line(place)});
    }
    if (table.empty()) std::cout << "no lists: <address-list NAME> in the configuration makes one\n";
    else std::cout << table.text();
}

std::string until(std::int64_t expires) { return expires == 0 ? "never" : time_text(expires); }

void print_matches(const json::object& o, const std::string& address) {
    if (!bool_or(o, "suppressed", false)) {
        std::cout << one_line(address) << " is on no list\n";
        return;
    }
    TextTable table({{"list"}, {"kind"}, {"entry", false, 70}, {"origin", false, 70}, {"added"}, {"expires"}, {"used by"}, {"reason", false, 70}});
    for (const auto& item : list_in(o, "matches")) {
        const auto& m = item.as_object();
        table.add({one_line(text_or(m, "list")), text_or(m, "kind"), one_line(text_or(m, "value")), one_line(text_or(m, "origin")), time_text(int_or(m, "added", 0)), until(int_or(m, "expires", 0)),
                   list_in(m, "sources").empty() ? "nobody" : joined(list_in(m, "sources")), one_line(text_or(m, "reason"))});
    }
    std::cout << table.text();
}

int check(Client& client, const Options& options, const std::string& address) {
    const auto answer = client.call("suppression.check", {{"address", address}}, std::chrono::seconds(options.timeout_seconds));
    if (!answer) return report(answer.error());
    if (options.as_json) std::cout << json::serialize(*answer) << "\n";
    else print_matches(answer->as_object(), address);
    // For scripts: 0 may be mailed, 3 may not.
    return bool_or(answer->as_object(), "suppressed", false) ? 3 : 0;
}

struct SearchOptions {
    std::string text, list, kind, origin;
    int max_items = 50;
};

/// Pages until there are enough rows: one may be empty while the search goes on.
int search(Client& client, const Options& options, const SearchOptions& wanted) {
    json::object params{{"text", wanted.text}, {"list", wanted.list}, {"kind", wanted.kind}, {"origin", wanted.origin}};
    TextTable table({{"list"}, {"kind"}, {"entry", false, 70}, {"origin", false, 70}, {"added"}, {"expires"}, {"reason", false, 70}});
    int count = 0;
    for (bool more = true; more && count < wanted.max_items;) {
        params["limit"] = std::min(1000, wanted.max_items - count);
        const auto answer = client.call("suppression.search", params, std::chrono::seconds(options.timeout_seconds));
        if (!answer) return report(answer.error());
        const TableView view(*answer);
        for (std::size_t i = 0; i < view.size(); ++i, ++count) {
            if (options.as_json) {
                json::object row;
                const auto& columns = answer->at("columns").as_array();
                for (std::size_t c = 0; c < columns.size(); ++c) row[columns[c].as_string()] = answer->at("rows").as_array()[i].as_array()[c];
                std::cout << json::serialize(row) << "\n";
                continue;
            }
            table.add({one_line(view.text(i, "list")), view.text(i, "kind"), one_line(view.text(i, "value")), one_line(view.text(i, "origin")), time_text(view.number(i, "added")),
                       until(view.number(i, "expires")), one_line(view.text(i, "reason"))});
        }
        params["cursor"] = text_or(answer->as_object(), "cursor");
        more = !text_or(answer->as_object(), "cursor").empty();
    }
    if (options.as_json) return 0;
    if (count == 0) std::cout << "no such entry\n";
    else std::cout << table.text();
    return 0;
}

struct ChangeOptions {
    std::string list, kind, reason, expires;
    std::vector<std::string> values;
    bool dry_run = false;
};

std::optional<json::object> change_params(const ChangeOptions& wanted) {
    json::array entries;
    for (const auto& value : wanted.values) {
        json::object entry{{"value", value}};
        if (!wanted.kind.empty()) entry["kind"] = wanted.kind;
        entries.emplace_back(std::move(entry));
    }
    json::object params{{"list", wanted.list}, {"entries", std::move(entries)}, {"dry_run", wanted.dry_run}};
    if (!wanted.reason.empty()) params["reason"] = wanted.reason;
    if (!wanted.expires.empty()) {
        const auto time = expiry_time(wanted.expires, SystemClock::instance().wall());
        if (!time) {
            (void)report(Error::invalid("--expires is a time span such as 90d, or a date such as 2026-12-31"));
            return std::nullopt;
        }
        params["expires"] = *time;
    }
    return params;
}

int change(Client& client, const Options& options, const ChangeOptions& wanted, bool adding) {
    auto params = change_params(wanted);
    if (!params) return 2;
    const auto answer = client.call(adding ? "suppression.add" : "suppression.remove", std::move(*params), std::chrono::seconds(options.timeout_seconds));
    if (!answer) return report(answer.error());
    const auto& o = answer->as_object();
    if (options.as_json) {
        std::cout << json::serialize(*answer) << "\n";
    } else {
        const std::string would = wanted.dry_run ? "would be " : "";
        std::cout << (adding ? would + "added " + grouped(int_or(o, "added", 0)) + ", already there " + grouped(int_or(o, "present", 0))
                             : would + "removed " + grouped(int_or(o, "removed", 0)) + ", not on the list " + grouped(int_or(o, "missing", 0)))
                  << "\n";
        for (const auto& item : list_in(o, "refused")) std::cerr << one_line(text_or(item.as_object(), "value")) << ": " << one_line(text_or(item.as_object(), "why")) << "\n";
    }
    return list_in(o, "refused").empty() ? 0 : 1;
}

void add_change(CLI::App& group, Context& context, bool adding) {
    auto* command = group.add_subcommand(adding ? "add" : "remove", adding ? "Put entries on a list" : "Take entries off a list");
    auto wanted = std::make_shared<ChangeOptions>();
    command->add_option("LIST", wanted->list, "A list that suppression lists shows")->required();
    command->add_option("ENTRY", wanted->values, "user@domain, a local part, @domain, *.domain, [*.]domain or /pattern/")->required();
    command->add_option("--kind", wanted->kind, "What the entries are, where their form does not tell")->check(CLI::IsMember({"address", "local-part", "domain", "pattern"}));
    if (adding) {
        command->add_option("--reason", wanted->reason, "Why: shown with the entry, and to whom hands mail in");
        command->add_option("--expires", wanted->expires, "A time span from now (90d), or a date (2026-12-31); never without it");
    }
    command->add_flag("--dry-run", wanted->dry_run, "Only say what would change");
    command->callback([&context, wanted, adding] { context.run = [&context, wanted, adding](Client& client) { return change(client, context.options, *wanted, adding); }; });
}

}  // namespace

void add_suppression_commands(CLI::App& app, Context& context) {
    auto* group = app.add_subcommand("suppression", "Addresses that get no mail");
    group->require_subcommand(1);
    group->add_subcommand("lists", "The lists, who uses them and what enters them by itself")->callback([&context] {
        context.run = [&context](Client& client) { return call_and_print(client, context.options, "suppression.lists", {}, print_lists); };
    });

    auto* find = group->add_subcommand("search", "Entries, newest first in each list");
    auto wanted = std::make_shared<SearchOptions>();
    find->add_option("TEXT", wanted->text, "Part of an entry; for lists of digests the whole address");
    find->add_option("--list", wanted->list, "Only this list");
    find->add_option("--kind", wanted->kind, "Only this kind")->check(CLI::IsMember({"address", "local-part", "domain", "pattern"}));
    find->add_option("--origin", wanted->origin, "How the origin begins: admin, import, automatic, configuration");
    find->add_option("--maxitems", wanted->max_items, "At most so many rows")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    find->callback([&context, wanted] { context.run = [&context, wanted](Client& client) { return search(client, context.options, *wanted); }; });

    auto* question = group->add_subcommand("check", "Is an address on a list, and why? Exit code 3 when it is");
    auto address = std::make_shared<std::string>();
    question->add_option("ADDRESS", *address, "An address")->required();
    question->callback([&context, address] { context.run = [&context, address](Client& client) { return check(client, context.options, *address); }; });

    add_change(*group, context, true);
    add_change(*group, context, false);
    add_suppression_file_commands(*group, context);
}

}  // namespace mailrace::ctl
