#include <iostream>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"

namespace mailrace::ctl {

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

void add_service_commands(CLI::App& app, Context& context) {
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
