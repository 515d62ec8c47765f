#include <cstdio>
#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "daemon/platform/terminal.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::int_or;
using protocol::text_or;

namespace {

struct TopState {
    std::string group = "queue";
    std::string sort = "recipients";
    bool paused = false;
};

std::string rate(const json::object& rates, std::string_view name) {
    const auto* v = rates.if_contains(name);
    char text[32];
    std::snprintf(text, sizeof text, "%.0f/s", v != nullptr && v->is_number() ? v->to_number<double>() : 0.0);
    return text;
}

std::string header(const json::object& status, const std::string& host) {
    const auto& rates = status.at("rates").as_object();
    const auto& spool = status.at("spool").as_object();
    std::string out = "Mailrace on " + host + "  " + time_text(int_or(status, "time", 0)) + "  up " +
                      duration_text(int_or(status, "time", 0) - int_or(status, "started", 0)) + "\n";
    out += "in " + rate(rates, "received") + "   delivered " + rate(rates, "delivered") + "   deferred " + rate(rates, "deferred") + "   bounced " +
           rate(rates, "bounced") + "   queued " + grouped(int_or(status, "queued", 0)) + "   connections " +
           grouped(int_or(status, "connections_in", 0)) + " in, " + grouped(int_or(status, "connections_out", 0)) + " out   spool free " +
           size_text(int_or(spool, "free", 0)) + "\n";
    const std::string refusal = text_or(spool, "refusal");
    if (!refusal.empty()) out += "NOT ACCEPTING MAIL: " + refusal + "\n";
    return out;
}

std::string body(const json::value& queues, int rows, int columns) {
    const TableView view(queues);
    const auto response_width = static_cast<std::size_t>(std::max(20, columns - 118));
    TextTable table({{"QUEUE", false, 34}, {"RCPT", true}, {"CONN", true}, {"RATE", true}, {"STATE", false, 14}, {"WAITING FOR", false, 36}, {"LAST RESPONSE", false, response_width}});
    for (std::size_t i = 0; i < view.size() && static_cast<int>(i) < rows; ++i) {
        char per_second[32];
        std::snprintf(per_second, sizeof per_second, "%.1f", view.real(i, "rate"));
        std::string state = view.text(i, "state");
        if (view.text(i, "mode") == "backoff") state += " backoff";
        table.add({view.text(i, "name"), grouped(view.number(i, "recipients")), grouped(view.number(i, "connections")), per_second, state,
                   one_line(view.text(i, "waiting_text")), one_line(view.text(i, "last_response"))});
    }
    return table.text();
}

/// Each line ends with "clear to the end", so that a redraw does not flicker.
std::string for_terminal(const std::string& text) {
    std::string out = "\x1b[H";
    for (const char c : text) out += c == '\n' ? std::string("\x1b[K\n") : std::string(1, c);
    return out + "\x1b[J";
}

bool on_key(char key, TopState& state) {
    switch (key) {
        case 'q': return false;
        case 'g': state.group = state.group == "queue" ? "provider" : state.group == "provider" ? "vmta" : state.group == "vmta" ? "job" : "queue"; break;
        case 's': state.sort = state.sort == "recipients" ? "rate" : state.sort == "rate" ? "connections" : "recipients"; break;
        case ' ': state.paused = !state.paused; break;
        default: break;
    }
    return true;
}

int top(Client& client, const Options& options, int interval_ms, int iterations) {
    TopState state;
    const bool terminal = output_is_terminal() && !options.as_json;
    const platform::RawTerminal raw;
    if (terminal) std::cout << "\x1b[?1049h\x1b[?25l";
    int code = 0;
    for (int i = 0; iterations == 0 || i < iterations; ++i) {
        const auto size = terminal_size();
        const auto status = client.call("status.get", {});
        const auto queues = client.call("queues.list", {{"group", state.group}, {"sort", state.sort}, {"descending", true}, {"offset", 0}, {"limit", std::max(5, size.rows - 6)}});
        if (!status || !queues) {
            code = 1;
            if (terminal) std::cout << "\x1b[?25h\x1b[?1049l";
            report(!status ? status.error() : queues.error());
            return code;
        }
        if (options.as_json) {
            std::cout << json::serialize(json::object{{"status", *status}, {"queues", *queues}}) << std::endl;
        } else {
            const std::string text = header(status->as_object(), text_or(client.hello(), "host")) + "\n" + body(*queues, size.rows - 6, size.columns) +
                                     (terminal ? "\nq quit   g group by (" + state.group + ")   s sort by (" + state.sort + ")   space pause" : "\n");
            std::cout << (terminal ? for_terminal(text) : text) << std::flush;
        }
        if (iterations != 0 && i + 1 == iterations) break;
        do {
            if (!on_key(raw.key(interval_ms), state)) {
                if (terminal) std::cout << "\x1b[?25h\x1b[?1049l" << std::flush;
                return 0;
            }
        } while (state.paused);
    }
    if (terminal) std::cout << "\x1b[?25h\x1b[?1049l" << std::flush;
    return code;
}

}  // namespace

void add_top_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("top", "A live view of the busiest queues");
    auto interval = std::make_shared<int>(1000);
    auto iterations = std::make_shared<int>(0);
    command->add_option("--interval", *interval, "Milliseconds between updates")->check(CLI::Range(250, 60000))->capture_default_str();
    command->add_option("--iterations", *iterations, "End after so many updates; 0: when q is pressed")->capture_default_str();
    command->callback([&context, interval, iterations] {
        context.run = [&context, interval, iterations](Client& client) { return top(client, context.options, *interval, *iterations); };
    });
}

}  // namespace mailrace::ctl
