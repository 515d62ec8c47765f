// Deliveries that need no receiver: type discard, and type file (one file a message in a directory). They may block on the disk, which suits
// what they are for: tests and archives.
#pragma once

#include <string>

#include "daemon/queue/types.h"
#include "daemon/smtp/client_types.h"

namespace mailrace::egress {

/// The result for every recipient of a discarded delivery; index not filled.
queue::RecipientOutcome discard();

/// Writes the message, as it is, to a new file "ID-LEASE.eml" in `directory`: complete or not at all. Failures defer.
queue::RecipientOutcome deliver_to_file(const queue::Delivery& delivery, smtp::BodySource& body, const std::string& directory);

}  // namespace mailrace::egress
