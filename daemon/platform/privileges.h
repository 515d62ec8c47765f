// Giving up root: after the privileged ports are bound, the daemon becomes an ordinary user for good. At start-up, before other threads exist.
#pragma once

#include <string>

#include "shared/base/result.h"

namespace mailrace::platform {

bool is_root();

/// Becomes `user` with `group` (empty: the user's own) and the user's supplementary groups, and proves that there is no way back.
/// Fails when the names are unknown or we may not. Does nothing when we are that user already.
Status drop_privileges(const std::string& user, const std::string& group);

/// Gives `path` to user and group, as root before dropping. Symbolic links are not followed.
Status give_to(const std::string& path, const std::string& user, const std::string& group);

}  // namespace mailrace::platform
