// What holds for mail from one kind of feeder: the <source> blocks that match its address, merged from general to specific, then
// a named source. Immutable once made, shared, readable from any thread. The member is the directive's name with underscores.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/config/place.h"
#include "shared/config/units.h"

namespace mailrace::config {

enum class DateHeader : std::uint8_t { no, yes, override_existing };
enum class DsnReturn : std::uint8_t { headers, full, system };
enum class SuppressionAction : std::uint8_t { reject, bounce };

struct SourceSettings {
    // who may do what
    Setting<bool> smtp_service{true};
    Setting<bool> always_allow_relaying{false};
    Setting<bool> allow_starttls{false};
    Setting<bool> allow_chunking{true};
    Setting<bool> allow_smtputf8{true};

    // bounds
    Setting<ByteSize> max_message_size{ByteSize{0}};  // 0: unlimited
    Setting<std::uint64_t> max_message_hops{100};
    Setting<std::uint64_t> max_rcpt_per_message{0};  // 0: unlimited
    Setting<bool> too_many_rcpts_fails_message{false};
    Setting<Duration> smtp_command_timeout{Duration{std::chrono::minutes{10}}};
    Setting<Duration> smtp_data_timeout{Duration{std::chrono::minutes{10}}};
    Setting<bool> accept_invalid_recipients{false};
    Setting<bool> auto_qualify_domain{true};
    Setting<bool> disconnect_on_transient_error{false};

    // headers
    Setting<bool> add_received_header{true};
    Setting<DateHeader> add_date_header{DateHeader::no};
    Setting<bool> add_message_id_header{false};
    Setting<bool> hide_message_source{false};
    Setting<bool> remove_received_headers{false};
    Setting<std::vector<std::string>> remove_header;

    // choices a feeder may make by header
    Setting<std::string> default_virtual_mta;  // virtual MTA or pool; empty: {default}
    Setting<bool> process_x_virtual_mta{false};
    Setting<bool> retain_x_virtual_mta{false};
    Setting<bool> add_x_virtual_mta_header{false};
    Setting<bool> reject_invalid_virtual_mta{true};
    Setting<bool> allow_empty_x_virtual_mta{false};
    Setting<bool> process_x_job{false};
    Setting<bool> retain_x_job{false};
    Setting<std::string> jobid_header;
    Setting<std::string> jobid_prefix;
    Setting<bool> process_x_envid{false};

    // notifications
    Setting<bool> suppress_local_dsn{false};
    Setting<bool> verp_default{false};
    Setting<DsnReturn> dsn_return_default{DsnReturn::system};

    // addresses that get no mail
    Setting<std::vector<std::string>> suppression_lists;  // names of address lists
    Setting<SuppressionAction> suppression_action{SuppressionAction::reject};

    // logging of sessions
    Setting<bool> log_connections{false};
    Setting<bool> log_commands{false};
    Setting<bool> log_data{false};
    Setting<bool> log_tls{false};
};

}  // namespace mailrace::config
