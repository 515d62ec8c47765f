// Takes one file of a PowerMTA configuration over, line by line: knows the sections, closes what was left open, joins what an
// editor broke apart, and turns includes to the new places. Private to this folder.
#pragma once

#include <vector>

#include "shared/config/importer.h"

namespace mailrace::config {

class DocumentImport {
public:
    DocumentImport(Importer& importer, std::size_t source);
    void run();

private:
    void line(const Line& line);
    void close_forgotten(const Line& line);
    void close_at_end();
    void close_section(std::uint32_t section, const Line* before);
    void opening(const Line& line);
    void malformed(const Line& line);
    void entry(const Line& line);
    bool joined_macro(const Line& line);
    bool joined_pattern(const Line& line);
    void include(const Line& line);

    std::optional<Scope> scope_of(std::uint32_t section) const;
    std::string_view content(const Line& line) const { return tree_.content(line); }
    void put(const Line& line, std::string text) { out_.push_back({std::move(text), line.number}); }
    void take(const Line& line, LineImport made);
    void note(const Line& line, ImportKind kind, std::string message) {
        importer_.note(source_, line.number, kind, std::move(message));
    }
    const Line* next(const Line& line) const;

    Importer& importer_;
    std::size_t source_;
    const SyntaxTree& tree_;
    std::vector<Importer::OutLine>& out_;
    std::vector<std::uint32_t> open_;  // sections, outermost first
    std::vector<char> dropped_;        // by section: it has no meaning here
    std::vector<char> quiet_;          // by section: it is not there yet, with all that stands in it
    std::uint32_t skip_ = 0;           // the number of a line that was joined to the one before
};

}  // namespace mailrace::config
