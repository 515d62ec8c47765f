// Reads records from where the command line says: accounting files, the history's files, or a daemon's history through its
// socket. All give the same kind of record. What was read, and what could not be, is told afterwards.
#pragma once

#include <string>
#include <vector>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/record_options.h"
#include "shared/accounting/record_parser.h"

namespace mailrace::ctl {

struct SourceBooks {
    std::string name;
    accounting::ParserBooks parser;
    std::string problem;  // why it ended early; empty when it was read to its end
};

struct ReadBooks {
    std::vector<SourceBooks> sources;
    bool stopped = false;  // the sink had enough
    std::uint64_t damaged() const;
    bool failed() const;  // something could not be read
};

/// Error: nothing could be read at all. `selection` only narrows what the history is asked for; the sink decides.
Result<ReadBooks> read_records(const RecordOptions& options, const Options& daemon, const reports::Selection& selection,
                               const accounting::RecordParser::Sink& sink);

/// Damaged lines, problems: for standard error, a line each.
std::vector<std::string> remarks(const ReadBooks& books);
/// "acct-2026-01-02-0000.csv", "3 files", "the history of mta1".
std::string source_words(const ReadBooks& books);

}  // namespace mailrace::ctl
