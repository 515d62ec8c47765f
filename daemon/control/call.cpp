#include "daemon/control/call.h"

namespace mailrace::control {

using protocol::ParamType;

namespace {

bool fits(ParamType type, const json::value& v) {
    switch (type) {
        case ParamType::text: return v.is_string();
        case ParamType::integer: return v.is_int64() || v.is_uint64();
        case ParamType::boolean: return v.is_bool();
        case ParamType::object: return v.is_object();
        case ParamType::array: return v.is_array();
        case ParamType::any: return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> Handlers::missing() const {
    // These belong to the session itself.
    static constexpr std::string_view kOwn[] = {"session.hello", "session.describe", "cancel", "subscribe", "unsubscribe"};
    std::vector<std::string> names;
    for (const auto& method : protocol::methods()) {
        if (std::find(std::begin(kOwn), std::end(kOwn), method.name) != std::end(kOwn)) continue;
        if (find(method.name) == nullptr) names.emplace_back(method.name);
    }
    return names;
}

std::optional<CallError> check_params(const protocol::MethodInfo& method, const json::object& params) {
    for (const auto& info : method.params) {
        const json::value* value = params.if_contains(info.name);
        if (value == nullptr || value->is_null()) {
            if (!info.required) continue;
            return protocol::params_invalid(std::string(method.name) + " needs " + std::string(info.name) + ": " + std::string(info.help));
        }
        if (!fits(info.type, *value)) {
            return protocol::params_invalid(std::string(info.name) + " must be of type " + std::string(to_string(info.type)));
        }
    }
    return std::nullopt;
}

}  // namespace mailrace::control
