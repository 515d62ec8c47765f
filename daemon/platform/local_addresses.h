// The addresses of this machine's network interfaces.
#pragma once

#include <string>
#include <vector>

namespace mailrace::platform {

/// IPv4 and IPv6 addresses as text, without zones; empty when the system does not tell.
std::vector<std::string> local_addresses();

}  // namespace mailrace::platform
