// From files to a Config: reads, follows includes, checks every line against the schema and builds the typed model. Reports all
// it finds, not only the first error. Runs on the caller's thread; time and memory are bounded by the size of what is read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/config.h"
#include "shared/config/diagnostic.h"
#include "shared/config/file_reader.h"

namespace mailrace::config {

/// One file as it was read. Place::file is the index in LoadResult::documents plus one.
struct Document {
    std::string path;
    std::string text;
    std::string revision;  // changes with every change of the text
};

/// How many directive lines of each kind were met.
struct LineCounts {
    std::size_t honoured = 0;
    std::size_t different = 0;
    std::size_t obsolete = 0;
    std::size_t not_supported = 0;
    std::size_t refused = 0;  // lines with an error
};

struct LoadResult {
    std::shared_ptr<const Config> config;  // null when there is an error
    std::vector<Diagnostic> diagnostics;   // in the order of files and lines
    std::vector<Document> documents;       // the main file first
    std::string revision;                  // of all documents together
    LineCounts counts;
};

LoadResult load(FileReader& files, const std::string& path);
/// The same from a text in memory; `include` goes through `files` when given and is an error otherwise.
LoadResult load_text(std::string name, std::string text, FileReader* files = nullptr);

/// The configuration that holds when there is no file: resources/mailrace.conf, compiled in.
std::shared_ptr<const Config> built_in_default();
std::string_view built_in_text();

}  // namespace mailrace::config
