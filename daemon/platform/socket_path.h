// The place of a local socket in the file system: its directory and its mode are right before anybody can connect. At start-up.
#pragma once

#include <string>

#include "shared/base/result.h"

namespace mailrace::platform {

/// Makes the directory of `socket_path` when it is missing (mode 0750, group `group` where that exists) and removes a socket that nobody answers
/// on. Fails when something else lies there, or another process answers.
Status prepare_socket_path(const std::string& socket_path, const std::string& group);

/// While it lives, files and sockets that this process makes are closed to all but owner and group.
class RestrictedUmask {
public:
    RestrictedUmask();
    ~RestrictedUmask();
    RestrictedUmask(const RestrictedUmask&) = delete;
    RestrictedUmask& operator=(const RestrictedUmask&) = delete;

private:
    unsigned before_ = 0;
};

/// Gives a file to a group where that exists and we may; otherwise the owner alone can use it, which is safe.
void give_to_group(const std::string& path, const std::string& group);

/// The number of this process.
int process_id();

}  // namespace mailrace::platform
