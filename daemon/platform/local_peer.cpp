#include "daemon/platform/local_peer.h"

#ifndef _WIN32
#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <vector>
#endif

namespace mailrace::platform {

#ifdef _WIN32

// Named pipes carry the identity of their client; the pipe's access list decides who may connect at all.
Result<LocalPeer> local_peer(int) { return Error::invalid("a pipe has no socket peer"); }
bool in_group(const LocalPeer&, const std::string&) { return false; }
bool is_owner(const LocalPeer&) { return false; }

#else

namespace {

// Both databases want a buffer whose size nobody knows; 64 KiB holds groups with thousands of members.
constexpr std::size_t kBuffer = 64 * 1024;

}  // namespace

Result<LocalPeer> local_peer(int descriptor) {
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0)
        return system_error("cannot tell who is at the other end", errno);
    if (credentials.uid == static_cast<uid_t>(-1)) return Error::invalid("the socket has no peer with an identity");
    LocalPeer peer{credentials.uid, credentials.gid, credentials.pid, std::to_string(credentials.uid)};
    std::vector<char> buffer(kBuffer);
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(credentials.uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) peer.user = entry.pw_name;
    return peer;
}

bool in_group(const LocalPeer& peer, const std::string& group) {
    std::vector<char> buffer(kBuffer);
    ::group entry{};
    ::group* found = nullptr;
    if (::getgrnam_r(group.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return false;
    if (entry.gr_gid == peer.gid) return true;
    for (char** member = entry.gr_mem; *member != nullptr; ++member)
        if (peer.user == *member) return true;
    return false;
}

bool is_owner(const LocalPeer& peer) { return peer.uid == 0 || peer.uid == ::geteuid(); }

#endif

}  // namespace mailrace::platform
