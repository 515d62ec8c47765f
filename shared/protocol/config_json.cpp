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

json::array changes_json(std::span<const config::Change> changes) {
    json::array out;
    for (const config::Change& c : changes) {
        json::array examples;
        for (const std::string& example : c.examples) examples.emplace_back(to_utf8_lossy(example));
        out.emplace_back(json::object{{"kind", to_string(c.kind)},
                                      {"block", to_utf8_lossy(c.block)},
                                      {"directive", c.directive},
                                      {"before", to_utf8_lossy(c.before)},
                                      {"after", to_utf8_lossy(c.after)},
                                      {"before_default", to_utf8_lossy(c.before_default)},
                                      {"after_default", to_utf8_lossy(c.after_default)},
                                      {"follows", c.follows},
                                      {"before_where", to_utf8_lossy(c.before_where)},
                                      {"after_where", to_utf8_lossy(c.after_where)},
                                      {"queues", c.queues},
                                      {"examples", std::move(examples)},
                                      {"restart", c.needs_restart},
                                      {"words", to_utf8_lossy(config::to_sentence(c))}});
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
