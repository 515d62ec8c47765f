// Dates as mail headers write them (RFC 5322 section 3.3). Pure functions, any thread, no locale and no time zone of the machine.
#pragma once

#include <string>

#include "shared/base/clock.h"

namespace mailrace::mail {

/// "Fri, 02 Jan 2026 03:04:05 +0000".
std::string date_text(WallTime t);

}  // namespace mailrace::mail
