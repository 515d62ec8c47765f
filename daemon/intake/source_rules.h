// What holds for mail from one kind of feeder, as plain values. The application layer fills it from the configuration's <source>
// blocks; intake knows no directive. Immutable once made, shared, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/clock.h"

namespace mailrace::intake {

enum class DateRule : std::uint8_t { keep, add_if_missing, replace };

struct SourceRules {
    std::string name;  // for the books: which rules applied

    // who may do what
    bool smtp_service = true;  // false: greeted with 554
    bool relay = false;        // to any domain; else to relay domains only
    bool starttls = false;
    bool chunking = true;
    bool smtputf8 = true;

    // bounds; 0: unlimited
    std::uint64_t max_message_size = 0;
    std::uint64_t max_hops = 100;
    std::uint64_t max_recipients = 0;
    bool too_many_recipients_fails = false;
    Duration command_timeout{std::chrono::minutes{10}};
    Duration data_timeout{std::chrono::minutes{10}};
    std::string qualify_domain;  // put behind "<user>"; empty: such addresses are refused
    bool disconnect_on_transient_error = false;

    // headers
    bool add_received = true;
    bool hide_client = false;  // no client name and address in Received
    bool remove_received = false;
    DateRule date = DateRule::keep;
    bool add_message_id = false;
    std::vector<std::string> remove_headers;

    // choices a feeder may make by header
    std::string default_virtual_mta;
    bool process_x_virtual_mta = false, retain_x_virtual_mta = false, add_x_virtual_mta = false;
    bool reject_invalid_virtual_mta = true, allow_empty_x_virtual_mta = false;
    bool process_x_job = false, retain_x_job = false;
    std::string job_header;  // another header that names the job; X-Job wins
    std::string job_prefix;
    bool process_x_envid = false;

    std::vector<std::string> keep_headers;  // header fields that accounting wants to know, lower case, few

    std::vector<std::string> suppression_lists;  // whose addresses get no mail
    bool bounce_suppressed = false;              // take them and bounce; else refuse them

    bool suppress_dsn = false;
    bool verp = false;     // senders name the recipient, whether or not the feeder asks for it
    char ret_default = 0;  // RET where the feeder gives none: 'F', 'H' or 0
};

}  // namespace mailrace::intake
