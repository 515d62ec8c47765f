// Findings about a configuration as they travel and as the command line prints them with --json. Pure.
#pragma once

#include <boost/json.hpp>
#include <span>
#include <vector>

#include "shared/config/diagnostic.h"
#include "shared/config/effect.h"
#include "shared/config/load.h"

namespace mailrace::protocol {

/// [{severity, code, file, line, column, length, message, expected, nearest}]
boost::json::array diagnostics_json(const std::vector<config::Diagnostic>& diagnostics);
/// [{kind, block, directive, before, after, before_default, after_default, follows, before_where, after_where, queues, examples, restart,
/// sentence}]
boost::json::array changes_json(std::span<const config::Change> changes);
/// {honoured, different, obsolete, not_supported, refused}
boost::json::object counts_json(const config::LineCounts& counts);

}  // namespace mailrace::protocol
