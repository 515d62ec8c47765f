#ifndef _WIN32

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "daemon/platform/service.h"

namespace mailrace::platform {

ServiceNotifier::ServiceNotifier() {
    if (const char* const value = std::getenv("NOTIFY_SOCKET"); value != nullptr && (value[0] == '/' || value[0] == '@')) socket_ = value;
    if (const char* const value = std::getenv("WATCHDOG_USEC"); value != nullptr && listening()) {
        std::uint64_t us = 0;
        const auto [end, error] = std::from_chars(value, value + std::strlen(value), us);
        const char* const pid = std::getenv("WATCHDOG_PID");
        const bool ours = pid == nullptr || std::to_string(::getpid()) == pid;
        if (error == std::errc{} && *end == '\0' && us > 1 && us < (std::uint64_t{1} << 62) && ours)
            watchdog_ = std::chrono::microseconds{static_cast<std::int64_t>(us / 2)};
    }
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
    ::unsetenv("WATCHDOG_PID");
}

void ServiceNotifier::send(const std::string& message) const {
    sockaddr_un address{};
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (socket_[0] == '@') address.sun_path[0] = '\0';  // the abstract namespace
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    // A service manager that does not read is no reason to wait.
    (void)::sendto(fd, message.data(), message.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length);
    ::close(fd);
}

namespace {
std::string one_line(std::string_view words) {
    std::string line(words.substr(0, 500));
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}
}  // namespace

void ServiceNotifier::ready(std::string_view words) { send("READY=1\nSTATUS=" + one_line(words) + '\n'); }

void ServiceNotifier::reloading() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.tv_sec * 1'000'000 + now.tv_nsec / 1000) + '\n');
}

void ServiceNotifier::stopping(std::string_view words) { send("STOPPING=1\nSTATUS=" + one_line(words) + '\n'); }
void ServiceNotifier::status(std::string_view words) { send("STATUS=" + one_line(words) + '\n'); }
void ServiceNotifier::watchdog() { send("WATCHDOG=1\n"); }
void ServiceNotifier::extend(std::chrono::microseconds by) { send("EXTEND_TIMEOUT_USEC=" + std::to_string(by.count()) + '\n'); }

namespace {

std::atomic<int> signal_descriptor{-1};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int number) {
    const int saved = errno;
    const auto byte = static_cast<unsigned char>(number);
    if (const int fd = signal_descriptor.load(); fd >= 0) (void)!::write(fd, &byte, 1);
    errno = saved;
}

constexpr int kHandled[] = {SIGTERM, SIGINT, SIGHUP, SIGUSR1};

void set_handler(int number, void (*handler)(int)) {
    struct sigaction action{};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

}  // namespace

Result<std::unique_ptr<SignalPipe>> SignalPipe::open() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return system_error("cannot make a pipe for signals", errno);
    int expected = -1;
    if (!signal_descriptor.compare_exchange_strong(expected, ends[1])) {
        ::close(ends[0]);
        ::close(ends[1]);
        return Error::busy("signals are handled already");
    }
    std::unique_ptr<SignalPipe> made(new SignalPipe);
    made->read_ = ends[0];
    made->write_ = ends[1];
    for (const int number : kHandled) set_handler(number, on_signal);
    set_handler(SIGPIPE, SIG_IGN);
    return made;
}

SignalPipe::~SignalPipe() {
    for (const int number : kHandled) set_handler(number, SIG_DFL);
    signal_descriptor.store(-1);
    ::close(read_);
    ::close(write_);
}

Signal SignalPipe::take() {
    unsigned char byte = 0;
    while (::read(read_, &byte, 1) == 1) {
        if (byte == SIGTERM || byte == SIGINT) return Signal::stop;
        if (byte == SIGHUP) return Signal::reload;
        if (byte == SIGUSR1) return Signal::reopen_logs;
    }
    return Signal::none;
}

Signal SignalPipe::wait() {
    for (;;) {
        if (const auto signal = take(); signal != Signal::none) return signal;
        pollfd ready{read_, POLLIN, 0};
        (void)::poll(&ready, 1, -1);
    }
}

std::uint64_t raise_open_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
    (void)::getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

}  // namespace mailrace::platform

#endif
