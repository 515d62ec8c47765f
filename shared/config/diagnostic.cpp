#include "shared/config/diagnostic.h"

namespace mailrace::config {

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::information: return "information";
    }
    return "error";
}

std::string to_text(const Diagnostic& d) {
    std::string out = d.file;
    if (d.line != 0) out += ':' + std::to_string(d.line);
    if (d.line != 0 && d.column != 0) out += ':' + std::to_string(d.column);
    if (!out.empty()) out += ": ";
    out += to_string(d.severity);
    out += ": " + d.message;
    if (!d.expected.empty()) out += "; expected " + d.expected;
    if (!d.nearest.empty()) out += "; did you mean \"" + d.nearest + "\"?";
    return out;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& d : diagnostics)
        if (d.severity == Severity::error) return true;
    return false;
}

}  // namespace mailrace::config
