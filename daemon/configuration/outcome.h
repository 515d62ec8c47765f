// What a wish to change the configuration comes to: values that the control protocol, the log and the tests read.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/configuration/version_store.h"
#include "shared/config/load.h"

namespace mailrace::configuration {

/// A text for a document; no text: as it is on disk.
struct GivenDocument {
    std::string id;
    std::string revision;  // that it was made from
    std::optional<std::string> text;
};

struct Who {
    std::string user;
    std::string note;
};

/// A document that is another one by now.
struct Conflict {
    std::string id, revision, text;
    std::string user;        // who applied it; empty when it was edited by hand
    WallTime time{};         // zero: not known
    bool on_disk = false;    // edited by hand: it does not run yet
};

struct Refusal {
    enum class Why : std::uint8_t { invalid, conflict, read_only, unknown_document, not_found, failed };
    Why why = Why::failed;
    std::string words;
    std::vector<config::Diagnostic> diagnostics;
    std::vector<Conflict> conflicts;
};

struct Applied {
    bool applied = false;  // false: it was only tried
    bool changed = false;  // another version runs than before
    std::int64_t version = 0;
    std::string revision;
    std::vector<std::string> restart_needed;
    std::vector<config::Diagnostic> diagnostics;
};

using Outcome = std::variant<Applied, Refusal>;

/// The version that runs.
struct Current {
    std::int64_t version = 0;
    std::string revision;
    std::string user, note;
    VersionOrigin origin = VersionOrigin::start;
    WallTime time{};
    std::string file;  // the main one; empty: the built-in configuration
};

}  // namespace mailrace::configuration
