// JSON-RPC 2.0 messages: requests read from a line, responses and notifications written to one. The stable error words live here.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::protocol {

namespace json = boost::json;

/// What goes wrong in a call, as it travels.
struct CallError {
    int code = -32000;
    std::string word = "internal";
    std::string message;
    bool retry = false;
    json::object arguments;
    json::object where;
};

/// The error of a call that a plain Error stands for.
CallError to_call_error(const Error& error, std::string_view word = {});
CallError params_invalid(std::string message);
CallError not_found(std::string_view word, std::string message);

struct Request {
    json::value id;  // a number or a string
    std::string method;
    json::object params;
};

/// Reads one request. An error is a frame.invalid (the connection ends) unless it says otherwise.
struct RequestOrError {
    bool ok = false;
    Request request;
    CallError error;
};
RequestOrError parse_request(std::string_view line);

/// Each ends with "\n".
std::string response_line(const json::value& id, const json::value& result);
std::string error_line(const json::value& id, const CallError& error);
std::string notification_line(std::string_view method, const json::object& params);
std::string request_line(std::int64_t id, std::string_view method, const json::object& params);

/// Accessors for params that answer the default when the key is missing or of another type.
std::string text_or(const json::object& o, std::string_view key, std::string_view fallback = {});
std::int64_t int_or(const json::object& o, std::string_view key, std::int64_t fallback);
bool bool_or(const json::object& o, std::string_view key, bool fallback);

/// `text` as JSON text; when it is not UTF-8, lossy, and `key`_base64 holds the exact bytes.
void put_bytes(json::object& o, std::string_view key, std::string_view bytes);

}  // namespace mailrace::protocol
