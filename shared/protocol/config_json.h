// Findings about a configuration as they travel and as the command line prints them with --json. Pure.
#pragma once

#include <boost/json.hpp>
#include <vector>

#include "shared/config/diagnostic.h"
#include "shared/config/load.h"

namespace mailrace::protocol {

/// [{severity, code, file, line, column, length, message, expected, nearest}]
boost::json::array diagnostics_json(const std::vector<config::Diagnostic>& diagnostics);
/// {honoured, different, obsolete, not_supported, refused}
boost::json::object counts_json(const config::LineCounts& counts);

}  // namespace mailrace::protocol
