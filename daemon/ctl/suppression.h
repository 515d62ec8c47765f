// What the commands of suppression lists share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/ctl/commands.h"
#include "shared/base/clock.h"

namespace mailrace::ctl {

/// "90d" from now, or a date; unix milliseconds.
std::optional<std::int64_t> expiry_time(const std::string& text, WallTime now);

/// import and export, in files of their own.
void add_suppression_file_commands(CLI::App& group, Context& context);

/// Which column of a CSV file holds the addresses: the one of that name or number (from 1) in its first line. Nothing when there is none.
std::optional<std::size_t> column_of(std::string_view header, const std::string& wanted);

}  // namespace mailrace::ctl
