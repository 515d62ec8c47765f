// Who is at the other end of a local socket, as the kernel says, and what groups that one is in.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/result.h"

namespace mailrace::platform {

struct LocalPeer {
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::int32_t pid = 0;
    std::string user;   // name, or "uid 1234" when the system knows none
};

/// `descriptor`: a connected Unix domain socket (SO_PEERCRED).
Result<LocalPeer> local_peer(int descriptor);

/// Is the user in the group, by primary group or as a listed member? False for groups that do not exist.
bool is_member(const LocalPeer& peer, const std::string& group);

/// Is it the user that this process runs as?
bool is_own_user(const LocalPeer& peer);

/// Makes the directory of `socket_path` when it is missing (mode 0750, group `group` where that exists) and removes a socket that nobody answers
/// on. Fails when something else lies there, or another process answers.
Status prepare_socket_path(const std::string& socket_path, const std::string& group);

/// While it lives, files and sockets that this process makes are closed to all but owner and group: a socket has its mode before anyone can connect.
class RestrictedUmask {
public:
    RestrictedUmask();
    ~RestrictedUmask();
    RestrictedUmask(const RestrictedUmask&) = delete;
    RestrictedUmask& operator=(const RestrictedUmask&) = delete;

private:
    unsigned before_ = 0;
};

/// Gives a file to a group where that exists and we may; no error otherwise.
void give_to_group(const std::string& path, const std::string& group);

}  // namespace mailrace::platform
