// The default that the schema prints is the default that the typed model holds.
#include "helpers.h"

#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

bool effective(const Directive& d) { return d.status == Status::honoured || d.status == Status::honoured_with_difference; }

/// Every default of a section written out as a line of its own.
std::string written_defaults(Scope scope) {
    std::string out;
    for (const Directive* d : all_directives())
        if ((d->scopes & in(scope)) && effective(*d) && !d->default_text.empty() && d->name != "max-rcpt-per-message" &&
            d->name != "smtp-listener" && d->name != "run-as-root" && d->name != "spool-min-free-space")
            out += std::string(d->name) + ' ' + std::string(d->default_text) + '\n';
    return out;
}

#define SAME(member) EXPECT_EQ(*written.member, *silent.member) << #member

TEST(Defaults, OfDomainsAreThoseOfTheSchema) {
    const auto a = config_of("<domain *>\n" + written_defaults(Scope::domain) + "</domain>\n");
    const auto b = config_of("");
    const DomainSettings written = *a->domain_settings("x.example", "{default}");
    const DomainSettings silent = *b->domain_settings("x.example", "{default}");
    SAME(max_smtp_out);
    SAME(max_msg_rate);
    SAME(max_connect_rate);
    SAME(max_msg_per_connection);
    SAME(max_rcpt_per_transaction);
    SAME(max_errors_per_connection);
    SAME(smtp_out_rampup_interval);
    SAME(connection_idle_timeout);
    SAME(backoff_max_smtp_out);
    SAME(backoff_max_msg_rate);
    SAME(backoff_max_connect_rate);
    SAME(backoff_retry_after);
    SAME(backoff_to_normal_after);
    SAME(backoff_to_normal_after_delivery);
    SAME(retry_after);
    SAME(retry_recipients_after);
    SAME(bounce_after);
    SAME(retry_upon_new_mail);
    SAME(notify_of_delay_every);
    SAME(queue_to);
    SAME(connect_timeout);
    SAME(smtp_greeting_timeout);
    SAME(smtp_command_timeout);
    SAME(data_send_timeout);
    SAME(smtp_data_termination_timeout);
    SAME(use_starttls);
    SAME(require_starttls);
    SAME(ignore_pipelining);
    SAME(ignore_chunking);
    SAME(ignore_8bitmime);
    SAME(ignore_dsn);
    SAME(smtp_421_means_mx_unavailable);
    SAME(smtp_553_means_invalid_mailbox);
    SAME(bounce_upon_no_mx);
    SAME(bounce_upon_5xx_greeting);
    SAME(bounce_upon_transfer_failure);
    SAME(assume_delivery_upon_data_termination_timeout);
    SAME(type);
    SAME(default_smtp_port);
    SAME(smtp_hosts);
    SAME(file_destination);
    SAME(file_format);
    SAME(command);
    SAME(discard_as_bounce);
    SAME(log_connections);
    SAME(log_commands);
    SAME(log_data);
    SAME(log_tls);
    SAME(log_resolution);
    SAME(log_transfer_failures);
    SAME(max_events_recorded);
    SAME(disable_acct_records);
}

TEST(Defaults, OfSourcesAreThoseOfTheSchema) {
    const auto a = config_of("<source 0/0>\n" + written_defaults(Scope::source) + "max-rcpt-per-message 0\n</source>\n");
    const auto b = config_of("");
    const SourceSettings written = *a->source_settings(*parse_ip("192.0.2.1"));
    const SourceSettings silent = *b->source_settings(*parse_ip("192.0.2.1"));
    SAME(smtp_service);
    SAME(always_allow_relaying);
    SAME(allow_starttls);
    SAME(allow_chunking);
    SAME(allow_smtputf8);
    SAME(max_message_size);
    SAME(max_message_hops);
    SAME(max_rcpt_per_message);
    SAME(too_many_rcpts_fails_message);
    SAME(smtp_command_timeout);
    SAME(smtp_data_timeout);
    SAME(accept_invalid_recipients);
    SAME(auto_qualify_domain);
    SAME(disconnect_on_transient_error);
    SAME(add_received_header);
    SAME(add_date_header);
    SAME(add_message_id_header);
    SAME(hide_message_source);
    SAME(remove_received_headers);
    SAME(remove_header);
    SAME(default_virtual_mta);
    SAME(process_x_virtual_mta);
    SAME(retain_x_virtual_mta);
    SAME(add_x_virtual_mta_header);
    SAME(reject_invalid_virtual_mta);
    SAME(allow_empty_x_virtual_mta);
    SAME(process_x_job);
    SAME(retain_x_job);
    SAME(jobid_header);
    SAME(jobid_prefix);
    SAME(process_x_envid);
    SAME(suppress_local_dsn);
    SAME(suppression_action);
    SAME(verp_default);
    SAME(dsn_return_default);
    SAME(log_connections);
    SAME(log_commands);
    SAME(log_data);
    SAME(log_tls);
}

TEST(Defaults, OfTheTopLevelAreThoseOfTheSchema) {
    const auto a = config_of(written_defaults(Scope::global));
    const auto b = config_of("");
    const GlobalSettings& written = a->global();
    const GlobalSettings& silent = b->global();
    SAME(host_name);
    SAME(postmaster);
    SAME(domain_suffix);
    SAME(relay_domain);
    SAME(total_max_smtp_out);
    SAME(total_max_smtp_in);
    SAME(spool_max_recipients);
    SAME(host_id);
    SAME(smtp_await_slot);
    SAME(name_server);
    SAME(log_file);
    SAME(log_file_world_readable);
    SAME(log_rotate);
    SAME(smtp_server_tls_ciphers);
    SAME(control_socket);
    SAME(journal_directory);
    SAME(history_retention);
    SAME(history_max_size);
    SAME(memory_limit);
    SAME(max_header_size);
    SAME(max_line_length);
    SAME(smtp_max_errors);
    SAME(max_connections_per_client);
    SAME(network_threads);
}

#undef SAME

}  // namespace
}  // namespace mailrace::config
