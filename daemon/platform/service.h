// The manners of a service: tells the service manager how it goes (systemd's notify protocol, without its library), gives up root, says how much
// memory and how many descriptors there are. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::platform {

/// Sends a state to the service manager: "READY=1", "STOPPING=1", "STATUS=…", "WATCHDOG=1". Does nothing when there is none (NOTIFY_SOCKET).
void notify_service_manager(std::string_view state);
/// How often the service manager wants WATCHDOG=1; zero when it does not.
std::chrono::microseconds watchdog_interval();

/// Becomes `user` with that user's groups when running as root; does nothing otherwise. Call before any thread is started and after ports are bound.
Status drop_privileges(const std::string& user);
bool runs_as_root();

/// Bytes of memory that this process holds (resident), and that the machine has.
std::uint64_t resident_memory();
std::uint64_t machine_memory();

/// Raises the limit on open descriptors to what the system allows; the limit then.
std::uint64_t raise_descriptor_limit();

/// A write to a closed connection is an error to handle, not a signal to die from.
void ignore_broken_pipes();

int process_id();

}  // namespace mailrace::platform
