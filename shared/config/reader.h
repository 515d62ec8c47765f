// Reads files into blocks: follows includes, checks every line against the schema, counts what is honoured, reports the rest.
// Private to this folder. Bounded: include depth, number of files, total bytes, number of diagnostics.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/config/block.h"
#include "shared/config/load.h"
#include "shared/config/references.h"

namespace mailrace::config {

inline constexpr std::size_t max_include_depth = 16;
inline constexpr std::size_t max_files = 10'000;
inline constexpr std::size_t max_total_bytes = 256u << 20;
inline constexpr std::size_t max_diagnostics = 5'000;
inline constexpr std::size_t max_guesses = 200;
inline constexpr std::size_t max_compared_names = 500'000;

class Reader {
public:
    Reader(FileReader* files, LoadResult& result) : files_(files), result_(result), root_(std::make_unique<Block>()) {}

    void read(const std::string& path);
    void read_text(std::string name, std::string text);
    std::unique_ptr<Block> take() { return std::move(root_); }

    /// May the nearest of so many names be looked for once more?
    bool may_guess(std::size_t names = 400) {
        if (guesses_left_ == 0 || compared_left_ < names) return false;
        --guesses_left_;
        compared_left_ -= names;
        return true;
    }

    const References& references() const { return references_; }
    /// "line 5", or "FILE:5" when there are several files.
    std::string where(Place place) const;

    /// A finding of a later stage about a place already read, with the bytes that are meant (column from 0).
    void report_at(Severity severity, Place place, std::uint32_t column, std::uint32_t length, std::string code,
                   std::string message, std::string expected = {}, std::string nearest = {});
    /// The same; the whole value part of the line is underlined.
    void report(Severity severity, Place place, std::string code, std::string message, std::string expected = {},
                std::string nearest = {});

private:
    struct Spot {
        std::uint32_t file = 0;
        const SyntaxTree* tree = nullptr;
        const Line* line = nullptr;
    };
    void read_document(std::string path, std::string text, Block& into, bool quiet);
    void read_lines(const SyntaxTree& tree, std::uint32_t file, Block& into, bool quiet);
    void take_syntax_errors(const SyntaxTree& tree, std::uint32_t file, const std::vector<char>& quiet_lines);
    Block* open_section(const Spot& spot, Block& parent, bool quiet);
    void check_name(const Spot& spot, const Tag& tag, const Word& name);
    void directive(const Spot& spot, Block& into, bool quiet);
    void pattern(const Spot& spot, Block& into);
    void category_pattern(const Spot& spot, Block& into);
    void unknown_directive(const Spot& spot, const Block& into);
    bool take_value(const Spot& spot, const Directive& directive, Assignment& out);
    bool has_its_result(const Spot& spot, const Directive& directive, const Assignment& assignment);
    void note_second(const Spot& spot, const Assignment& assignment, const Block& into);
    void note_status(const Spot& spot, const Word& word, std::string_view name, Status status, std::string_view note);
    void include(const Spot& spot, const Assignment& assignment, Block& into, bool quiet);
    void count(Status status);
    void report(const Spot& spot, Severity severity, std::uint32_t column, std::uint32_t length, std::string code,
                std::string message, std::string expected = {}, std::string nearest = {});
    void add(Diagnostic diagnostic);
    std::string_view line_of(Place place);

    FileReader* files_;
    LoadResult& result_;
    std::unique_ptr<Block> root_;
    std::vector<std::string> including_;                             // paths being read, outermost first
    std::map<std::uint32_t, std::vector<std::size_t>> line_starts_;  // of files that a later stage had something to say about
    References references_;
    std::size_t total_bytes_ = 0;
    std::size_t guesses_left_ = max_guesses;  // looking for the nearest name is the one costly answer
    std::size_t compared_left_ = max_compared_names;
};

}  // namespace mailrace::config
