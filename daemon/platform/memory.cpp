#include "daemon/platform/memory.h"

#include <fstream>
#include <limits>
#include <string>

#ifdef _WIN32
#include <windows.h>

#include <psapi.h>
#else
#include <unistd.h>
#endif

namespace mailrace::platform {

#ifdef _WIN32

std::uint64_t resident_bytes() {
    PROCESS_MEMORY_COUNTERS counters{};
    if (!GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters)) return 0;
    return counters.WorkingSetSize;
}

std::uint64_t available_bytes() {
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    return GlobalMemoryStatusEx(&status) ? status.ullAvailPhys : 0;
}

#else

std::uint64_t resident_bytes() {
    std::ifstream in("/proc/self/statm");
    std::uint64_t size = 0, resident = 0;
    if (!(in >> size >> resident)) return 0;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

namespace {

// The control group (version 2) that we run in; unlimited when there is none.
std::uint64_t available_in_group() {
    constexpr auto kUnlimited = std::numeric_limits<std::uint64_t>::max();
    std::ifstream membership("/proc/self/cgroup");
    for (std::string line; std::getline(membership, line);) {
        if (!line.starts_with("0::")) continue;
        const std::string directory = "/sys/fs/cgroup" + line.substr(3);
        std::ifstream maximum(directory + "/memory.max"), current(directory + "/memory.current");
        std::uint64_t limit = 0, used = 0;
        if (maximum >> limit && current >> used) return limit > used ? limit - used : 0;
    }
    return kUnlimited;
}

}  // namespace

std::uint64_t available_bytes() {
    std::ifstream in("/proc/meminfo");
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("MemAvailable:")) continue;
        return std::min<std::uint64_t>(std::stoull(line.substr(13)) * 1024, available_in_group());
    }
    return 0;
}

#endif

}  // namespace mailrace::platform
