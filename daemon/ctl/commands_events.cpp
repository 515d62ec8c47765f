#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::int_or;
using protocol::text_or;

namespace {

struct EventOptions {
    std::vector<std::string> filter;
    bool follow = false;
    int max_items = 50;
    std::string text() const {
        std::string all;
        for (const auto& part : filter) all += (all.empty() ? "" : " ") + part;
        return all;
    }
};

void print_event(const TableView& view, std::size_t i) {
    const std::string response = view.text(i, "response");
    std::string who = view.text(i, "recipient");
    if (who.empty()) who = view.text(i, "queue");
    std::cout << clock_text(view.number(i, "time")) << "  " << view.text(i, "type");
    for (std::size_t pad = view.text(i, "type").size(); pad < 15; ++pad) std::cout << ' ';
    std::cout << one_line(who) << "  " << one_line(response.empty() ? view.text(i, "text") : response);
    const std::string host = view.text(i, "remote_host");
    if (!host.empty()) std::cout << "  [" << one_line(host) << " " << view.text(i, "remote_ip") << "]";
    std::cout << "\n";
}

void print_rows(const json::value& table, bool as_json) {
    const TableView view(table);
    // Newest last, as a log reads.
    for (std::size_t i = view.size(); i-- > 0;) {
        if (!as_json) {
            print_event(view, i);
            continue;
        }
        json::object row;
        const auto& columns = table.at("columns").as_array();
        for (std::size_t c = 0; c < columns.size(); ++c) row[columns[c].as_string()] = table.at("rows").as_array()[i].as_array()[c];
        std::cout << json::serialize(row) << "\n";
    }
    std::cout.flush();
}

/// Follows by reading pages after the newest id that was printed, woken by the topic: no event is passed over, however many come at once.
int follow(Client& client, const Options& options, const std::string& filter, std::int64_t newest) {
    auto subscribed = client.call("subscribe", {{"topic", "events"}, {"params", json::object{{"filter", filter}}}, {"rate_ms", 500}});
    if (!subscribed) return report(subscribed.error());
    for (;;) {
        for (;;) {
            auto page = client.call("events.page", {{"filter", filter}, {"after", newest}, {"limit", 1000}});
            if (!page) return report(page.error());
            const TableView view(*page);
            if (view.size() == 0) break;
            print_rows(*page, options.as_json);
            newest = view.number(0, "id");
        }
        auto next = client.next(std::chrono::seconds(5));
        if (!next) return report(next.error());
    }
}

}  // namespace

void add_event_commands(CLI::App& app, Context& context) {
    auto* events = app.add_subcommand("events", "The history: what happened, with the receivers' answers");
    auto o = std::make_shared<EventOptions>();
    events->add_option("filter", o->filter, "For example: type:bounce provider:gmail since:2h \"blocked\"");
    events->add_flag("--follow,-f", o->follow, "Go on with new events");
    events->add_option("--maxitems", o->max_items, "The newest so many")->check(CLI::Range(0, 1000))->capture_default_str();
    events->callback([&context, o] {
        context.run = [&context, o](Client& client) {
            std::int64_t newest = 0;
            const int wanted = std::max(o->max_items, 1);
            auto page = client.call("events.page", {{"filter", o->text()}, {"limit", wanted}});
            if (!page) {
                if (client.failure() && client.failure()->word == "filter.invalid") std::cerr << "filter: ";
                return report(page.error());
            }
            const TableView view(*page);
            if (view.size() > 0) newest = view.number(0, "id");
            if (o->max_items > 0) print_rows(*page, context.options.as_json);
            return o->follow ? follow(client, context.options, o->text(), newest) : 0;
        };
    });
}

}  // namespace mailrace::ctl
