#ifdef _WIN32

#include <windows.h>

#include <cstdio>

#include "daemon/platform/service.h"

namespace mailrace::platform {

// The service manager of Windows asks by a control handler, it is not told by datagrams: that handler belongs to the program's main().
ServiceNotifier::ServiceNotifier() = default;
void ServiceNotifier::send(const std::string&) const {}
void ServiceNotifier::ready(std::string_view) {}
void ServiceNotifier::reloading() {}
void ServiceNotifier::stopping(std::string_view) {}
void ServiceNotifier::status(std::string_view) {}
void ServiceNotifier::watchdog() {}
void ServiceNotifier::extend(std::chrono::microseconds) {}

namespace {

HANDLE stop_event = nullptr;

BOOL WINAPI on_console(DWORD what) {
    if (what != CTRL_C_EVENT && what != CTRL_BREAK_EVENT && what != CTRL_CLOSE_EVENT && what != CTRL_SHUTDOWN_EVENT) return FALSE;
    SetEvent(stop_event);
    return TRUE;
}

}  // namespace

Result<std::unique_ptr<SignalPipe>> SignalPipe::open() {
    if (stop_event != nullptr) return Error::busy("signals are handled already");
    stop_event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    if (stop_event == nullptr || !SetConsoleCtrlHandler(on_console, TRUE)) return Error::internal("cannot handle console events");
    return std::unique_ptr<SignalPipe>(new SignalPipe);
}

SignalPipe::~SignalPipe() {
    SetConsoleCtrlHandler(on_console, FALSE);
    CloseHandle(stop_event);
    stop_event = nullptr;
}

Signal SignalPipe::take() { return WaitForSingleObject(stop_event, 0) == WAIT_OBJECT_0 ? Signal::stop : Signal::none; }

Signal SignalPipe::wait() {
    WaitForSingleObject(stop_event, INFINITE);
    return Signal::stop;
}

std::uint64_t raise_open_files() { return static_cast<std::uint64_t>(_setmaxstdio(8192)); }

}  // namespace mailrace::platform

#endif
