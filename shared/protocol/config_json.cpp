#include "shared/protocol/config_json.h"

#include "shared/protocol/frame.h"

namespace mailrace::protocol {

namespace json = boost::json;

json::array diagnostics_json(const std::vector<config::Diagnostic>& diagnostics) {
    json::array out;
    for (const config::Diagnostic& d : diagnostics) {
        out.emplace_back(json::object{{"severity", to_string(d.severity)},
                                      {"code", d.code},
                                      {"file", to_utf8_lossy(d.file)},
                                      {"line", d.line},
                                      {"column", d.column},
                                      {"length", d.length},
                                      {"message", to_utf8_lossy(d.message)},
                                      {"expected", to_utf8_lossy(d.expected)},
                                      {"nearest", to_utf8_lossy(d.nearest)}});
    }
    return out;
}

json::object counts_json(const config::LineCounts& counts) {
    return {{"honoured", counts.honoured},
            {"different", counts.different},
            {"obsolete", counts.obsolete},
            {"not_supported", counts.not_supported},
            {"refused", counts.refused}};
}

}  // namespace mailrace::protocol
