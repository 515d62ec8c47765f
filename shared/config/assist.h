// Help where the cursor is: what could be typed there, and what stands there. Everything comes from the schema and the names of
// the configuration. Pure, on any thread; at most some milliseconds in a file of 50,000 lines, bounded in any text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/position.h"
#include "shared/config/schema.h"
#include "shared/config/symbols.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {

inline constexpr std::size_t max_completions = 200;

enum class CompletionKind : std::uint8_t { directive, tag, value, name, file };

struct Completion {
    std::string insert;  // what replaces the columns
    std::string label;   // what the list shows
    std::string detail;  // a few words: the default, the kind of a name, what a time comes to
    std::string help;    // one line; of what has no effect, with the reason
    CompletionKind kind = CompletionKind::directive;
    Status status = Status::honoured;
};

struct CompletionList {
    std::uint32_t from = 0, to = 0;  // byte columns of the line that are replaced
    std::vector<Completion> items;   // best first
};

/// `tree`: of the text as it is now.
CompletionList complete(const SyntaxTree& tree, Position position, const Symbols& symbols);
/// The same for an editor whose tree is older than its text: reads the section tags of the text before the cursor, no more.
CompletionList complete(std::string_view text, Position position, const Symbols& symbols);

struct Hover {
    std::uint32_t line = 0, column = 0, length = 0;  // what is explained; column from 0
    std::string title;                               // "max-msg-rate", "83/10m = 498 an hour, one each 7.2 s"
    std::string type;                                // what values it takes
    std::string default_text;
    std::string status;  // empty for a value or a name
    std::string help;
    std::string note;                    // the reason of a status; of a name, where it is defined and how often it is used
    std::string scopes;                  // "<domain> and <virtual-mta>"
    std::vector<SymbolUse> definitions;  // of a name
};

/// `symbols` and the index of this tree's document among them: without them names are not explained.
std::optional<Hover> hover(const SyntaxTree& tree, Position position, const Symbols* symbols = nullptr, std::size_t document = 0);

}  // namespace mailrace::config
