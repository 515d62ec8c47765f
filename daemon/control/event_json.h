// Events as they travel: rows of a table in the order of the catalogue's columns, and single events with all their members.
#pragma once

#include <boost/json.hpp>
#include <span>
#include <vector>

#include "daemon/events/event.h"

namespace mailrace::control {

boost::json::array event_column_names();
boost::json::array event_row(const events::Event& event);
/// {columns, rows}
boost::json::object event_table(std::span<const events::Event> events);
boost::json::object event_object(const events::Event& event);

/// What an enhanced status code says, in words of our own (RFC 3463 and its registry); empty for codes without a meaning. `final`: nobody tries
/// again, whatever its class.
std::string status_meaning(const events::EnhancedStatus& status, bool final);

}  // namespace mailrace::control
