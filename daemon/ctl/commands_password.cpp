// password: hashes a password for the configuration, here and now; no daemon and no disk sees it.
#include <iostream>

#include "daemon/auth/password.h"
#include "daemon/ctl/commands.h"
#include "daemon/platform/terminal.h"

namespace mailrace::ctl {

namespace {

Result<std::string> ask() {
    if (!platform::input_is_terminal()) {
        std::string line;
        if (!std::getline(std::cin, line)) return Error::invalid("no password on standard input");
        if (line.ends_with('\r')) line.pop_back();
        return line;
    }
    auto first = platform::read_hidden_line("Password: ");
    if (!first) return Error::cancelled();
    const auto again = platform::read_hidden_line("Once more: ");
    if (!again) return Error::cancelled();
    if (*first != *again) return Error::invalid("these were not the same");
    return std::move(*first);
}

int password(const Options& options) {
    const auto given = ask();
    if (!given) return report(given.error());
    const auto hash = auth::hash_password(*given);
    if (!hash) return report(hash.error());
    if (options.as_json) {
        std::cout << json::serialize(json::object{{"password_hash", *hash}}) << "\n";
    } else {
        std::cout << *hash << "\n";
        if (platform::output_is_terminal()) std::cerr << "for the configuration: password-hash " << *hash << "\n";
    }
    return 0;
}

}  // namespace

void add_password_command(CLI::App& app, Context& context) {
    app.add_subcommand("password", "Hash a password for password-hash in the configuration: asked for at the terminal, or one line of standard input")
        ->callback([&context] { context.offline = [&context] { return password(context.options); }; });
}

}  // namespace mailrace::ctl
