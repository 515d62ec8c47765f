// What the queue and egress ask of the configuration, as plain values with the place that set each. The application layer fills these from
// the configuration; the queue knows no directive by name, only which value bound it and where that value came from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/queue/types.h"
#include "daemon/smtp/dialogue_settings.h"
#include "shared/base/clock.h"

namespace mailrace::queue {

/// Where a value was set: "file:line", or empty for a default.
struct Limit {
    std::uint64_t value = 0;    // 0: unlimited
    std::string name;           // the directive, for explanations: "max-smtp-out"
    std::string origin;
};

/// `count` in each `per`; count 0: unlimited.
struct RateLimit {
    std::uint64_t count = 0;
    Duration per{std::chrono::seconds{1}};
    std::string name;
    std::string origin;
};

struct DeliverySettings : smtp::DialogueSettings {
    // limits of the queue
    Limit max_connections{20, "max-smtp-out", ""};
    RateLimit max_message_rate{0, std::chrono::seconds{1}, "max-msg-rate", ""};
    RateLimit max_connect_rate{0, std::chrono::seconds{1}, "max-connect-rate", ""};
    Limit max_messages_per_connection{0, "max-msg-per-connection", ""};
    Limit max_recipients_per_transaction{1000, "max-rcpt-per-transaction", ""};
    Limit max_errors_per_connection{0, "max-errors-per-connection", ""};
    Limit backoff_max_connections{20, "backoff-max-smtp-out", ""};
    RateLimit backoff_max_message_rate{0, std::chrono::seconds{1}, "backoff-max-msg-rate", ""};
    RateLimit backoff_max_connect_rate{0, std::chrono::seconds{1}, "backoff-max-connect-rate", ""};
    Duration ramp_up_interval{0};

    // times
    std::vector<Duration> retry_after{std::chrono::minutes{10}};           // after a failed attempt of the queue; the last repeats
    std::vector<Duration> backoff_retry_after{std::chrono::hours{1}};
    Duration retry_recipients_after{std::chrono::minutes{10}};
    Duration backoff_to_normal_after{0};                                   // 0: never
    bool backoff_to_normal_after_delivery = false;
    Duration bounce_after{std::chrono::hours{108}};                        // 4d12h
    Duration idle_timeout{0};                                              // keep an idle connection open so long; at most 10 min
    bool retry_upon_new_mail = false;
    Duration delay_notice_every{std::chrono::hours{4}};                    // tell senders of mail that still waits; 0: never
    bool delay_notice_unasked = false;                                     // also those who gave no NOTIFY

    // where to, and what becomes of it; how to speak there is in DialogueSettings
    Duration connect_timeout{std::chrono::minutes{2}};
    std::uint16_t default_port = 25;
    std::string smtp_hosts;                  // as configured; empty: look up MX
    bool smtp_421_means_mx_unavailable = false;
    bool smtp_553_means_invalid_mailbox = true;
    Duration bounce_upon_no_mx{0};           // 0: never bounce for it; else after this age
    bool bounce_upon_no_mx_at_once = false;
    bool bounce_upon_5xx_greeting = true;
    std::string queue_to;                    // name of the queue to merge into; empty: own
    std::string type{"smtp"};                // smtp, discard, file, pipe
    std::string file_destination;
    std::vector<SourceAddress> sources;      // of the virtual MTA, used in turn; empty: one, chosen by the system
    std::string ehlo_name;                   // when the source has none
    bool track_sessions = true;
    std::vector<std::string> origins;        // free text lines for explanations
};

/// Limits over all queues.
struct TotalLimits {
    Limit max_connections{1200, "total-max-smtp-out", ""};
    Limit max_recipients{0, "spool-max-recipients", ""};
};

/// Limits over all queues of one virtual MTA.
struct VirtualMtaLimits {
    Limit max_connections{0, "max-smtp-out", ""};
    RateLimit max_message_rate{0, std::chrono::seconds{1}, "max-smtp-msg-rate", ""};
};

class SettingsProvider {
public:
    virtual ~SettingsProvider() = default;
    virtual std::shared_ptr<const DeliverySettings> for_queue(std::string_view domain, std::string_view vmta) const = 0;
    virtual VirtualMtaLimits for_vmta(std::string_view vmta) const = 0;
    virtual TotalLimits totals() const = 0;
};

}  // namespace mailrace::queue
