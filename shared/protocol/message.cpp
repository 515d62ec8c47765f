#include "shared/protocol/message.h"

#include <limits>

#include "shared/mail/text.h"
#include "shared/protocol/frame.h"

namespace mailrace::protocol {

namespace {

RequestOrError refuse(int code, std::string word, std::string message, json::value id = nullptr) {
    RequestOrError out;
    out.request.id = std::move(id);
    out.error = {code, std::move(word), std::move(message), false, {}, {}};
    return out;
}

std::string line_of(const json::object& message) {
    std::string line = json::serialize(message);
    line += '\n';
    return line;
}

}  // namespace

CallError to_call_error(const Error& error, std::string_view word) {
    CallError out;
    out.message = error.words;
    out.retry = error.temporary;
    if (!word.empty()) {
        out.word = word;
        return out;
    }
    switch (error.cls) {
        case ErrorClass::invalid:
        case ErrorClass::protocol: out.word = "params.invalid"; out.code = -32602; break;
        case ErrorClass::not_found: out.word = "not_found"; break;
        case ErrorClass::forbidden: out.word = "forbidden"; break;
        case ErrorClass::limit:
        case ErrorClass::busy: out.word = "busy"; break;
        case ErrorClass::timeout: out.word = "timeout"; break;
        case ErrorClass::cancelled: out.word = "cancelled"; break;
        case ErrorClass::storage: out.word = "storage"; break;
        case ErrorClass::network:
        case ErrorClass::internal: out.word = "internal"; break;
    }
    return out;
}

CallError params_invalid(std::string message) { return {-32602, "params.invalid", std::move(message), false, {}, {}}; }

CallError not_found(std::string_view word, std::string message) { return {-32000, std::string(word), std::move(message), false, {}, {}}; }

RequestOrError parse_request(std::string_view line) {
    boost::system::error_code failed;
    json::parse_options options;
    options.max_depth = 16;
    json::value value = json::parse(line, failed, {}, options);
    if (failed) return refuse(-32700, "frame.invalid", "this line is not JSON: " + failed.message());
    json::object* object = value.if_object();
    if (object == nullptr) return refuse(-32600, "frame.invalid", "a message must be an object (batches are not supported)");
    const json::value* id = object->if_contains("id");
    if (id == nullptr || !(id->is_int64() || id->is_uint64() || id->is_string())) {
        return refuse(-32600, "frame.invalid", "a request needs an id, a number or a text");
    }
    const json::value* method = object->if_contains("method");
    if (method == nullptr || !method->is_string()) return refuse(-32600, "frame.invalid", "a request needs a method, a text", *id);
    const json::value* params = object->if_contains("params");
    if (params != nullptr && !params->is_object() && !params->is_null()) {
        RequestOrError out = refuse(-32602, "params.invalid", "params must be an object", *id);
        return out;
    }
    RequestOrError out;
    out.ok = true;
    out.request.id = *id;
    out.request.method = std::string(method->get_string());
    if (params != nullptr && params->is_object()) out.request.params = params->get_object();
    return out;
}

std::string response_line(const json::value& id, const json::value& result) {
    return line_of({{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

std::string error_line(const json::value& id, const CallError& error) {
    json::object data{{"word", error.word}, {"retry", error.retry}, {"arguments", error.arguments}};
    if (!error.where.empty()) data["where"] = error.where;
    return line_of({{"jsonrpc", "2.0"}, {"id", id}, {"error", json::object{{"code", error.code}, {"message", error.message}, {"data", data}}}});
}

std::string notification_line(std::string_view method, const json::object& params) {
    return line_of({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
}

std::string request_line(std::int64_t id, std::string_view method, const json::object& params) {
    return line_of({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
}

std::string text_or(const json::object& o, std::string_view key, std::string_view fallback) {
    const json::value* v = o.if_contains(key);
    return v != nullptr && v->is_string() ? std::string(v->get_string()) : std::string(fallback);
}

std::int64_t int_or(const json::object& o, std::string_view key, std::int64_t fallback) {
    const json::value* v = o.if_contains(key);
    if (v == nullptr) return fallback;
    if (v->is_int64()) return v->get_int64();
    if (v->is_uint64()) return std::numeric_limits<std::int64_t>::max();
    if (v->is_double() && v->get_double() > -9e15 && v->get_double() < 9e15) return static_cast<std::int64_t>(v->get_double());
    return fallback;
}

bool bool_or(const json::object& o, std::string_view key, bool fallback) {
    const json::value* v = o.if_contains(key);
    return v != nullptr && v->is_bool() ? v->get_bool() : fallback;
}

void put_bytes(json::object& o, std::string_view key, std::string_view bytes) {
    if (mail::is_utf8(bytes)) {
        o[key] = bytes;
        return;
    }
    o[key] = to_utf8_lossy(bytes);
    o[std::string(key) + "_base64"] = base64(bytes);
}

}  // namespace mailrace::protocol
