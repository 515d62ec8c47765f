// Turns a filter into a WHERE clause of SQLite with bound values; nothing that a person typed becomes SQL text. The caller says by a SqlSchema
// where each field lives; text that repeats may live in a dictionary table (id, kind, text). Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/filter/filter.h"

namespace mailrace::filter {

struct SqlColumn {
    enum class Storage : std::uint8_t {
        none,        // not stored: no row matches
        integer,     // `expression` is an integer
        text,        // `expression` is a text, never NULL
        dictionary,  // `expression` is an id of the table dict with this `dictionary_kind`; 0 is the empty text
    };
    FieldId field = 0;
    Storage storage = Storage::none;
    std::string_view expression;
    int dictionary_kind = 0;
    int rank = 0;                          // 0: no index. Otherwise the more selective the index, the higher
    std::string_view hash_column = {};     // text only: integer column with `hash` of the text, indexed
    std::string_view dictionary_text = "text";  // dictionary only: what of its row is compared
};

struct SqlSchema {
    std::span<const SqlColumn> columns;
    std::int64_t (*hash)(std::string_view text) = nullptr;  // case-insensitive
};

using SqlValue = std::variant<std::int64_t, std::string>;

struct SqlCondition {
    std::string where;             // "1" when everything passes
    std::vector<SqlValue> values;  // for the ?s, in order
    int rank = 0;                  // of the index that serves it; 0: every row must be looked at
};

/// Names of the functions that the connection must offer: each takes (text, argument) and answers 0 or 1 by shared/filter/match.h.
inline constexpr std::string_view kSqlGlob = "mr_glob";
inline constexpr std::string_view kSqlContains = "mr_contains";
inline constexpr std::string_view kSqlRegex = "mr_regex";
inline constexpr std::string_view kSqlNetwork = "mr_network";
inline constexpr std::string_view kSqlLabel = "mr_label";

SqlCondition to_sql(const Filter& filter, const SqlSchema& schema);

}  // namespace mailrace::filter
