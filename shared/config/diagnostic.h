// What the reader of a configuration is told: where, what, what was expected instead, and the nearest known name. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/place.h"

namespace mailrace::config {

enum class Severity : std::uint8_t { error, warning, information };
std::string_view to_string(Severity severity);

struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;  // stable word: "unknown-directive", "bad-value", "not-supported", …
    std::string file;
    std::uint32_t line = 0;    // from 1; 0: the file as a whole
    std::uint32_t column = 0;  // from 1, in bytes
    std::uint32_t length = 0;  // bytes underlined
    std::string message;
    std::string expected;  // may be empty
    std::string nearest;   // nearest known name; may be empty
};

/// "file:line:column: error: message (expected …; did you mean …?)"
std::string to_text(const Diagnostic& diagnostic);
bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace mailrace::config
