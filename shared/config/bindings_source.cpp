// Which member of SourceSettings each directive of <source> fills.
#include "shared/config/assign.h"

namespace mailrace::config {

namespace {

constexpr Binding<SourceSettings> table[] = {
    bind<&SourceSettings::smtp_service>("smtp-service"),
    bind<&SourceSettings::always_allow_relaying>("always-allow-relaying"),
    bind<&SourceSettings::allow_starttls>("allow-starttls"),
    bind<&SourceSettings::allow_chunking>("allow-chunking"),
    bind<&SourceSettings::allow_smtputf8>("allow-smtputf8"),
    bind<&SourceSettings::max_message_size>("max-message-size"),
    bind<&SourceSettings::max_message_hops>("max-message-hops"),
    bind<&SourceSettings::max_rcpt_per_message>("max-rcpt-per-message"),
    bind<&SourceSettings::too_many_rcpts_fails_message>("too-many-rcpts-fails-message"),
    bind<&SourceSettings::smtp_command_timeout>("smtp-command-timeout"),
    bind<&SourceSettings::smtp_data_timeout>("smtp-data-timeout"),
    bind<&SourceSettings::accept_invalid_recipients>("accept-invalid-recipients"),
    bind<&SourceSettings::auto_qualify_domain>("auto-qualify-domain"),
    bind<&SourceSettings::disconnect_on_transient_error>("disconnect-on-transient-error"),
    bind<&SourceSettings::add_received_header>("add-received-header"),
    bind<&SourceSettings::add_date_header>("add-date-header"),
    bind<&SourceSettings::add_message_id_header>("add-message-id-header"),
    bind<&SourceSettings::hide_message_source>("hide-message-source"),
    bind<&SourceSettings::remove_received_headers>("remove-received-headers"),
    bind<&SourceSettings::remove_header>("remove-header"),
    bind<&SourceSettings::default_virtual_mta>("default-virtual-mta"),
    bind<&SourceSettings::process_x_virtual_mta>("process-x-virtual-mta"),
    bind<&SourceSettings::retain_x_virtual_mta>("retain-x-virtual-mta"),
    bind<&SourceSettings::add_x_virtual_mta_header>("add-x-virtual-mta-header"),
    bind<&SourceSettings::reject_invalid_virtual_mta>("reject-invalid-virtual-mta"),
    bind<&SourceSettings::allow_empty_x_virtual_mta>("allow-empty-x-virtual-mta"),
    bind<&SourceSettings::process_x_job>("process-x-job"),
    bind<&SourceSettings::retain_x_job>("retain-x-job"),
    bind<&SourceSettings::jobid_header>("jobid-header"),
    bind<&SourceSettings::jobid_prefix>("jobid-prefix"),
    bind<&SourceSettings::process_x_envid>("process-x-envid"),
    bind<&SourceSettings::suppress_local_dsn>("suppress-local-dsn"),
    bind<&SourceSettings::verp_default>("verp-default"),
    bind<&SourceSettings::dsn_return_default>("dsn-return-default"),
    bind<&SourceSettings::suppression_lists>("suppression-lists"),
    bind<&SourceSettings::suppression_action>("suppression-action"),
    bind<&SourceSettings::log_connections>("log-connections"),
    bind<&SourceSettings::log_commands>("log-commands"),
    bind<&SourceSettings::log_data>("log-data"),
    bind<&SourceSettings::log_tls>("log-tls"),
};

}  // namespace

std::span<const Binding<SourceSettings>> source_bindings() { return table; }

}  // namespace mailrace::config
