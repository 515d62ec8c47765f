#include "daemon/platform/service.h"

#include <cstdlib>

#ifdef _WIN32
#include <windows.h>

#include <psapi.h>
#else
#include <grp.h>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>
#endif

namespace mailrace::platform {

#ifdef _WIN32

void notify_service_manager(std::string_view) {}
std::chrono::microseconds watchdog_interval() { return {}; }
Status drop_privileges(const std::string&) { return {}; }
bool runs_as_root() { return false; }
std::uint64_t resident_memory() {
    PROCESS_MEMORY_COUNTERS counters{};
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) != 0 ? counters.WorkingSetSize : 0;
}
std::uint64_t machine_memory() {
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    return GlobalMemoryStatusEx(&status) != 0 ? status.ullTotalPhys : 0;
}
std::uint64_t raise_descriptor_limit() { return 1u << 20; }
void ignore_broken_pipes() {}
int process_id() { return static_cast<int>(GetCurrentProcessId()); }

#else

void notify_service_manager(std::string_view state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    const std::size_t length = path != nullptr ? std::strlen(path) : 0;
    if (length == 0 || length >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@')) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path, length);
    if (path[0] == '@') address.sun_path[0] = '\0';
    const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
    (void)sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
    close(descriptor);
}

std::chrono::microseconds watchdog_interval() {
    const char* text = std::getenv("WATCHDOG_USEC");
    const long long value = text != nullptr ? std::atoll(text) : 0;
    return std::chrono::microseconds(value > 0 ? value / 2 : 0);
}

bool runs_as_root() { return geteuid() == 0; }

Status drop_privileges(const std::string& user) {
    if (!runs_as_root()) return {};
    std::vector<char> buffer(16384);
    passwd entry{};
    passwd* found = nullptr;
    if (getpwnam_r(user.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return Error{ErrorClass::not_found, false, Origin::system, "there is no user " + user};
    }
    if (initgroups(user.c_str(), entry.pw_gid) != 0 || setgid(entry.pw_gid) != 0 || setuid(entry.pw_uid) != 0) {
        return system_error("becoming " + user, errno);
    }
    return {};
}

std::uint64_t resident_memory() {
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr) return 0;
    unsigned long long total = 0;
    unsigned long long resident = 0;
    const int read = std::fscanf(file, "%llu %llu", &total, &resident);
    std::fclose(file);
    return read == 2 ? resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

std::uint64_t machine_memory() {
    return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }
int process_id() { return getpid(); }

#endif

}  // namespace mailrace::platform
