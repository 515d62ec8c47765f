// Takes a PowerMTA configuration over: the same text with our paths, current forms in place of deprecated ones, and what has no
// meaning here commented out with its reason; and a report with a line for all that a person should know or do. What comes out
// loads. Runs on the caller's thread; bounded like the loader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/file_reader.h"
#include "shared/config/load.h"

namespace mailrace::config {

enum class ImportKind : std::uint8_t {
    rewritten,  // says the same in our form
    kept,       // holds, with a difference
    dropped,    // commented out: it has no meaning here
    human,      // somebody has to do or decide something
};
std::string_view to_string(ImportKind kind);

struct ImportNote {
    std::string file;        // as it was read
    std::uint32_t line = 0;  // there, from 1; 0: the file as a whole
    ImportKind kind = ImportKind::human;
    std::string message;
};

struct ImportedDocument {
    std::string path;  // relative to the folder of our configuration
    std::string text;
    std::string from;  // what it was read from
};

struct ImportResult {
    std::vector<ImportedDocument> documents;  // the main file first; empty when it could not be read
    std::vector<ImportNote> report;           // in the order of files and lines
    LoadResult loaded;                        // what the loader says to the documents
};

inline constexpr std::string_view imported_main_file = "mailrace.conf";

ImportResult import_powermta(FileReader& files, const std::string& path);

}  // namespace mailrace::config
