// The keywords of a <provider> block: one table from keyword to what it sets. The parser and the control port's "set" command both
// use it, so that a live change has the same words as the file. Pure functions, any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

/// Applies `keyword args…` to how a provider behaves. Nothing on success, else what is wrong. Knows the keywords of Manners
/// (limits, latencies, shares, replies, TLS, extensions), which may change while the simulator runs.
std::optional<std::string> apply_manner(Manners& manners, std::string_view keyword, std::span<const std::string> args);

/// The same with the keywords that shape DNS and the hosts (domain, mx, dns, tlsa, …), then those of apply_manner.
std::optional<std::string> apply_keyword(Provider& provider, std::string_view keyword, std::span<const std::string> args);

}  // namespace mailrace::simulator
