// The words of accounting files and bounces that a configuration may name: record types, their columns, bounce categories.
// Constant data, readable from any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace mailrace::config {

struct RecordType {
    std::string_view name;       // "tq"
    std::string_view long_name;  // "transient-queue"
    std::string_view help;
};
std::span<const RecordType> record_types();
/// Short form of a record's name in lower case: "Delivery" and "d" are "d"; what nobody knows stays as it is.
std::string record_name(std::string_view written);
bool is_record_type(std::string_view name);  // the short form

struct RecordColumn {
    std::string_view name;
    std::string_view records;  // separated by spaces, one in front and behind
    std::string_view help;
};
/// In the order in which they stand in a file without record-fields.
std::span<const RecordColumn> record_columns();
bool belongs(const RecordColumn& column, std::string_view record);

inline constexpr std::string_view bounce_categories[] = {
    "bad-configuration", "bad-connection",  "bad-domain",          "bad-mailbox",  "content-related", "inactive-mailbox",
    "invalid-sender",    "message-expired", "no-answer-from-host", "other",        "policy-related",  "protocol-errors",
    "quota-issues",      "relaying-issues", "routing-errors",      "spam-related", "virus-related",
};

}  // namespace mailrace::config
