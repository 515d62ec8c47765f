// Cuts the text of a filter into tokens that carry their place, for the parser and for colouring while a person types. Never fails: what
// cannot be read is a token too. Pure functions; any thread. Offsets and lengths are bytes of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/filter/fields.h"

namespace mailrace::filter {

enum class TokenKind : std::uint8_t {
    field,      // the name before a colon or comparison
    operator_,  // : = != < <= > >=
    value,      // a value of a field
    word,       // a bare word: free text
    string,     // "…", quotes included
    regex,      // /…/, slashes included
    comma,
    keyword,    // AND OR NOT && || | ! -
    open,       // (
    close,      // )
    error,      // cannot be read, or (from highlight) is not known or not fitting
};

struct Token {
    TokenKind kind = TokenKind::word;
    std::size_t offset = 0;
    std::size_t length = 0;
    bool unterminated = false;  // a string or regex without its end
};

/// All tokens in order; white space is left out. Linear in the length of the text.
std::vector<Token> lex(std::string_view text);

/// The content of a string token: quotes removed, \" and \\ undone; of a regex token: slashes removed, \/ undone.
std::string unquote(std::string_view token_text);

/// Tokens for colouring: as lex(), with those that the parser objects to turned into `error` tokens.
std::vector<Token> highlight(std::string_view text, const FieldTable& table);

}  // namespace mailrace::filter
