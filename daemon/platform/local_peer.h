// Who is at the other end of the local socket, as the kernel says it. Any thread.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/result.h"

namespace mailrace::platform {

struct LocalPeer {
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::int32_t pid = 0;
    std::string user;     // name, or the number where there is none
};

/// The peer of a connected Unix socket (SO_PEERCRED): who it was when it connected.
Result<LocalPeer> local_peer(int descriptor);

/// True when the peer's primary or supplementary groups hold `group`; false when there is no such group. Reads the group
/// database, not the process, so that a peer cannot shed or borrow a group.
bool in_group(const LocalPeer& peer, const std::string& group);

/// True when the peer is root or the user that this process runs as.
bool is_owner(const LocalPeer& peer);

}  // namespace mailrace::platform
