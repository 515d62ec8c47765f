// How much memory this process and the system have: for the low-memory refusal and for metrics. Any thread; each call asks the system.
#pragma once

#include <cstdint>

namespace mailrace::platform {

/// Bytes of this process that are in memory; 0 when unknown.
std::uint64_t resident_bytes();

/// Bytes that new work can still take without swapping, the limit of our control group included; 0 when unknown.
std::uint64_t available_bytes();

}  // namespace mailrace::platform
