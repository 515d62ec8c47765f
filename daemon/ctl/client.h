// The command line's connection to the daemon: one call after another over the local socket, each with a deadline, notifications kept for
// whoever follows a topic. Blocking; single thread.
#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/result.h"

namespace mailrace::ctl {

namespace json = boost::json;

struct Notification {
    std::string method;
    json::object params;
};

/// What the daemon answered to a refused call.
struct CallFailure {
    std::string word;
    std::string message;
    json::object whole;
};

class Client {
public:
    /// Connects and says hello. The error says what to do: daemon not running, no permission, another version.
    static Result<std::unique_ptr<Client>> connect(const std::string& socket_path, std::chrono::milliseconds timeout);
    ~Client();

    /// The result of a call, or an Error in words; failure() then has the daemon's own words.
    Result<json::value> call(std::string_view method, json::object params, std::chrono::milliseconds timeout = std::chrono::seconds(30));
    const std::optional<CallFailure>& failure() const { return failure_; }

    /// The next notification, waiting at most so long; nothing when none came.
    Result<std::optional<Notification>> next(std::chrono::milliseconds wait);

    const json::object& hello() const { return hello_; }

private:
    struct Wire;
    explicit Client(std::unique_ptr<Wire> wire);
    std::unique_ptr<Wire> wire_;
    json::object hello_;
    std::optional<CallFailure> failure_;
    std::int64_t next_id_ = 1;
};

}  // namespace mailrace::ctl
