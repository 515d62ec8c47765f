// What becomes of one line of a PowerMTA configuration. Private to this folder: importing walks the lines and asks here.
#pragma once

#include <string>
#include <vector>

#include "shared/config/import.h"
#include "shared/config/schema.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {

/// What lines far apart have to say to each other.
struct ImportContext {
    std::vector<std::string> listen_addresses;  // smtp-ip
    std::string listen_port;                    // smtp-port
    std::string spool_min_free_space;           // spool-min-free-space
    bool has_old_spool = false;                 // a spool in its one-line form
    bool listener_written = false;
};
void gather_context(const SyntaxTree& tree, ImportContext& context);

struct LineImport {
    struct Note {
        ImportKind kind;
        std::string message;
    };
    std::vector<std::string> lines;  // what stands in its place, without line ends
    std::vector<Note> notes;
};

/// `content`: the line without its end, in the section `scope`. The lines of a directive or an opening tag; all others stay as
/// they are. `quiet`: the section itself is not there yet and has said so.
LineImport import_line(std::string_view content, const Line& line, Scope scope, bool quiet, ImportContext& context);

/// The line as a comment, with the reason behind it.
std::string commented_out(std::string_view content, std::string_view reason);

/// Has a directive or section no meaning here, now and later, so that it is commented out?
bool is_pointless(Status status, std::string_view note);

}  // namespace mailrace::config
