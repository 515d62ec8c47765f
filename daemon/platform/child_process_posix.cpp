#ifndef _WIN32

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <thread>

#include "daemon/platform/child_process.h"

extern char** environ;

namespace mailrace::platform {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

/// A program that reads no more is an error to handle, whatever the process does about SIGPIPE.
class NoPipeSignal {
public:
    NoPipeSignal() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        sigset_t pending;
        sigpending(&pending);
        was_pending_ = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoPipeSignal() {
        const timespec none{};
        if (!was_pending_) sigtimedwait(&pipe_, nullptr, &none);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_, before_;
    bool was_pending_ = false;
};

class PosixChild final : public ChildProcess {
public:
    PosixChild(pid_t pid, int input) : pid_(pid), input_(input) {}
    ~PosixChild() override {
        close_input();
        if (ending_) return;
        kill();
        int status = 0;
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
    }

    Result<std::size_t> write_some(std::string_view bytes, milliseconds wait) override {
        if (input_ < 0) return Error::internal("the input of the program is closed");
        const NoPipeSignal quiet;
        for (bool waited = false;; waited = true) {
            const ssize_t n = ::write(input_, bytes.data(), bytes.size());
            if (n >= 0) return static_cast<std::size_t>(n);
            if (errno == EINTR) continue;
            if (errno != EAGAIN && errno != EWOULDBLOCK) return system_error("the program reads no more", errno);
            if (waited || wait.count() <= 0) return std::size_t{0};
            pollfd ready{input_, POLLOUT, 0};
            ::poll(&ready, 1, static_cast<int>(wait.count()));
        }
    }

    std::size_t unread() const override {
        int bytes = 0;
        return input_ >= 0 && ::ioctl(input_, FIONREAD, &bytes) == 0 ? static_cast<std::size_t>(std::max(bytes, 0)) : 0;
    }

    void close_input() override {
        if (input_ >= 0) ::close(input_);
        input_ = -1;
    }

    std::optional<int> ended(milliseconds wait) override {
        const auto deadline = Steady::now() + wait;
        while (!ending_) {
            int status = 0;
            const pid_t done = waitpid(pid_, &status, WNOHANG);
            if (done == pid_) ending_ = WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
            else if (done < 0 && errno != EINTR) ending_ = 1000;
            else if (Steady::now() >= deadline) break;
            else std::this_thread::sleep_for(milliseconds(5));
        }
        return ending_;
    }

    void kill() override {
        if (!ending_) ::kill(-pid_, SIGKILL);
    }

private:
    pid_t pid_;
    int input_;
    std::optional<int> ending_;
};

struct SpawnSettings {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    SpawnSettings() {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
};

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& words) {
    if (words.empty()) return Error::invalid("there is no program to start");
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return system_error("no pipe for " + words.front(), errno);
    SpawnSettings spawn;
    posix_spawn_file_actions_adddup2(&spawn.files, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&spawn.files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&spawn.files, STDERR_FILENO + 1);
    sigset_t none, usual;
    sigemptyset(&none);
    sigfillset(&usual);
    posix_spawnattr_setsigmask(&spawn.attributes, &none);
    posix_spawnattr_setsigdefault(&spawn.attributes, &usual);  // SIGPIPE above all: the daemon ignores it
    posix_spawnattr_setpgroup(&spawn.attributes, 0);
    posix_spawnattr_setflags(&spawn.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t pid = -1;
    const int failed = posix_spawnp(&pid, words.front().c_str(), &spawn.files, &spawn.attributes, arguments.data(), environ);
    ::close(ends[0]);
    if (failed != 0) {
        ::close(ends[1]);
        return system_error("cannot start " + words.front(), failed);
    }
    ::fcntl(ends[1], F_SETFL, ::fcntl(ends[1], F_GETFL) | O_NONBLOCK);
    return std::unique_ptr<ChildProcess>(new PosixChild(pid, ends[1]));
}

}  // namespace mailrace::platform

#endif
