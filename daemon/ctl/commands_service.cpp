#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "shared/protocol/message.h"

namespace mailrace::ctl {

using protocol::bool_or;
using protocol::int_or;
using protocol::text_or;

int report(const Error& error) {
    std::cerr << "mailracectl: " << one_line(error.words) << "\n";
    return 1;
}

int call_and_print(Client& client, const Options& options, std::string_view method, json::object params,
                   const std::function<void(const json::value&)>& print) {
    const auto answer = client.call(method, std::move(params), std::chrono::seconds(options.timeout_seconds));
    if (!answer) return report(answer.error());
    if (options.as_json) {
        std::cout << json::serialize(*answer) << "\n";
    } else {
        print(*answer);
    }
    return 0;
}

namespace {

void print_diagnostics(const json::object& answer) {
    const auto* list = answer.if_contains("diagnostics");
    if (list == nullptr || !list->is_array()) return;
    for (const auto& item : list->get_array()) {
        const auto* d = item.if_object();
        if (d == nullptr) continue;
        std::cerr << text_or(*d, "file") << ":" << int_or(*d, "line", 0) << ":" << int_or(*d, "column", 0) << ": " << text_or(*d, "severity") << ": "
                  << text_or(*d, "message") << "\n";
    }
}

int reload(Client& client, const Options& options, const std::string& note) {
    const auto answer = client.call("daemon.reload", {{"note", note}}, std::chrono::minutes(2));
    if (!answer) return report(answer.error());
    const auto& o = answer->as_object();
    const bool applied = bool_or(o, "applied", false);
    if (options.as_json) {
        std::cout << json::serialize(*answer) << "\n";
        return applied ? 0 : 1;
    }
    print_diagnostics(o);
    std::cout << (applied ? "the new configuration runs\n" : "nothing was changed: the old configuration runs on\n");
    if (const auto* restart = o.if_contains("restart_needed"); restart != nullptr && restart->is_array()) {
        for (const auto& item : restart->get_array()) {
            if (item.is_string()) std::cout << "needs a restart: " << item.get_string().c_str() << "\n";
        }
    }
    return applied ? 0 : 1;
}

}  // namespace

void add_service_commands(CLI::App& app, Context& context) {
    auto* reload_command = app.add_subcommand("reload", "Read the configuration again; what runs stays when the new one has errors");
    auto note = std::make_shared<std::string>();
    reload_command->add_option("--note", *note, "Words for the history");
    reload_command->callback([&context, note] {
        context.run = [&context, note](Client& client) { return reload(client, context.options, *note); };
    });

    app.add_subcommand("stop", "Stop the daemon in good order")->callback([&context] {
        context.run = [&context](Client& client) {
            return call_and_print(client, context.options, "daemon.stop", {}, [](const json::value&) { std::cout << "stopping\n"; });
        };
    });

    auto* call = app.add_subcommand("call", "Call any method of the protocol");
    auto method = std::make_shared<std::string>();
    auto params = std::make_shared<std::string>("{}");
    call->add_option("method", *method, "A method; session.describe lists them")->required();
    call->add_option("params", *params, "A JSON object");
    call->callback([&context, method, params] {
        boost::system::error_code failed;
        const json::value value = json::parse(*params, failed);
        if (failed || !value.is_object()) throw CLI::ValidationError("params", "must be a JSON object");
        context.run = [&context, method, object = value.get_object()](Client& client) {
            const auto answer = client.call(*method, object, std::chrono::seconds(context.options.timeout_seconds));
            if (!answer && client.failure()) {
                std::cout << json::serialize(client.failure()->whole) << "\n";
                return 1;
            }
            if (!answer) return report(answer.error());
            std::cout << json::serialize(*answer) << "\n";
            return 0;
        };
    });
}

}  // namespace mailrace::ctl
