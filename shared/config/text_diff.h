// Differences of texts by lines (E. Myers, "An O(ND) Difference Algorithm", in linear space), as hunks and as a unified diff, and
// the merge of two people's changes. Pure; bounded: texts that differ in very many lines get a longer diff than they need, in
// time about linear in their size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::config {

/// Lines of a text with their line ends; the last may have none.
std::vector<std::string_view> split_lines(std::string_view text);

/// Lines [old_first, old_first + old_count) of the one text became [new_first, new_first + new_count) of the other; from 0.
struct LineEdit {
    std::size_t old_first = 0, old_count = 0;
    std::size_t new_first = 0, new_count = 0;
    auto operator<=>(const LineEdit&) const = default;
};
/// In order; what is between them is the same.
std::vector<LineEdit> diff_lines(std::string_view before, std::string_view after);

enum class LineChange : std::uint8_t { same, removed, added };
struct DiffLine {
    LineChange change = LineChange::same;
    std::string text;            // without its line end
    std::uint32_t old_line = 0;  // from 1; 0 where it is not
    std::uint32_t new_line = 0;
    bool carriage_return = false;  // its line end is CR LF
    bool no_line_end = false;      // the last line of its text, without one
};
/// A stretch of changes with the lines around it.
struct Hunk {
    std::uint32_t old_first = 0, old_count = 0;  // from 1, as a unified diff counts: 0 when there is no line before it
    std::uint32_t new_first = 0, new_count = 0;
    std::vector<DiffLine> lines;
};
std::vector<Hunk> hunks(std::string_view before, std::string_view after, std::size_t context = 3);

struct DiffNames {
    std::string before, after;
};
/// Empty when the texts are the same.
std::string unified(std::string_view before, std::string_view after, const DiffNames& names, std::size_t context = 3);

struct DiffCounts {
    std::size_t added = 0, removed = 0;  // lines
};
DiffCounts count_changes(std::string_view before, std::string_view after);

/// The bytes that differ within two lines: all but what they share at both ends (whole UTF-8 characters).
struct ChangedPart {
    std::size_t from = 0;
    std::size_t old_length = 0, new_length = 0;
};
ChangedPart changed_part(std::string_view before, std::string_view after);

/// A stretch of a merge: either what all agree on or only one changed, or a conflict.
struct MergePart {
    bool conflict = false;
    std::string text;          // what stands in the merged text; of a conflict, mine until somebody chooses
    std::string base, theirs;  // of a conflict
};
struct MergeConflict {
    std::size_t part = 0;               // index of its part
    std::uint32_t line = 0, count = 0;  // lines of the merged text that hold mine; from 1
    std::string base, mine, theirs;
};
struct MergeResult {
    std::string text;
    std::vector<MergeConflict> conflicts;  // empty: everything went together
    std::vector<MergePart> parts;          // their texts one after the other are the merged text
};
/// Changes of different lines go together, also of neighbouring ones: each line of a configuration says something of its own. The
/// same change made by both counts once.
MergeResult merge(std::string_view base, std::string_view mine, std::string_view theirs);

}  // namespace mailrace::config
