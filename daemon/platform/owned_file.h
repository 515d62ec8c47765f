// Files that people own and the daemon may change for them: configuration files. A replaced file keeps its mode, owner and group, and a symbolic
// link stays one: the file that it leads to is replaced. After a crash a file holds either the old or the new content. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace mailrace::platform {

/// Why we may not replace this file, in words for a person who can change that; empty: we may.
std::string why_not_replaceable(const std::string& path);
/// Why we may not create this file; empty: we may. Missing directories above it are fine where we may make them.
std::string why_not_creatable(const std::string& path);

/// Replaces what an existing file holds: a temporary file beside it, synced, renamed, the directory synced.
Status replace_owned(const std::string& path, std::string_view bytes);
/// Creates a file that must not exist, with missing directories; readable by owner and group.
Status create_owned(const std::string& path, std::string_view bytes);
Status remove_owned(const std::string& path);

/// When the file was last written.
Result<WallTime> modified(const std::string& path);

}  // namespace mailrace::platform
