// One HTTP request after another to one address, over TLS or to this machine, on the thread that calls: HTTP/1.1, kept open between requests, redirections not
// followed, answers bounded, everything under one deadline. Private to daemon/journal.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/config/accounting_settings.h"

namespace mailrace::journal {

struct WebhookAnswer {
    unsigned status = 0;
    std::string reason;       // of the status line, and the first words of the body
    std::string retry_after;  // as sent; empty: none
};

class WebhookClient {
public:
    struct Options {
        std::string tls_ca_file;
        std::string name_servers;  // empty: the system's
        Duration timeout{std::chrono::seconds{30}};
    };
    using Headers = std::vector<std::pair<std::string, std::string>>;

    WebhookClient(config::WebhookUrl url, Options options);
    ~WebhookClient();

    /// Sends and waits for the answer. `stopped` is asked some times a second; true ends the request with
    /// ErrorClass::cancelled after a second more, and the client may not be used again.
    Result<WebhookAnswer> post(const Headers& headers, const std::string& body, const std::function<bool()>& stopped);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mailrace::journal
