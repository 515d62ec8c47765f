// What holds for one queue (domain, virtual MTA): every <domain> block that matches, merged global, then pool, then virtual MTA,
// each from general to specific pattern. Immutable once made, shared, readable from any thread. The member is the directive's
// name with underscores. Numbers and rates: 0 is unlimited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/config/place.h"
#include "shared/config/units.h"

namespace mailrace::config {

enum class DeliveryType : std::uint8_t { smtp, pipe, file, discard, http_delivery };
enum class DsnFormat : std::uint8_t { standard, plain_text };
enum class FileFormat : std::uint8_t { newfile_plain, newfile_pickup, append_mbox };

/// bounce-upon-no-mx: no, yes (at once), or after an age.
struct NoMxPolicy {
    bool bounce = false;
    Duration after{0};
    auto operator<=>(const NoMxPolicy&) const = default;
};

template <class T>
struct SourceIpLimit {
    Cidr addresses;
    T limit{};
    Place place;
};

struct DomainSettings {
    // connections and rates
    Setting<std::uint64_t> max_smtp_out{20};
    Setting<Rate> max_msg_rate;
    Setting<Rate> max_connect_rate;
    Setting<std::uint64_t> max_msg_per_connection{0};
    Setting<std::uint64_t> max_rcpt_per_transaction{1000};  // also written max-rcpt-per-message
    Setting<std::uint64_t> max_errors_per_connection{0};
    Setting<Duration> smtp_out_rampup_interval{Duration{0}};
    Setting<Duration> connection_idle_timeout{Duration{0}};

    // back-off twins; where unset they equal the normal value
    Setting<std::uint64_t> backoff_max_smtp_out{20};
    Setting<Rate> backoff_max_msg_rate;
    Setting<Rate> backoff_max_connect_rate;
    Setting<std::vector<Duration>> backoff_retry_after{std::vector<Duration>{std::chrono::hours{1}}};
    Setting<Interval> backoff_to_normal_after{Interval{Duration{0}, true}};
    Setting<bool> backoff_to_normal_after_delivery{false};

    // times of the queue
    Setting<std::vector<Duration>> retry_after{std::vector<Duration>{std::chrono::minutes{10}}};
    Setting<Duration> retry_recipients_after{Duration{std::chrono::minutes{10}}};
    Setting<Duration> bounce_after{Duration{std::chrono::hours{108}}};
    Setting<bool> retry_upon_new_mail{false};
    Setting<Interval> notify_of_delay_every{Interval{Duration{std::chrono::hours{4}}, false}};
    Setting<DsnFormat> dsn_format{DsnFormat::standard};  // of notifications to senders in this domain
    Setting<std::string> queue_to;

    // the dialogue
    Setting<Duration> connect_timeout{Duration{std::chrono::minutes{2}}};
    Setting<Duration> smtp_greeting_timeout{Duration{std::chrono::minutes{5}}};
    Setting<Duration> smtp_command_timeout{Duration{std::chrono::minutes{5}}};  // ours
    Setting<Duration> data_send_timeout{Duration{std::chrono::minutes{3}}};
    Setting<Duration> smtp_data_termination_timeout{Duration{std::chrono::minutes{10}}};
    Setting<bool> use_starttls{true};
    Setting<bool> require_starttls{false};
    Setting<bool> ignore_pipelining{false};
    Setting<bool> ignore_chunking{false};
    Setting<bool> ignore_8bitmime{false};
    Setting<bool> ignore_dsn{false};
    Setting<bool> smtp_421_means_mx_unavailable{false};
    Setting<bool> smtp_553_means_invalid_mailbox{true};
    Setting<NoMxPolicy> bounce_upon_no_mx;
    Setting<bool> bounce_upon_5xx_greeting{true};
    Setting<bool> bounce_upon_transfer_failure{false};
    Setting<bool> assume_delivery_upon_data_termination_timeout{false};

    // where to
    Setting<DeliveryType> type{DeliveryType::smtp};
    Setting<std::uint64_t> default_smtp_port{25};
    Setting<std::vector<RouteHost>> smtp_hosts;  // empty: look up MX
    Setting<std::string> file_destination;
    Setting<FileFormat> file_format{FileFormat::newfile_plain};
    Setting<std::string> command;
    Setting<bool> discard_as_bounce{false};

    // per source address; the most specific range comes first
    std::vector<SourceIpLimit<std::uint64_t>> source_ip_max_smtp_out;
    std::vector<SourceIpLimit<Rate>> source_ip_max_msg_rate;
    std::vector<SourceIpLimit<Rate>> source_ip_max_connect_rate;

    // logging and reports
    Setting<bool> log_connections{false};
    Setting<bool> log_commands{false};
    Setting<bool> log_data{false};
    Setting<bool> log_tls{false};
    Setting<bool> log_resolution{false};
    Setting<bool> log_transfer_failures{false};
    Setting<std::uint64_t> max_events_recorded{10};
    Setting<std::vector<std::string>> disable_acct_records;
};

}  // namespace mailrace::config
