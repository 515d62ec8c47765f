// Parsers of the values that belong to one feature: records of accounting, signing, proxies, rewriting, patterns. Private to this
// folder: the second half of parse_value.
#pragma once

#include <span>

#include "shared/config/value.h"

namespace mailrace::config {

using Words = std::span<const Word>;

inline ParsedValue good(Value value) { return {std::move(value), false, nullptr, {}}; }
inline ParsedValue bad(const Word* word, std::string problem = {}) { return {std::nullopt, false, word, std::move(problem)}; }

ParsedValue parse_record_types(Words words);
ParsedValue parse_record_fields(Words words);
ParsedValue parse_header_field(Words words);
ParsedValue parse_privacy_policy(Words words);
ParsedValue parse_signing_identity(Words words);
ParsedValue parse_header_name(Words words);
ParsedValue parse_header_list(Words words);
ParsedValue parse_api_key(Words words);
ParsedValue parse_named_host_port(Words words);
ParsedValue parse_proxy_client(Words words);
ParsedValue parse_address_map(Words words);
ParsedValue parse_domain_map(Words words);
/// `condition`: words before the pattern, 1 for the header's name.
ParsedValue parse_pattern_rule(Words words, std::size_t condition);
ParsedValue parse_pattern_result(Words words);
ParsedValue parse_mx_rule(Words words);

}  // namespace mailrace::config
