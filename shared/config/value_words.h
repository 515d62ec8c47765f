// Values in words: what "83/10m", "4d12h" or "10/8" come to. For hover help and completion. Pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/config/schema.h"
#include "shared/config/units.h"

namespace mailrace::config {

std::string interval_words(Duration value);         // "4 days 12 hours"
std::string rate_words(const Rate& rate);           // "498 an hour, one each 7.2 s"
std::string size_words(std::uint64_t bytes);        // "262,144,000 bytes"
std::string data_rate_words(const DataRate& rate);  // "175 kB a second"
std::string cidr_words(const Cidr& cidr);           // "10.0.0.0 to 10.255.255.255"
std::string domain_pattern_words(std::string_view pattern);

/// One word (or item of a list) of a value by the type of its directive; empty when there is nothing to add to what is written.
std::string value_words(const Directive& directive, std::string_view item);
/// A whole list of times: "then every hour; 70 minutes in all"; empty for other types.
std::string list_words(const Directive& directive, std::string_view value);

std::string with_commas(std::uint64_t number);  // 1,048,576

}  // namespace mailrace::config
