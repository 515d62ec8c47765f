#include "daemon/platform/local_addresses.h"

#include <array>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>

#include <iphlpapi.h>
#else
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace mailrace::platform {

namespace {

void append(std::vector<std::string>& out, const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    if (address == nullptr) return;
    if (address->sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
    if (address->sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
    if (bytes != nullptr && inet_ntop(address->sa_family, bytes, text.data(), text.size()) != nullptr) out.emplace_back(text.data());
}

}  // namespace

std::vector<std::string> local_addresses() {
    std::vector<std::string> out;
#ifdef _WIN32
    ULONG size = 1 << 16;
    std::vector<char> buffer(size);
    auto* first = reinterpret_cast<IP_ADAPTER_ADDRESSES*>(buffer.data());
    if (GetAdaptersAddresses(AF_UNSPEC, 0, nullptr, first, &size) != NO_ERROR) return out;
    for (auto* adapter = first; adapter != nullptr; adapter = adapter->Next) {
        for (auto* unicast = adapter->FirstUnicastAddress; unicast != nullptr; unicast = unicast->Next) append(out, unicast->Address.lpSockaddr);
    }
#else
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return out;
    for (const ifaddrs* entry = first; entry != nullptr; entry = entry->ifa_next) append(out, entry->ifa_addr);
    freeifaddrs(first);
#endif
    return out;
}

}  // namespace mailrace::platform
