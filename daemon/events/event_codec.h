// The bytes of an event, for the log of the spool. Compact: a set of bits says which fields are not at their default, only these
// follow, in a fixed order that later versions may only extend at the end; a reader skips what it does not know.
// Free functions without state, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/events/event.h"

namespace mailrace::events {

/// Appends the bytes of `event` to `out`. Their number is not among them: the caller frames them. Strings longer than
/// 64 KiB are cut to that, so that what was written can always be read.
void encode(const Event& event, std::string& out);

/// The event that `bytes` (exactly one) holds, or nothing when they are malformed or of a version that cannot be understood.
std::optional<Event> decode_event(std::string_view bytes);

/// Only the id: cheap, for skipping what is known already.
std::optional<EventId> decode_event_id(std::string_view bytes);

}  // namespace mailrace::events
