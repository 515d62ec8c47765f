#include "daemon/app/control_roles.h"

namespace mailrace::app {

namespace {

protocol::Role role_of(const std::string& name) {
    if (name == "admin") return protocol::Role::admin;
    if (name == "operator") return protocol::Role::operator_;
    return name == "monitor" ? protocol::Role::monitor : protocol::Role::none;
}

}  // namespace

std::vector<control::RoleRule> control_roles(const config::GlobalSettings& global) {
    std::vector<control::RoleRule> rules;
    for (const auto& from : global.control_roles) {
        const bool group = from.subject.starts_with("group:");
        const std::string name = from.subject.substr(from.subject.find(':') + 1);
        rules.push_back({group ? "" : name, group ? name : "", role_of(from.role)});
    }
    return rules;
}

}  // namespace mailrace::app
