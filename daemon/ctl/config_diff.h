// How the command line tells what differs between two configurations: changes under the section that makes them, lines as a unified diff.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/effect.h"
#include "shared/config/load.h"

namespace mailrace::ctl {

/// Each section once, its changes below it with the line that makes them.
void print_changes(std::ostream& out, const std::vector<config::Change>& changes);

/// "example.com/vmta", or "example.com" for the virtual MTA that always exists; nothing for an empty line or a comment.
std::optional<config::QueueName> queue_name(std::string_view text);

struct DocumentDiff {
    std::string before, after;  // paths; /dev/null where there is none
    std::string diff;           // unified
    std::size_t added = 0, removed = 0;
};
/// Files that differ. Included ones belong together when they lie in the same place beside their main file.
std::vector<DocumentDiff> document_diffs(const config::LoadResult& before, const config::LoadResult& after);
/// [{before, after, added, removed, diff}]
boost::json::array diffs_json(const std::vector<DocumentDiff>& diffs);

}  // namespace mailrace::ctl
