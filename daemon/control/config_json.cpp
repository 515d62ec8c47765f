#include "daemon/control/config_json.h"

#include "shared/config/secrets.h"
#include "shared/config/text_diff.h"
#include "shared/mail/text.h"
#include "shared/protocol/config_json.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

using configuration::Refusal;
using protocol::diagnostics_json;
using protocol::text_or;
using protocol::to_utf8_lossy;

json::object document_json(const configuration::Keeper::Shown& shown, bool secrets) {
    const auto& d = shown.document;
    const bool text = mail::is_utf8(d.text);
    std::string why = shown.why_not_writable;
    if (!text) why = d.path + " is not UTF-8: text that came back from here would not be the same";
    if (!secrets) why = "your role may not change the configuration";
    return {{"id", to_utf8_lossy(d.path)},
            {"path", to_utf8_lossy(shown.path)},
            {"revision", d.revision},
            {"text", to_utf8_lossy(secrets ? d.text : config::without_secrets(d.text))},
            {"writable", why.empty()},
            {"reason", to_utf8_lossy(why)}};
}

json::object version_json(const configuration::Version& version) {
    json::array documents;
    for (const auto& d : version.documents) {
        documents.emplace_back(json::object{{"id", to_utf8_lossy(d.id)}, {"revision", d.revision}, {"added", d.added}, {"removed", d.removed}});
    }
    return {{"version", version.number},
            {"time", unix_ms(version.time)},
            {"user", version.user},
            {"note", version.note},
            {"origin", configuration::to_string(version.origin)},
            {"revision", version.revision},
            {"documents", std::move(documents)}};
}

json::object current_json(const configuration::Current& current) {
    return {{"version", current.version}, {"revision", current.revision},
            {"user", current.user},       {"note", current.note},
            {"time", unix_ms(current.time)}, {"origin", configuration::to_string(current.origin)}};
}

namespace {

std::string_view word_of(Refusal::Why why) {
    switch (why) {
        case Refusal::Why::invalid: return "config.invalid";
        case Refusal::Why::conflict: return "config.conflict";
        case Refusal::Why::read_only: return "config.read_only";
        case Refusal::Why::unknown_document: return "config.unknown_document";
        case Refusal::Why::not_found: return "not_found";
        case Refusal::Why::failed: return "config.failed";
    }
    return "internal";
}

json::array conflicts_json(const std::vector<configuration::Conflict>& conflicts) {
    json::array out;
    for (const auto& c : conflicts) {
        json::value time = nullptr;
        if (c.time != WallTime{}) time = unix_ms(c.time);
        out.emplace_back(json::object{{"id", to_utf8_lossy(c.id)},
                                      {"revision", c.revision},
                                      {"text", to_utf8_lossy(c.text)},
                                      {"user", c.user},
                                      {"time", std::move(time)},
                                      {"on_disk", c.on_disk}});
    }
    return out;
}

}  // namespace

json::object difference_json(const std::string& id, const std::string& before, const std::string& after) {
    const auto counts = config::count_changes(before, after);
    return {{"id", to_utf8_lossy(id)}, {"diff", to_utf8_lossy(config::unified(before, after, {id, id}))}, {"added", counts.added}, {"removed", counts.removed}};
}

CallError refusal_error(const Refusal& refusal) {
    CallError error;
    error.word = word_of(refusal.why);
    error.message = to_utf8_lossy(refusal.words);
    if (refusal.why == Refusal::Why::invalid) error.arguments["diagnostics"] = diagnostics_json(refusal.diagnostics);
    if (refusal.why == Refusal::Why::conflict) error.arguments["documents"] = conflicts_json(refusal.conflicts);
    return error;
}

Answer outcome_answer(const configuration::Outcome& outcome) {
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) return refusal_error(*refusal);
    const auto& applied = std::get<configuration::Applied>(outcome);
    json::array restart;
    for (const auto& name : applied.restart_needed) restart.emplace_back(name);
    return json::value(json::object{{"applied", applied.applied},
                                    {"changed", applied.changed},
                                    {"version", applied.version},
                                    {"revision", applied.revision},
                                    {"restart_needed", std::move(restart)},
                                    {"diagnostics", diagnostics_json(applied.diagnostics)}});
}

std::variant<std::vector<configuration::GivenDocument>, CallError> given_documents(const json::object& params) {
    std::vector<configuration::GivenDocument> out;
    const auto* list = params.if_contains("documents");
    if (list == nullptr || !list->is_array()) return out;
    for (const auto& item : list->get_array()) {
        const auto* object = item.if_object();
        if (object == nullptr) return protocol::params_invalid("documents must be a list of {id, text}");
        const auto* id = object->if_contains("id");
        const auto* text = object->if_contains("text");
        if (id == nullptr || !id->is_string()) return protocol::params_invalid("a document needs an id, a text");
        if (text != nullptr && !text->is_string()) return protocol::params_invalid("the text of a document must be a text");
        configuration::GivenDocument given{std::string(id->get_string()), text_or(*object, "revision"), std::nullopt};
        if (text != nullptr) given.text = std::string(text->get_string());
        for (const auto& other : out)
            if (other.id == given.id) return protocol::params_invalid("the document " + given.id + " is given twice");
        out.push_back(std::move(given));
    }
    return out;
}

}  // namespace mailrace::control
