// Changes to a configuration's text made for somebody who fills in a form: a section with the lines that the form knows is
// written or brought up to date, and every other byte stays, comments and the lines that the form does not know included. Pure
// functions, text in, text out; linear in the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/config/syntax_tree.h"

namespace mailrace::config {

/// One line: a keyword and its value as it stands in the text, with quotes and escapes.
struct Entry {
    std::string keyword;
    std::string value;
    bool operator==(const Entry&) const = default;
};

/// Where lines stand: in a section that exists (its index), or in one that is to be made.
struct BlockPlace {
    std::optional<std::uint32_t> section;  // 0: the file itself
    std::string tag, name;                 // of a new one; with `section`: the name it shall have (tag is not looked at)
    std::uint32_t parent = 0;              // of a new one: the section around it
};

struct BlockEdit {
    BlockPlace place;
    std::vector<Entry> entries;         // what shall stand there, in this order for each keyword
    std::vector<std::string> keywords;  // whose lines belong to the form: those not among `entries` are removed
};

/// The index of the first section with that tag and name (compared without regard to case); with `parent`, of those in it.
std::optional<std::uint32_t> find_block(const SyntaxTree& tree, std::string_view tag, std::string_view name,
                                        std::uint32_t parent = 0);
/// The innermost section that a line stands in (its own tags count); 0 for the top level and for lines that are not there.
std::uint32_t block_at(const SyntaxTree& tree, std::uint32_t line);
/// The lines that stand in a section itself, sections within left out, in their order. Malformed lines are left out.
std::vector<Entry> entries_of(const SyntaxTree& tree, std::uint32_t section);
/// The values of one keyword in a section.
std::vector<std::string> values_of(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword);

/// The text after the edit. Of the lines that belong to the form: what means the same stays as it is; of a changed line only the
/// value is replaced, its indentation and comment stay. New lines go behind the last one of their keyword, else to the end of the
/// section; a new section behind the last of its tag, else to the end of what it stands in.
std::string apply_edit(const SyntaxTree& tree, const BlockEdit& edit);
/// The same with the line (from 1) on which the section begins in the new text.
struct EditResult {
    std::string text;
    std::uint32_t line = 0;
};
EditResult apply_edit_at(const SyntaxTree& tree, const BlockEdit& edit);

/// One section of several that a form writes in one go. `path` names it from the outside in, tag and name each; what is not there
/// yet is made. Empty: the top level.
struct EditStep {
    std::vector<std::pair<std::string, std::string>> path;
    std::uint32_t line = 0;    // of an existing section's tag in the text as it is before this step; wins over the end of `path`
    std::uint32_t around = 0;  // the same for the outermost section of `path`
    std::vector<Entry> entries;
    std::vector<std::string> keywords;
};

/// The text after all steps, one after the other; the line is that of the first step's section (0 for the top level).
EditResult apply_steps(std::string text, const std::vector<EditStep>& steps);

/// The text without a section: its lines and one empty line before it where two would meet. Comments right above it stay.
std::string remove_block(const SyntaxTree& tree, std::uint32_t section);

/// A word as one writes it: in quotes when it is empty or holds blanks, with escapes where they are needed. '#' cannot be written
/// in this language: the result holds it as it is, and the caller has to refuse it first.
std::string quoted_word(std::string_view word);

}  // namespace mailrace::config
