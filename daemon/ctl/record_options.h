// What `stats` and `find` have in common on the command line: where records come from (files, a history on disk, the daemon) and
// which of them count.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "daemon/reports/condition.h"

namespace mailrace::ctl {

struct RecordOptions {
    std::vector<std::string> files;
    std::string history;  // a directory
    std::string columns;  // header line for pieces of files without one
    std::vector<std::string> where;
    std::string from, to_domain, job, vmta, user, env_id, header;
    std::string last, since, until;

    void add_to(CLI::App& command);
    /// A word without an option: an existing file is one to read. False when it is something else.
    bool take_file(const std::string& word);
    /// Words that landed among the files because they followed --file: conditions. `conditions` gets them.
    void give_back(std::vector<std::string>& words);
    Result<reports::Selection> selection(WallTime now) const;
};

}  // namespace mailrace::ctl
