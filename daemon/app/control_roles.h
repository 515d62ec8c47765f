// Who may do what over the control socket, from the configuration's control-role lines.
#pragma once

#include <vector>

#include "daemon/control/server.h"
#include "shared/config/global_settings.h"

namespace mailrace::app {

std::vector<control::RoleRule> control_roles(const config::GlobalSettings& global);

}  // namespace mailrace::app
