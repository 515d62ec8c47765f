// The methods of the protocol, each group in a file of its own, and the feeds of the topics.
#pragma once

#include "daemon/control/backend.h"
#include "daemon/control/call.h"
#include "daemon/control/feed.h"
#include "shared/filter/filter.h"

namespace mailrace::control {

void add_event_methods(Handlers& handlers, const Backend& backend);
void add_response_methods(Handlers& handlers, const Backend& backend);
void add_stats_methods(Handlers& handlers, const Backend& backend);
void add_queue_methods(Handlers& handlers, const Backend& backend);
void add_config_methods(Handlers& handlers, const Backend& backend);
void add_accounting_methods(Handlers& handlers, const Backend& backend);
void add_suppression_methods(Handlers& handlers, const Backend& backend);
void add_service_methods(Handlers& handlers, const Backend& backend);
void add_feeds(Feeds& feeds, const Backend& backend);

/// The object of topic `stats`.
boost::asio::awaitable<json::object> status_object(const Backend& backend);
json::array attention_items(const Backend& backend);

/// The filter in params["filter"]; an error with its place where it cannot be read.
std::variant<filter::Filter, CallError> filter_of(const json::object& params, const filter::FieldTable& table, const Clock& clock);

}  // namespace mailrace::control
