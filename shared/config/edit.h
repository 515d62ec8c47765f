// Small changes to a configuration's text as an editor makes them: one directive set, taken out or commented out, a name changed
// everywhere. Each is one replaced stretch of the text, so that it can be undone as one, and every other byte stays. Whole
// sections are block_edit.h's. Pure, linear in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/symbols.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {

/// Bytes [offset, offset + length) of a text become `text`.
struct TextEdit {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string text;
    bool changes_nothing() const { return length == 0 && text.empty(); }
    bool operator==(const TextEdit&) const = default;
};
/// The shortest single edit that makes the one text of the other; characters of UTF-8 are not torn.
TextEdit edit_between(std::string_view before, std::string_view after);
std::string applied(std::string_view text, const TextEdit& edit);

/// The value of a directive in a section (0: the top level), as it stands in the text. Of several lines the last one that holds
/// is changed, and its comment stays; without one the line goes where block_edit.h puts it.
TextEdit set_directive(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword, std::string_view value);
/// All lines of a directive in a section itself.
TextEdit remove_directive(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword);

/// "# " before the code of these lines (numbers, both included), where their least indented one begins; lines without code stay.
TextEdit comment_out(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last);
/// Takes the first '#' of lines that are comments only, and one blank behind it.
TextEdit uncomment(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last);
/// uncomment() when no line has code, else comment_out().
TextEdit toggle_comment(const SyntaxTree& tree, std::uint32_t first, std::uint32_t last);

struct DocumentEdit {
    std::size_t document = 0;
    TextEdit edit;
};
struct Renaming {
    std::string problem;              // why it cannot be done, in words for a person; empty: it can
    std::vector<DocumentEdit> edits;  // one a document that changes
    std::size_t places = 0;           // definitions and uses
};
/// The definitions and uses of a name in all documents get another one. `trees` are those that `symbols` were made of. Refused
/// when the language could not read the new name there, or when it is taken.
Renaming rename(std::span<const SyntaxTree* const> trees, const Symbols& symbols, SymbolKind kind, std::string_view from,
                std::string_view to);

}  // namespace mailrace::config
