// Where things lie in the spool's directory. Pure functions, any thread.
#pragma once

#include <string>

#include "daemon/spool/spool.h"

namespace mailrace::spool {

std::string segment_path(const SpoolOptions& options, std::uint32_t number);
std::string large_directory(const SpoolOptions& options);
std::string large_path(const SpoolOptions& options, MessageId id);

}  // namespace mailrace::spool
