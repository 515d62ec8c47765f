// How the command line tells what it found in a configuration: each finding with its line and what is meant underlined, the same finding on
// many lines once, and the sums.
#pragma once

#include <boost/json.hpp>
#include <ostream>

#include "shared/config/load.h"

namespace mailrace::ctl {

struct Findings {
    std::size_t errors = 0;
    std::size_t warnings = 0;
};

Findings count_findings(const config::LoadResult& result);

/// Every finding with its source line; warnings and notes with the same words are told once, with the other lines they stand on, unless `all`.
void print_findings(std::ostream& out, const config::LoadResult& result, bool all);
/// "mail.conf: 0 errors, 2 warnings" and how many lines were honoured, with a difference, obsolete, not supported, refused.
void print_sums(std::ostream& out, const std::string& name, const config::LoadResult& result);
/// {file, ok, errors, warnings, counts, documents, diagnostics}
boost::json::object findings_json(const std::string& name, const config::LoadResult& result);

}  // namespace mailrace::ctl
