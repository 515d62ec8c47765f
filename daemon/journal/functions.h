// The functions that our SQL calls: the comparisons of the filter language and the joining of responses. Private to daemon/journal.
#pragma once

#include "daemon/journal/database.h"

namespace mailrace::journal {

/// Offers mr_glob, mr_contains, mr_regex, mr_network, mr_label (text, argument) and mr_response(form, parts) on this connection.
Status register_functions(Database& db);

}  // namespace mailrace::journal
