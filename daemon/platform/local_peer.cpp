#include "daemon/platform/local_peer.h"

#ifndef _WIN32
#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>
#endif

namespace mailrace::platform {

#ifndef _WIN32

namespace {

/// The numeric id of a group; nothing when there is none.
bool find_group(const std::string& name, gid_t& gid) {
    std::vector<char> buffer(16384);
    group entry{};
    group* found = nullptr;
    if (getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return false;
    gid = entry.gr_gid;
    return true;
}

}  // namespace

Result<LocalPeer> local_peer(int descriptor) {
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return system_error("SO_PEERCRED", errno);
    LocalPeer peer{credentials.uid, credentials.gid, credentials.pid, "uid " + std::to_string(credentials.uid)};
    std::vector<char> buffer(16384);
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(credentials.uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) peer.user = entry.pw_name;
    return peer;
}

bool is_member(const LocalPeer& peer, const std::string& name) {
    gid_t wanted = 0;
    if (!find_group(name, wanted)) return false;
    if (peer.gid == wanted) return true;
    int count = 256;
    std::vector<gid_t> groups(static_cast<std::size_t>(count));
    if (getgrouplist(peer.user.c_str(), peer.gid, groups.data(), &count) < 0) return false;
    groups.resize(static_cast<std::size_t>(count));
    for (const gid_t gid : groups) {
        if (gid == wanted) return true;
    }
    return false;
}

bool is_own_user(const LocalPeer& peer) { return peer.uid == geteuid(); }

Status prepare_socket_path(const std::string& socket_path, const std::string& group) {
    namespace fs = std::filesystem;
    sockaddr_un address{};
    if (socket_path.size() >= sizeof address.sun_path) return Error::invalid("the path of the control socket is too long: " + socket_path);
    const fs::path folder = fs::path(socket_path).parent_path();
    std::error_code failed;
    if (!folder.empty() && !fs::exists(folder, failed)) {
        if (!fs::create_directories(folder, failed)) return Error::storage("cannot make " + folder.string() + ": " + failed.message());
        chmod(folder.c_str(), 0750);
        give_to_group(folder.string(), group);
    }
    struct stat about {};
    if (lstat(socket_path.c_str(), &about) != 0) {
        if (errno == ENOENT) return {};
        return system_error(socket_path, errno);
    }
    if (!S_ISSOCK(about.st_mode)) return Error::invalid(socket_path + " exists and is not a socket");
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_path.c_str(), socket_path.size() + 1);
    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) return system_error("socket", errno);
    const bool answers = connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    if (answers) return Error{ErrorClass::busy, false, Origin::system, "another daemon answers at " + socket_path};
    if (unlink(socket_path.c_str()) != 0) return system_error(socket_path, errno);
    return {};
}

RestrictedUmask::RestrictedUmask() : before_(umask(0117)) {}
RestrictedUmask::~RestrictedUmask() { umask(static_cast<mode_t>(before_)); }

void give_to_group(const std::string& path, const std::string& group) {
    gid_t gid = 0;
    if (find_group(group, gid) && lchown(path.c_str(), static_cast<uid_t>(-1), gid) != 0) {
        // Only root and members may give; without it the owner alone can connect, which is safe.
    }
}

#else

// The named pipe asks for the identity of its client by itself (its access list decides who may connect); nothing here applies to it.
Result<LocalPeer> local_peer(int) { return Error::internal("local sockets are named pipes on Windows"); }
bool is_member(const LocalPeer&, const std::string&) { return false; }
bool is_own_user(const LocalPeer&) { return false; }
Status prepare_socket_path(const std::string&, const std::string&) { return {}; }
RestrictedUmask::RestrictedUmask() = default;
RestrictedUmask::~RestrictedUmask() = default;
void give_to_group(const std::string&, const std::string&) {}

#endif

}  // namespace mailrace::platform
