#include "daemon/platform/paths.h"

#include <cstdlib>

#ifndef _WIN32
#include <pwd.h>
#include <unistd.h>
#endif

namespace mailrace::platform {

namespace {
std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}
}  // namespace

#ifdef _WIN32

Paths default_paths() {
    std::string base = environment("ProgramData");
    if (base.empty()) base = "C:\\ProgramData";
    base += "\\Mailrace";
    return {base + "\\state", base + "\\run", base + "\\conf", base + "\\log"};
}

std::string control_endpoint(const Paths&) { return "\\\\.\\pipe\\mailrace"; }

#else

namespace {

/// The first of a list as systemd gives it ("a:b").
std::string first_of(const std::string& list) { return list.substr(0, list.find(':')); }

std::string home() {
    if (auto value = environment("HOME"); value.starts_with('/')) return value;
    const passwd* const entry = ::getpwuid(::geteuid());
    return entry != nullptr ? entry->pw_dir : "/";
}

/// XDG base directory specification: relative values are to be ignored.
std::string xdg(const char* name, const std::string& otherwise) {
    const auto value = environment(name);
    return value.starts_with('/') ? value : otherwise;
}

}  // namespace

Paths default_paths() {
    const auto service_state = first_of(environment("STATE_DIRECTORY"));
    if (::geteuid() == 0 || !service_state.empty()) {
        Paths paths{"/var/lib/mailrace", "/run/mailrace", "/etc/mailrace", "/var/log/mailrace"};
        if (!service_state.empty()) paths.state = service_state;
        if (auto v = first_of(environment("RUNTIME_DIRECTORY")); !v.empty()) paths.runtime = v;
        if (auto v = first_of(environment("CONFIGURATION_DIRECTORY")); !v.empty()) paths.configuration = v;
        if (auto v = first_of(environment("LOGS_DIRECTORY")); !v.empty()) paths.logs = v;
        return paths;
    }
    const std::string base = home();
    Paths paths;
    paths.state = xdg("XDG_STATE_HOME", base + "/.local/state") + "/mailrace";
    paths.runtime = xdg("XDG_RUNTIME_DIR", paths.state) + (environment("XDG_RUNTIME_DIR").starts_with('/') ? "/mailrace" : "/run");
    paths.configuration = xdg("XDG_CONFIG_HOME", base + "/.config") + "/mailrace";
    paths.logs = paths.state + "/log";
    return paths;
}

std::string control_endpoint(const Paths& paths) { return paths.runtime + "/control.sock"; }

#endif

}  // namespace mailrace::platform
