// How the daemon talks with what runs it: systemd's notify protocol (without libsystemd) and signals. Notifications may come from any
// thread; signals are handled through a pipe, so that nothing of ours runs inside a handler.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::platform {

/// Takes NOTIFY_SOCKET and WATCHDOG_USEC from the environment once (and removes them, so that children do not speak for us).
/// Where nobody listens, every call does nothing.
class ServiceNotifier {
public:
    ServiceNotifier();

    bool listening() const { return !socket_.empty(); }
    void ready(std::string_view status);
    void reloading();
    void stopping(std::string_view status);
    void status(std::string_view words);      // shown by systemctl status; one line
    void watchdog();                          // we are alive
    /// Asks for more time than the unit's start or stop timeout allows, for a long recovery.
    void extend(std::chrono::microseconds by);
    /// How often watchdog() must be called at least (half of what the unit says), if it must.
    std::optional<std::chrono::microseconds> watchdog_interval() const { return watchdog_; }

private:
    void send(const std::string& message) const;

    std::string socket_;
    std::optional<std::chrono::microseconds> watchdog_;
};

enum class Signal : std::uint8_t { stop, reload, reopen_logs, none };

/// Turns SIGTERM and SIGINT (stop), SIGHUP (reload) and SIGUSR1 (reopen_logs) into bytes in a pipe, and ignores SIGPIPE. One at a time.
class SignalPipe {
public:
    static Result<std::unique_ptr<SignalPipe>> open();
    ~SignalPipe();
    SignalPipe(const SignalPipe&) = delete;
    SignalPipe& operator=(const SignalPipe&) = delete;

    /// Readable when a signal came: for an event loop. Belongs to this object. -1 on Windows.
    int descriptor() const { return read_; }
    /// The next signal that came, or none; does not block.
    Signal take();
    /// Waits for one.
    Signal wait();

private:
    SignalPipe() = default;
    int read_ = -1, write_ = -1;
};

/// Raises the bound on open files to what the system allows; returns the bound now.
std::uint64_t raise_open_files();

}  // namespace mailrace::platform
