// The text of one configuration file as a tree that keeps every byte: lines with their words, sections with their nesting. It
// knows the grammar, not the directives. After an error it goes on, so that all errors are found at once. A value; time and
// memory are linear.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/diagnostic.h"

namespace mailrace::config {

inline constexpr std::size_t max_line_bytes = 64 * 1024;
inline constexpr std::size_t max_section_depth = 16;
inline constexpr std::size_t max_lines = 1'000'000;
inline constexpr std::size_t max_syntax_diagnostics = 1000;

enum class LineKind : std::uint8_t {
    blank,      // nothing, or a comment only
    directive,  // keyword value…
    pattern,    // starts with a regular expression: an entry of a pattern section
    open,       // <tag name>
    close,      // </tag>
    malformed,  // has a diagnostic
};

struct Word {
    std::string text;          // quotes and escapes taken away; of a regex what stands between the slashes
    std::uint32_t column = 0;  // from 0, in bytes of the line
    std::uint32_t length = 0;  // bytes as written
    bool quoted = false;
    bool regex = false;
};

struct Line {
    std::uint32_t number = 0;  // from 1
    LineKind kind = LineKind::blank;
    std::uint32_t section = 0;                // the section it stands in; of open and close: the section they belong to
    std::uint32_t depth = 0;                  // nesting of what stands in it
    std::size_t offset = 0;                   // in the text
    std::size_t length = 0;                   // with its line end
    std::size_t comment = std::string::npos;  // column of '#'
    std::vector<Word> words;                  // open: tag, then the name if any; close: tag; else keyword, values
};

struct Section {
    std::string tag;  // lower case; empty for the file itself
    std::string name;
    std::uint32_t parent = 0;      // index; the file is 0
    std::uint32_t open_line = 0;   // number; 0 for the file
    std::uint32_t close_line = 0;  // 0 when it was never closed
};

class SyntaxTree {
public:
    explicit SyntaxTree(std::string text);

    const std::string& text() const { return text_; }
    const std::vector<Line>& lines() const { return lines_; }
    const std::vector<Section>& sections() const { return sections_; }
    /// Diagnostics of the grammar, without a file name.
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

    /// The bytes of a line without its line end.
    std::string_view content(const Line& line) const;
    /// The bytes of a line with its line end.
    std::string_view raw(const Line& line) const { return std::string_view(text_).substr(line.offset, line.length); }

    /// The text with lines [first, last] (numbers) replaced; every other byte stays. `replacement` should end with a line end.
    std::string with_lines_replaced(std::uint32_t first, std::uint32_t last, std::string_view replacement) const;

private:
    friend class Nesting;
    void read_lines();
    void read_line(Line& line, std::string_view content);
    void read_open(Line& line, std::string_view content);
    void read_close(Line& line, std::string_view content);
    void report(const Line& line, std::size_t column, std::size_t length, std::string code, std::string message,
                std::string expected = {}, std::string nearest = {});

    std::string text_;
    std::vector<Line> lines_;
    std::vector<Section> sections_;
    std::vector<Diagnostic> diagnostics_;
};

}  // namespace mailrace::config
