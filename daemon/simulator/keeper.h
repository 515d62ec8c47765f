// Writes accepted messages into a folder, exactly as they came: ID.eml with the text, ID.json with the envelope. Thread safe, since
// every message has names of its own.
#pragma once

#include <string>

#include "daemon/simulator/receiver_session.h"

namespace mailrace::simulator {

/// A Keep that writes into `folder`, which must exist. A message that cannot be written is reported in the log.
Keep keep_in_folder(const std::string& folder);

}  // namespace mailrace::simulator
