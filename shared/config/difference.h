// Does a directive that is honoured with a difference differ for this value? "tls-allow-tlsv1.2 yes" is what we do anyhow. Pure; private to this
// folder.
#pragma once

#include "shared/config/schema.h"
#include "shared/config/value.h"

namespace mailrace::config {

/// True unless the value is one for which we do the same as PowerMTA.
bool differs(const Directive& directive, const Value& value);

}  // namespace mailrace::config
