// Which members the directives of the top level and of the smaller sections fill.
#include <algorithm>

#include "shared/config/assign.h"

namespace mailrace::config {

namespace {

void server_certificate(GlobalSettings& target, const Assignment& assignment) {
    const auto* pair = std::get_if<PairValue>(&assignment.value);
    target.smtp_server_tls_certificate.value = pair ? pair->first : std::string();
    target.smtp_server_tls_certificate_password.value = pair ? pair->second : std::string();
    target.smtp_server_tls_certificate.place = target.smtp_server_tls_certificate_password.place = assignment.place;
    target.smtp_server_tls_certificate.is_default = target.smtp_server_tls_certificate_password.is_default = !pair;
}

void source_host(std::vector<SourceHost>& list, const Assignment& assignment) {
    if (assignment.cleared) list.clear();
    if (const auto* host = std::get_if<SourceHostValue>(&assignment.value))
        list.push_back({host->addresses, host->host_name, assignment.place});
}

void global_source_host(GlobalSettings& target, const Assignment& assignment) { source_host(target.source_hosts, assignment); }
void own_source_host(VirtualMta& target, const Assignment& assignment) { source_host(target.source_hosts, assignment); }

void listener(GlobalSettings& target, const Assignment& assignment) {
    const auto* value = std::get_if<ListenerValue>(&assignment.value);
    if (!value) return;
    ListenerSettings settings;
    settings.address = value->address;
    settings.port = value->port;
    settings.source = value->source;
    settings.place = assignment.place;
    target.listeners.push_back(std::move(settings));
}

void spool(GlobalSettings& target, const Assignment& assignment) {
    SpoolSettings settings;
    convert(settings.directory, assignment.value);
    settings.place = assignment.place;
    target.spools.push_back(std::move(settings));
}

void mx_limit(GlobalSettings& target, const Assignment& assignment) {
    if (assignment.cleared) target.mx_connection_limits.clear();
    if (const auto* value = std::get_if<NameInteger>(&assignment.value))
        target.mx_connection_limits.push_back({value->name, value->number, assignment.place});
}

void ip_limit(GlobalSettings& target, const Assignment& assignment) {
    if (assignment.cleared) target.ip_connection_limits.clear();
    if (const auto* value = std::get_if<CidrInteger>(&assignment.value))
        target.ip_connection_limits.push_back({value->addresses, value->number, assignment.place});
}

void control_role(GlobalSettings& target, const Assignment& assignment) {
    if (assignment.cleared) target.control_roles.clear();
    if (const auto* value = std::get_if<PairValue>(&assignment.value))
        target.control_roles.push_back({value->first, value->second, assignment.place});
}

constexpr Binding<GlobalSettings> global_table[] = {
    bind<&GlobalSettings::host_name>("host-name"),
    bind<&GlobalSettings::custom_dsn_from_header>("custom-dsn-from-header"),
    bind<&GlobalSettings::postmaster>("postmaster"),
    bind<&GlobalSettings::domain_suffix>("domain-suffix"),
    bind<&GlobalSettings::relay_domain>("relay-domain"),
    bind<&GlobalSettings::total_max_smtp_out>("total-max-smtp-out"),
    bind<&GlobalSettings::total_max_smtp_in>("total-max-smtp-in"),
    bind<&GlobalSettings::spool_max_recipients>("spool-max-recipients"),
    bind<&GlobalSettings::host_id>("host-id"),
    bind<&GlobalSettings::run_as_root>("run-as-root"),
    bind<&GlobalSettings::smtp_await_slot>("smtp-await-slot"),
    bind<&GlobalSettings::name_server>("name-server"),
    bind<&GlobalSettings::log_file>("log-file"),
    bind<&GlobalSettings::log_file_world_readable>("log-file-world-readable"),
    bind<&GlobalSettings::log_rotate>("log-rotate"),
    bind<&GlobalSettings::smtp_server_tls_ciphers>("smtp-server-tls-ciphers"),
    bind<&GlobalSettings::control_socket>("control-socket"),
    bind<&GlobalSettings::history_retention>("history-retention"),
    bind<&GlobalSettings::history_max_size>("history-max-size"),
    bind<&GlobalSettings::memory_limit>("memory-limit"),
    bind<&GlobalSettings::max_header_size>("max-header-size"),
    bind<&GlobalSettings::max_line_length>("max-line-length"),
    bind<&GlobalSettings::smtp_max_errors>("smtp-max-errors"),
    bind<&GlobalSettings::max_connections_per_client>("max-connections-per-client"),
    bind<&GlobalSettings::network_threads>("network-threads"),
    bind<&GlobalSettings::journal_directory>("journal"),
    bind<&GlobalSettings::response_rules>("response-rules"),
    bind<&GlobalSettings::bounce_category_order>("bounce-category-order"),
    {"smtp-server-tls-certificate", server_certificate},
    {"smtp-source-host", global_source_host},
    {"smtp-source-ip", global_source_host},
    {"smtp-listener", listener},
    {"spool", spool},
    {"mx-connection-limit", mx_limit},
    {"ip-connection-limit", ip_limit},
    {"control-role", control_role},
};

constexpr Binding<VirtualMta> virtual_mta_table[] = {
    bind<&VirtualMta::host_name>("host-name"),
    bind<&VirtualMta::max_smtp_out>("max-smtp-out"),
    bind<&VirtualMta::max_smtp_msg_rate>("max-smtp-msg-rate"),
    {"smtp-source-host", own_source_host},
    {"smtp-source-ip", own_source_host},
};

void listener_certificate(ListenerSettings& target, const Assignment& assignment) {
    const auto* pair = std::get_if<PairValue>(&assignment.value);
    target.tls_certificate = pair ? pair->first : std::string();
    target.tls_certificate_password = pair ? pair->second : std::string();
}

constexpr Binding<ListenerSettings> listener_table[] = {
    bind<&ListenerSettings::source>("source"),         bind<&ListenerSettings::immediate_tls>("immediate-tls"),
    bind<&ListenerSettings::await_slot>("await-slot"), bind<&ListenerSettings::tls_ciphers>("tls-ciphers"),
    {"tls-certificate", listener_certificate},
};

constexpr Binding<SpoolSettings> spool_table[] = {
    bind<&SpoolSettings::min_free_space>("min-free-space"),
    bind<&SpoolSettings::priority>("priority"),
    bind<&SpoolSettings::deliver_only>("deliver-only"),
};

template <class Struct>
bool holds(std::span<const Binding<Struct>> bindings, std::string_view name) {
    return std::any_of(bindings.begin(), bindings.end(), [&](const Binding<Struct>& b) { return b.name == name; });
}

/// What the loader itself takes, without a member of its own name.
bool loader_reads(Scope scope, std::string_view name) {
    if (name == "include") return true;
    if (scope == Scope::global)
        return name == "domain-macro" || name == "spool-min-free-space" || name == "always-allow-relaying";
    return scope == Scope::virtual_mta_pool && name == "virtual-mta";
}

}  // namespace

std::span<const Binding<GlobalSettings>> global_bindings() { return global_table; }
std::span<const Binding<VirtualMta>> virtual_mta_bindings() { return virtual_mta_table; }
std::span<const Binding<ListenerSettings>> listener_bindings() { return listener_table; }
std::span<const Binding<SpoolSettings>> spool_bindings() { return spool_table; }

bool reads_directive(Scope scope, std::string_view name) {
    if (loader_reads(scope, name)) return true;
    switch (scope) {
        case Scope::global: return holds(global_bindings(), name);
        case Scope::source: return holds(source_bindings(), name);
        case Scope::domain: return holds(domain_bindings(), name);
        case Scope::virtual_mta: return holds(virtual_mta_bindings(), name);
        case Scope::smtp_listener: return holds(listener_bindings(), name);
        case Scope::spool: return holds(spool_bindings(), name);
        case Scope::acct_file: return holds(accounting_bindings(), name);
        case Scope::webhook: return holds(webhook_bindings(), name);
        case Scope::bounce_processor:
        case Scope::feedback_loop_processor: return holds(report_processor_bindings(), name);
        case Scope::address_list: return holds(address_list_bindings(), name);
        case Scope::email_patterns: return holds(email_patterns_bindings(), name);
        default: return false;
    }
}

}  // namespace mailrace::config
