// The settings that hold for the whole process: listeners, spool, files, totals. Filled once by load(), never changed afterwards,
// readable from any thread. Directories and files are as written; relative ones are relative to the configuration file's folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/config/accounting_settings.h"
#include "shared/config/address.h"
#include "shared/config/place.h"
#include "shared/config/report_settings.h"
#include "shared/config/units.h"

namespace mailrace::config {

struct ListenerSettings {
    IpAddress address;  // 0.0.0.0 or :: for all
    std::uint16_t port = 25;
    std::string source;  // named <source> that applies; empty: by client address
    bool immediate_tls = false;
    bool await_slot = false;
    std::string tls_certificate;  // PEM with certificate and key; empty: smtp-server-tls-certificate
    std::string tls_certificate_password;
    std::string tls_ciphers;
    Place place;
};

struct SpoolSettings {
    std::string directory;
    ByteSize min_free_space;
    std::uint32_t priority = 1;
    bool deliver_only = false;
    Place place;
};

/// "smtp-source-host CIDR HOST-NAME": use this local address, with that name in EHLO.
struct SourceHost {
    Cidr addresses;         // usually one address; else all local addresses under the prefix
    std::string host_name;  // may be empty: host-name
    Place place;
};

struct MxConnectionLimit {
    std::string mx;  // host name or pattern, lower case
    std::uint64_t limit = 0;
    Place place;
};

struct IpConnectionLimit {
    Cidr addresses;
    std::uint64_t limit = 0;
    Place place;
};

/// "/pattern/ category" of <bounce-category-patterns>.
struct CategoryPatternSetting {
    std::string pattern;   // without its slashes
    std::string category;
    Place place;
};

struct ControlRole {
    std::string subject;  // "user:NAME" or "group:NAME"
    std::string role;     // monitor, operator, admin
    Place place;
};

struct GlobalSettings {
    Setting<std::string> custom_dsn_from_header;  // empty: MAILER-DAEMON at host-name
    Setting<std::vector<std::string>> host_name;  // first: EHLO name; empty: the system's name
    Setting<std::vector<std::string>> postmaster;
    Setting<std::string> domain_suffix;
    Setting<std::vector<std::string>> relay_domain;  // domain patterns
    Setting<std::uint64_t> total_max_smtp_out{1200};
    Setting<std::uint64_t> total_max_smtp_in{100};
    Setting<std::uint64_t> spool_max_recipients{0};  // 0: auto (by memory)
    Setting<std::uint64_t> host_id{0};
    Setting<bool> run_as_root{false};
    Setting<bool> smtp_await_slot{false};
    Setting<std::vector<HostPort>> name_server;  // port 0: 53; empty: the system's
    Setting<std::string> log_file;               // empty: standard error / journald
    Setting<bool> log_file_world_readable{false};
    Setting<std::uint64_t> log_rotate{8};
    Setting<std::string> smtp_server_tls_certificate;
    Setting<std::string> smtp_server_tls_certificate_password;  // second word of smtp-server-tls-certificate
    Setting<std::string> smtp_server_tls_ciphers;

    std::vector<ListenerSettings> listeners;  // never empty after load()
    std::vector<SpoolSettings> spools;        // never empty after load()
    std::vector<AccountingFileSettings> accounting_files;
    std::vector<WebhookSettings> webhooks;
    std::vector<AddressList> address_lists;  // suppression lists: those at the top level, each with a name
    std::optional<ReportProcessorSettings> bounce_processor, feedback_loop_processor;
    std::vector<SourceHost> source_hosts;  // global smtp-source-host
    std::vector<MxConnectionLimit> mx_connection_limits;
    std::vector<IpConnectionLimit> ip_connection_limits;
    std::vector<CategoryPatternSetting> bounce_category_patterns;  // in order: the first that is found decides

    // our own additions
    Setting<std::string> control_socket;  // empty: the platform's place
    std::vector<ControlRole> control_roles;
    Setting<std::string> journal_directory;  // empty: "journal" in the first spool directory
    Setting<Duration> history_retention{Duration{std::chrono::hours{24 * 30}}};
    Setting<ByteSize> history_max_size{ByteSize{10ull << 30}};
    Setting<ByteSize> memory_limit{ByteSize{0}};              // 0: half of the machine's memory
    Setting<ByteSize> max_header_size{ByteSize{1ull << 20}};  // bytes of the header block accepted
    Setting<std::uint64_t> max_line_length{1'000'000};        // bytes of one body line accepted
    Setting<std::uint64_t> smtp_max_errors{20};               // inbound: errors before the session is closed
    Setting<std::uint64_t> max_connections_per_client{0};     // inbound, per client address; 0: unlimited
    Setting<std::uint64_t> network_threads{0};                // 0: one a core
    Setting<std::string> response_rules;                      // file laid over the table of responses; empty: none
    Setting<std::string> bounce_category_order{std::string("mailrace")};  // or powermta
};

/// Header fields that accounting files and webhooks want of these records (" d b t r "): lower case, each once, at most 20.
std::vector<std::string> wanted_headers(const GlobalSettings& global, std::string_view records);

}  // namespace mailrace::config
