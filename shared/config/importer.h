// The walk over a PowerMTA configuration that import_powermta() makes: finds its files, takes each line over, then asks the
// loader and comments out what it refuses, until the result loads. Private to this folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/config/import.h"
#include "shared/config/import_line.h"

namespace mailrace::config {

class Importer {
public:
    explicit Importer(FileReader& files) : files_(files) {}
    ImportResult run(const std::string& path);

private:
    struct Source {
        std::string path;
        std::string to;
        SyntaxTree tree;
        Scope base = Scope::global;  // the section that includes it
    };
    struct OutLine {
        std::string text;
        std::uint32_t origin = 0;  // line of the source
    };
    struct Output {
        std::size_t source = 0;
        std::vector<OutLine> lines;
        std::string text() const;
    };

    bool collect(const std::string& path, Scope base, std::size_t depth);
    void collect_included(std::size_t source, std::size_t depth);
    std::vector<std::string> included_by(const Source& source, const Line& line);
    std::string place_of(const std::string& path) const;

    void take_over(std::size_t source);
    void settle();
    bool settle_round();
    void comment_out_section(Output& output, std::uint32_t first, std::uint32_t last);
    void note(std::size_t source, std::uint32_t line, ImportKind kind, std::string message);
    void finish();

    friend class DocumentImport;

    FileReader& files_;
    ImportResult result_;
    ImportContext context_;
    std::vector<Source> sources_;
    std::map<std::string, std::size_t> index_;  // by path
    std::vector<Output> outputs_;
    std::string main_folder_;
    std::size_t total_bytes_ = 0;
};

}  // namespace mailrace::config
