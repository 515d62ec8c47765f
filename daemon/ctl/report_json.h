// A report read from a mail as the command line prints it: JSON for scripts, lines for people.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "daemon/feedback/report.h"

namespace mailrace::ctl {

/// {file, kind, format, recipients: [{address, action, status, code, diagnostic, category, class, …}], feedback: {…} or null,
/// message_id, original: {…}}. All text is UTF-8.
boost::json::object report_json(const std::string& file, const feedback::Report& report);

/// The same for a terminal, several lines.
std::string report_text(const std::string& file, const feedback::Report& report);

}  // namespace mailrace::ctl
