// A call of a client as a handler sees it, and the table of handlers. A handler is a coroutine that returns a result or an error, so that
// it cannot forget to answer. Handlers run on the control thread (one io_context thread); what may take long goes to the queue thread
// or to the readers' pool and comes back.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include "shared/protocol/catalogue.h"
#include "shared/protocol/message.h"

namespace mailrace::control {

namespace json = boost::json;
using protocol::CallError;

class Session;

/// Asked to stop when the client cancelled or went away; long work looks at its token.
using CancelFlag = std::shared_ptr<std::stop_source>;

struct Call {
    json::value id;
    const protocol::MethodInfo* method = nullptr;
    json::object params;
    std::weak_ptr<Session> session;
    std::string user;
    protocol::Role role = protocol::Role::none;
    CancelFlag cancelled;
};

using Answer = std::variant<json::value, CallError>;
using Handler = std::function<boost::asio::awaitable<Answer>(Call)>;

class Handlers {
public:
    void add(std::string_view method, Handler handler) { table_[std::string(method)] = std::move(handler); }
    const Handler* find(std::string_view method) const {
        const auto it = table_.find(method);
        return it == table_.end() ? nullptr : &it->second;
    }
    /// Methods of the catalogue without a handler: must be empty once all are added (a test looks).
    std::vector<std::string> missing() const;

private:
    std::map<std::string, Handler, std::less<>> table_;
};

/// Checks params against the catalogue: required ones are there, types fit. Nothing when all is well.
std::optional<CallError> check_params(const protocol::MethodInfo& method, const json::object& params);

}  // namespace mailrace::control
