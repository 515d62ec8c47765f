#include "shared/config/difference.h"

namespace mailrace::config {

namespace {

bool is_yes(const Value& value) {
    const bool* flag = std::get_if<bool>(&value);
    return flag && *flag;
}

}  // namespace

bool differs(const Directive& directive, const Value& value) {
    const std::string_view name = directive.name;
    if (name.ends_with("allow-tlsv1.2")) return !is_yes(value);
    if (name == "run-as-root") return false;  // it is said: our other default does not matter
    if (const auto* pair = std::get_if<PairValue>(&value); pair && name.ends_with("tls-certificate"))
        return !pair->second.empty();
    if (const auto* policy = std::get_if<NoMxPolicy>(&value)) return policy->after.count() > 0;
    if (const auto* server = std::get_if<HostPort>(&value); server && name == "name-server") return server->port != 0;
    return true;
}

}  // namespace mailrace::config
