// International domain names in a configuration: written in letters, matched as the A-labels that mail uses. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailrace::config {

/// A domain or domain pattern with its names as A-labels (IDNA2008); ASCII text comes back as it is. Nothing when a name cannot
/// be converted.
std::optional<std::string> with_a_labels(std::string_view domain_or_pattern);

}  // namespace mailrace::config
