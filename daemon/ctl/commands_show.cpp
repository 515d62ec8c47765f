#include <cstdio>
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::int_or;
using protocol::text_or;

namespace {

std::string rate_text(const json::object& rates, std::string_view name) {
    const auto* v = rates.if_contains(name);
    char text[32];
    std::snprintf(text, sizeof text, "%.1f/s", v != nullptr && v->is_number() ? v->to_number<double>() : 0.0);
    return text;
}

void print_status(const json::value& answer) {
    const auto& o = answer.as_object();
    const auto& rates = o.at("rates").as_object();
    const auto& spool = o.at("spool").as_object();
    std::cout << "mailraced " << text_or(o, "version") << ", process " << int_or(o, "pid", 0) << ", up "
              << duration_text(int_or(o, "time", 0) - int_or(o, "started", 0)) << "\n\n";
    TextTable table({{"recipients"}, {"total", true}, {"now", true}});
    for (const char* name : {"received", "generated", "delivered", "deferred", "bounced", "rejected", "complaints", "expired", "deleted"}) {
        table.add({name, grouped(int_or(o, name, 0)), rates.contains(name) ? rate_text(rates, name) : ""});
    }
    std::cout << table.text() << "\n";
    const std::int64_t oldest = int_or(o, "oldest", 0);
    std::cout << "queued       " << grouped(int_or(o, "queued", 0)) << " recipients in " << grouped(int_or(o, "queues", 0)) << " queues";
    if (oldest != 0) std::cout << ", oldest " << duration_text(int_or(o, "time", 0) - oldest);
    std::cout << "\nconnections  in " << int_or(o, "connections_in", 0) << " of " << int_or(o, "connections_in_max", 0) << ", out "
              << int_or(o, "connections_out", 0) << " of " << int_or(o, "connections_out_max", 0) << " (" << int_or(o, "connections_idle", 0)
              << " idle)\nspool        " << size_text(int_or(spool, "bytes", 0)) << " used, " << size_text(int_or(spool, "free", 0))
              << " free, " << grouped(int_or(spool, "messages", 0)) << " messages\nmemory       " << size_text(int_or(o, "memory", 0)) << "\n";
    const std::string refusal = text_or(spool, "refusal");
    if (!refusal.empty()) std::cout << "NOT ACCEPTING MAIL: " << refusal << "\n";
}

void print_queues(const json::value& answer) {
    const TableView view(answer);
    TextTable table({{"queue", false, 40}, {"rcpt", true}, {"conn", true}, {"state"}, {"next", false}, {"waiting for", false, 50}, {"last response", false, 60}});
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto next = view.number(i, "next_attempt");
        std::string state = view.text(i, "state");
        if (view.text(i, "mode") == "backoff") state += " backoff";
        table.add({view.text(i, "name"), grouped(view.number(i, "recipients")), grouped(view.number(i, "connections")), state,
                   next == 0 ? "" : clock_text(next).substr(0, 8), one_line(view.text(i, "waiting_text")), one_line(view.text(i, "last_response"))});
    }
    if (table.empty()) {
        std::cout << "no queues\n";
        return;
    }
    std::cout << table.text();
    const auto total = int_or(answer.as_object(), "matched", 0);
    if (total > static_cast<std::int64_t>(view.size())) std::cout << "… " << grouped(total - static_cast<std::int64_t>(view.size())) << " more\n";
}

void print_groups(const json::value& answer) {
    const TableView view(answer);
    TextTable table({{"name", false, 50}, {"rcpt", true}, {"size", true}, {"conn", true}, {"delivered", true}, {"bounced", true}, {"last response", false, 60}});
    for (std::size_t i = 0; i < view.size(); ++i) {
        table.add({view.text(i, "name"), grouped(view.number(i, "recipients")), size_text(view.number(i, "bytes")),
                   grouped(view.number(i, "connections")), grouped(view.number(i, "delivered")), grouped(view.number(i, "bounced")),
                   one_line(view.text(i, "last_response"))});
    }
    std::cout << (table.empty() ? std::string("nothing queued\n") : table.text());
}

void print_settings(const json::value& answer) {
    const TableView view(answer);
    TextTable table({{"setting"}, {"value", false, 60}, {"set by", false, 0}, {"overrode", false, 60}});
    for (std::size_t i = 0; i < view.size(); ++i) {
        const std::string file = view.text(i, "file");
        table.add({view.text(i, "name"), one_line(view.text(i, "value")), file.empty() ? "default" : file + ":" + view.text(i, "line"),
                   one_line(view.text(i, "overrode"))});
    }
    std::cout << table.text();
}

struct ListOptions {
    std::string filter;
    std::string sort = "recipients";
    int max_items = 20;
};

void add_list(CLI::App& show, Context& context, const std::string& name, const std::string& help, const std::string& group, const std::string& sort,
              bool queues) {
    auto* command = show.add_subcommand(name, help);
    auto options = std::make_shared<ListOptions>();
    options->sort = sort;
    command->add_option("filter", options->filter, "Queue filter, for example mode:backoff depth:>1000");
    command->add_option("--maxitems", options->max_items, "At most so many rows")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--sort", options->sort, "name, rcpt or size, or any column")->capture_default_str();
    command->callback([&context, options, group, queues] {
        context.run = [&context, options, group, queues](Client& client) {
            std::string column = options->sort == "rcpt" ? "recipients" : options->sort == "size" ? "bytes" : options->sort;
            const json::object params{{"group", group}, {"filter", options->filter}, {"sort", column}, {"descending", column != "name"},
                                      {"offset", 0}, {"limit", options->max_items}};
            return call_and_print(client, context.options, "queues.list", params, queues ? print_queues : print_groups);
        };
    });
}

}  // namespace

void add_show_commands(CLI::App& app, Context& context) {
    auto* show = app.add_subcommand("show", "Show the state of the daemon");
    show->require_subcommand(1);
    show->add_subcommand("status", "Totals, rates, connections, spool")->callback([&context] {
        context.run = [&context](Client& client) { return call_and_print(client, context.options, "status.get", {}, print_status); };
    });
    add_list(*show, context, "queues", "Queues by name", "queue", "name", true);
    add_list(*show, context, "topqueues", "Queues with most recipients first", "queue", "recipients", true);
    add_list(*show, context, "domains", "Queued mail by recipient domain", "domain", "recipients", false);
    add_list(*show, context, "vmtas", "Queued mail by virtual MTA", "vmta", "recipients", false);
    add_list(*show, context, "providers", "Queued mail by provider", "provider", "recipients", false);
    add_list(*show, context, "jobs", "Queued mail by job", "job", "recipients", false);

    add_show_accounting(*show, context);

    auto* settings = show->add_subcommand("settings", "Effective settings of a queue, each with the line that set it");
    auto target = std::make_shared<std::string>();
    settings->add_option("domain", *target, "DOMAIN or DOMAIN/VMTA")->required();
    settings->callback([&context, target] {
        context.run = [&context, target](Client& client) {
            const auto slash = target->find('/');
            json::object params{{"domain", target->substr(0, slash)}};
            if (slash != std::string::npos) params["vmta"] = target->substr(slash + 1);
            return call_and_print(client, context.options, "queues.settings", params, print_settings);
        };
    });
    show->add_subcommand("version", "Versions of daemon and command line")->callback([&context] {
        context.run = [&context](Client& client) {
            const auto& hello = client.hello();
            if (context.options.as_json) {
                std::cout << json::serialize(hello) << "\n";
            } else {
                std::cout << "mailraced " << text_or(hello, "version") << " on " << text_or(hello, "host") << ", protocol 1.0, you are "
                          << text_or(hello, "user") << " (" << text_or(hello, "role") << ")\n";
            }
            return 0;
        };
    });
}

}  // namespace mailrace::ctl
