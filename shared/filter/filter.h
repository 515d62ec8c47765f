// The filter language: text to tree. `type:bounce provider:gmail code:5* since:2h "blocked"`: conditions are joined by AND unless OR stands
// between them; - or ! or NOT negates; comma lists, comparisons, ranges, CIDR, wildcards, /patterns/ and parentheses do what one expects.
// A parsed filter is a value that never changes; copies share patterns; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/filter/fields.h"

namespace mailrace::filter {

inline constexpr std::size_t kMaxFilterLength = 8192;  // bytes of text
inline constexpr std::size_t kMaxFilterDepth = 40;     // nested parentheses and negations
inline constexpr std::size_t kMaxFilterTerms = 500;    // values in all

class Pattern;  // a compiled regular expression (RE2), shared/filter/match.h

/// One test of one field.
struct Test {
    enum class Kind : std::uint8_t {
        equals,    // text, whole, case-insensitive
        label,     // text, whole or up to a dot
        glob,      // text with * and ?
        contains,  // any part of the text
        regex,     // pattern->find
        network,   // text is an IP address inside the network `text`
        range,     // low <= number <= high
    };
    Kind kind = Kind::equals;
    std::string text;
    std::shared_ptr<const Pattern> pattern;
    std::int64_t low = 0;
    std::int64_t high = 0;
};

/// A node of the tree. `any_of`: one of the tests holds for the field. `free_text`: the first test holds for any of the table's free-text fields.
struct Node {
    enum class Kind : std::uint8_t { all, and_, or_, not_, any_of, free_text };
    Kind kind = Kind::all;
    std::vector<Node> children;
    FieldId field = 0;
    std::vector<Test> tests;
};

/// A mistake in the text, where it is and words for a person.
struct Problem {
    std::size_t offset = 0;  // bytes
    std::size_t length = 0;
    std::string words;
};

class Filter {
public:
    /// The filter that everything passes.
    explicit Filter(const FieldTable& table) : table_(&table) {}
    Filter(const FieldTable& table, Node root, std::string text) : table_(&table), root_(std::move(root)), text_(std::move(text)) {}

    const FieldTable& table() const { return *table_; }
    const Node& root() const { return root_; }
    const std::string& text() const { return text_; }
    bool everything() const { return root_.kind == Node::Kind::all; }

private:
    const FieldTable* table_;
    Node root_;
    std::string text_;
};

/// What parse() found: a filter when there was no problem, otherwise at least one problem, in order of place.
struct Parsed {
    std::variant<std::monostate, Filter> result;
    std::vector<Problem> problems;
    bool ok() const { return problems.empty(); }
    const Filter& filter() const { return std::get<Filter>(result); }
};

/// Reads a filter. `now` is what relative times ("2h", "today") count from. Empty text passes everything.
Parsed parse(std::string_view text, const FieldTable& table, WallTime now);

/// As parse(), with the first problem as an Error ("at 5: there is no field \"provder\"; did you mean provider?").
Result<Filter> parse_or_error(std::string_view text, const FieldTable& table, WallTime now);

/// Writes `value` so that it reads back as exactly this value after "field:": quoted where needed. For filters made by clicking.
std::string quote_value(std::string_view value);

/// The inclusive range of microseconds outside which the filter cannot match, from the conditions on `time_field` that all matches must meet.
struct TimeRange {
    std::int64_t from = INT64_MIN;
    std::int64_t to = INT64_MAX;
};
TimeRange required_range(const Filter& filter, FieldId field);

}  // namespace mailrace::filter
