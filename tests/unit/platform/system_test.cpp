// The services of the operating system, asked for real.
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "daemon/platform/file.h"
#include "daemon/platform/local_peer.h"
#include "daemon/platform/memory.h"
#include "daemon/platform/paths.h"
#include "daemon/platform/privileges.h"
#include "daemon/platform/service.h"

namespace mailrace::platform {
namespace {

class Directory {
public:
    Directory() {
        char name[] = "/tmp/mailrace-test-XXXXXX";
        path = ::mkdtemp(name);
    }
    ~Directory() { std::filesystem::remove_all(path); }
    std::string path;
};

TEST(Storage, files_are_written_read_cut_and_listed) {
    Directory directory;
    auto& storage = Storage::system();
    const auto deep = directory.path + "/a/b";
    ASSERT_TRUE(storage.make_directories(deep));
    ASSERT_TRUE(storage.make_directories(deep));
    auto file = storage.open(deep + "/f", OpenMode::create);
    ASSERT_TRUE(file);
    EXPECT_FALSE(storage.open(deep + "/f", OpenMode::create));
    ASSERT_TRUE(file.value()->write_at(3, "hello"));
    ASSERT_TRUE(file.value()->sync());
    EXPECT_EQ(file.value()->size().value(), 8u);
    char bytes[16] = {};
    EXPECT_EQ(file.value()->read_at(3, bytes).value(), 5u);
    EXPECT_STREQ(bytes, "hello");
    EXPECT_EQ(file.value()->read_at(100, bytes).value(), 0u);
    ASSERT_TRUE(file.value()->truncate(4));
    EXPECT_EQ(file.value()->size().value(), 4u);
    ASSERT_TRUE(file.value()->preallocate(8192));
    ASSERT_TRUE(storage.sync_directory(deep));
    EXPECT_EQ(storage.list(deep).value(), std::vector<std::string>{"f"});
    EXPECT_TRUE(storage.list(directory.path).value().empty());
    ASSERT_TRUE(storage.rename(deep + "/f", deep + "/g"));
    ASSERT_TRUE(storage.remove(deep + "/g"));
    EXPECT_EQ(storage.open(deep + "/g", OpenMode::read).error().cls, ErrorClass::not_found);
    EXPECT_GT(storage.free_space(deep).value().total, 0u);
}

TEST(Storage, a_directory_is_locked_once) {
    Directory directory;
    auto first = Storage::system().lock(directory.path);
    ASSERT_TRUE(first);
    EXPECT_EQ(Storage::system().lock(directory.path).error().cls, ErrorClass::busy);
    first.value().reset();
    EXPECT_TRUE(Storage::system().lock(directory.path));
}

TEST(Storage, replacing_a_file_leaves_no_trace_of_the_way) {
    Directory directory;
    const auto path = directory.path + "/x";
    ASSERT_TRUE(replace_file(Storage::system(), path, "one"));
    ASSERT_TRUE(replace_file(Storage::system(), path, "two"));
    EXPECT_EQ(read_file(Storage::system(), path, 10).value(), "two");
    EXPECT_EQ(read_file(Storage::system(), path, 2).error().cls, ErrorClass::limit);
    EXPECT_EQ(Storage::system().list(directory.path).value().size(), 1u);
}

TEST(ServiceNotifier, speaks_the_protocol_of_systemd) {
    Directory directory;
    const auto path = directory.path + "/notify";
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    ::setenv("WATCHDOG_USEC", "20000000", 1);
    ServiceNotifier notifier;
    EXPECT_EQ(std::getenv("NOTIFY_SOCKET"), nullptr);
    EXPECT_EQ(notifier.watchdog_interval(), std::chrono::seconds{10});
    const auto received = [&] {
        char bytes[256];
        const auto n = ::recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
        return std::string(bytes, n > 0 ? static_cast<std::size_t>(n) : 0);
    };
    notifier.ready("up\nand running");
    EXPECT_EQ(received(), "READY=1\nSTATUS=up and running\n");
    notifier.reloading();
    EXPECT_TRUE(received().starts_with("RELOADING=1\nMONOTONIC_USEC="));
    notifier.watchdog();
    EXPECT_EQ(received(), "WATCHDOG=1\n");
    notifier.stopping("bye");
    EXPECT_EQ(received(), "STOPPING=1\nSTATUS=bye\n");
    ::close(fd);
}

TEST(ServiceNotifier, is_silent_where_nobody_listens) {
    ::unsetenv("NOTIFY_SOCKET");
    ServiceNotifier notifier;
    EXPECT_FALSE(notifier.listening());
    notifier.ready("x");
}

TEST(SignalPipe, hands_over_signals_in_order) {
    auto pipe = SignalPipe::open();
    ASSERT_TRUE(pipe);
    EXPECT_FALSE(SignalPipe::open());
    EXPECT_EQ(pipe.value()->take(), Signal::none);
    ::raise(SIGHUP);
    ::raise(SIGUSR1);
    ::raise(SIGTERM);
    EXPECT_EQ(pipe.value()->wait(), Signal::reload);
    EXPECT_EQ(pipe.value()->take(), Signal::reopen_logs);
    EXPECT_EQ(pipe.value()->take(), Signal::stop);
    EXPECT_EQ(pipe.value()->take(), Signal::none);
}

TEST(LocalPeer, is_who_connected) {
    int ends[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    const auto peer = local_peer(ends[0]);
    ASSERT_TRUE(peer);
    EXPECT_EQ(peer.value().uid, ::getuid());
    EXPECT_EQ(peer.value().pid, ::getpid());
    EXPECT_TRUE(is_owner(peer.value()));
    const passwd* const entry = ::getpwuid(::getuid());
    EXPECT_EQ(peer.value().user, entry != nullptr ? entry->pw_name : std::to_string(::getuid()));
    EXPECT_FALSE(in_group(peer.value(), "no-such-group-here"));
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_FALSE(local_peer(ends[0]));
}

TEST(Paths, follow_the_service_manager_and_the_user) {
    ::setenv("STATE_DIRECTORY", "/srv/state:/srv/other", 1);
    EXPECT_EQ(default_paths().state, "/srv/state");
    ::unsetenv("STATE_DIRECTORY");
    if (is_root()) {
        EXPECT_EQ(default_paths().state, "/var/lib/mailrace");
        EXPECT_EQ(control_endpoint(default_paths()), "/run/mailrace/control.sock");
    } else {
        ::setenv("XDG_STATE_HOME", "/home/x/state", 1);
        EXPECT_EQ(default_paths().state, "/home/x/state/mailrace");
    }
}

TEST(Memory, is_known) {
    EXPECT_GT(resident_bytes(), 1'000'000u);
    EXPECT_GT(available_bytes(), 1'000'000u);
}

TEST(Privileges, unknown_names_are_refused) {
    EXPECT_EQ(drop_privileges("no-such-user-here", "").error().cls, ErrorClass::not_found);
}

}  // namespace
}  // namespace mailrace::platform
