// The operational log: what the service does, one line a fact, "time level words key=value …", to standard error (where journald takes it) or to
// a file with rotation. What happens to mail is in the history, not here. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::app {

struct LogOptions {
    std::string file;            // empty: standard error
    int rotated_files = 8;       // kept beside the live one
    bool world_readable = false;
    std::string level = "info";  // debug, info, warning, error
};

Status start_log(const LogOptions& options);
/// Writes what is buffered.
void flush_log();

using LogFields = std::vector<std::pair<std::string_view, std::string>>;
void log_info(std::string_view words, const LogFields& fields = {});
void log_warning(std::string_view words, const LogFields& fields = {});
void log_error(std::string_view words, const LogFields& fields = {});

/// `words key=value`: values with blanks or quotes are quoted, control characters escaped, so that a line stays a line.
std::string log_line(std::string_view words, const LogFields& fields);

}  // namespace mailrace::app
