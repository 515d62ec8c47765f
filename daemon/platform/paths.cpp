#include "daemon/platform/paths.h"

#include <array>
#include <cstdlib>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <unistd.h>
#endif

namespace mailrace::platform {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

#ifdef _WIN32
std::string program_data() {
    const std::string given = variable("ProgramData");
    return (given.empty() ? std::string("C:\\ProgramData") : given) + "\\Mailrace";
}
#else
bool is_service() { return geteuid() == 0; }

std::string user_directory(const char* xdg, const char* below_home) {
    const std::string given = variable(xdg);
    // The specification says that a relative path is to be ignored.
    if (!given.empty() && given.front() == '/') return given + "/mailrace";
    return variable("HOME") + "/" + below_home + "/mailrace";
}
#endif

}  // namespace

#ifdef _WIN32
std::string default_state_directory() { return program_data(); }
std::string default_config_file() { return program_data() + "\\mailrace.conf"; }
std::string default_control_socket() { return "\\\\.\\pipe\\mailrace"; }
#else
std::string default_state_directory() {
    return is_service() ? "/var/lib/mailrace" : user_directory("XDG_STATE_HOME", ".local/state");
}
std::string default_config_file() {
    return (is_service() ? std::string("/etc/mailrace") : user_directory("XDG_CONFIG_HOME", ".config")) + "/mailrace.conf";
}
std::string default_control_socket() {
    if (is_service()) return "/run/mailrace/control.sock";
    const std::string runtime = variable("XDG_RUNTIME_DIR");
    return (runtime.empty() ? default_state_directory() : runtime + "/mailrace") + "/control.sock";
}
#endif

std::string host_name() {
    std::array<char, 256> name{};
    if (gethostname(name.data(), static_cast<int>(name.size() - 1)) != 0 || name[0] == '\0') return "localhost";
    return name.data();
}

}  // namespace mailrace::platform
