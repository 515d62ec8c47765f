// What a reload cannot change in a running daemon. Pure; asked before a new configuration is applied, so that nothing is ignored
// silently.
#pragma once

#include <string>
#include <vector>

#include "shared/config/config.h"

namespace mailrace::config {

/// The directives whose change takes effect only after a restart, by name and in their order; empty when a reload is enough.
std::vector<std::string> needs_restart(const Config& running, const Config& wanted);

}  // namespace mailrace::config
