#include "shared/config/value_problem.h"

#include "shared/config/lexer.h"
#include "shared/config/ranges.h"
#include "shared/config/value.h"

namespace mailrace::config {

std::string value_problem(const Directive& directive, std::string_view value) {
    if (value.find_first_of("\r\n") != std::string_view::npos) return "a value stands on one line";
    const LexedLine line = lex_line(std::string(directive.name) + ' ' + std::string(value));
    if (line.comment != std::string::npos) return "a # would begin a comment; it cannot stand in a value";
    if (line.error) return line.error;
    const ParsedValue parsed = parse_value(directive, std::span(line.words).subspan(1));
    const std::string expected = " (expected " + expected_text(directive) + ")";
    if (parsed.value) {
        const std::string problem = range_problem(directive, *parsed.value);
        return problem.empty() ? problem : problem + expected;
    }
    if (!parsed.problem.empty()) return parsed.problem + expected;
    if (parsed.wrong)
        return "\"" + parsed.wrong->text + "\" is not a value of \"" + std::string(directive.name) + "\"" + expected;
    return "a value is missing" + expected;
}

}  // namespace mailrace::config
