// What the configuration's keeper answers, as it travels. Pure. `secrets` false: without passwords and keys.
#pragma once

#include <string>

#include "daemon/configuration/keeper.h"
#include "daemon/control/call.h"
#include "shared/config/effect.h"

namespace mailrace::control {

json::object document_json(const configuration::Keeper::Shown& shown, bool secrets);
json::object version_json(const configuration::Version& version);
json::object current_json(const configuration::Current& current);
/// The difference of a document's two texts, either of which may be missing.
json::object difference_json(const std::string& id, const std::string& before, const std::string& after);
Answer outcome_answer(const configuration::Outcome& outcome);
CallError refusal_error(const configuration::Refusal& refusal);

/// The documents of a call's params; an error when they are not what the method takes.
std::variant<std::vector<configuration::GivenDocument>, CallError> given_documents(const json::object& params);

}  // namespace mailrace::control
