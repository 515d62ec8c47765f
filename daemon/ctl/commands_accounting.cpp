// show accounting, rotate acct.
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"

namespace mailrace::ctl {

namespace {

void print_targets(const json::value& answer) {
    const TableView view(answer);
    TextTable table({{"kind"}, {"target", false, 50}, {"records"}, {"state"}, {"written", true}, {"waiting", true}, {"last"}, {"problem", false, 70}});
    for (std::size_t i = 0; i < view.size(); ++i) {
        std::string state = view.text(i, "state");
        if (!view.is_null(i, "next")) state += ", next " + clock_text(view.number(i, "next")).substr(0, 8);
        std::string written = grouped(view.number(i, "written"));
        if (const auto dead = view.number(i, "dead_letters"); dead != 0) written += " (" + grouped(dead) + " given up)";
        table.add({view.text(i, "kind"), one_line(view.text(i, "target")), view.text(i, "records"), state, written, grouped(view.number(i, "waiting")),
                   view.is_null(i, "last") ? "-" : time_text(view.number(i, "last")), one_line(view.text(i, "problem"))});
    }
    std::cout << (table.empty() ? std::string("no <acct-file> and no <webhook> is configured\n") : table.text());
}

void print_rotated(const json::value& answer) {
    const auto& files = answer.at("files").as_array();
    if (files.empty()) std::cout << "no accounting file is configured\n";
    for (const auto& file : files) std::cout << "finished " << one_line(std::string(file.as_string())) << "\n";
}

}  // namespace

void add_show_accounting(CLI::App& show, Context& context) {
    show.add_subcommand("accounting", "Accounting files, programs and webhooks: how far each has come")->callback([&context] {
        context.run = [&context](Client& client) { return call_and_print(client, context.options, "accounting.list", {}, print_targets); };
    });
}

void add_rotate_commands(CLI::App& app, Context& context) {
    auto* rotate = app.add_subcommand("rotate", "Finish files and begin new ones");
    rotate->require_subcommand(1);
    auto* acct = rotate->add_subcommand("acct", "Accounting files");
    auto target = std::make_shared<std::string>();
    acct->add_option("file", *target, "One of them, as in <acct-file>; all without it");
    acct->callback([&context, target] {
        context.run = [&context, target](Client& client) {
            json::object params;
            if (!target->empty()) params["target"] = *target;
            return call_and_print(client, context.options, "accounting.rotate", params, print_rotated);
        };
    });
}

}  // namespace mailrace::ctl
