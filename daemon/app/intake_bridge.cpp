#include "daemon/app/intake_bridge.h"

namespace mailrace::app {

namespace {

intake::DateRule date_rule(config::DateHeader from) {
    switch (from) {
        case config::DateHeader::no: return intake::DateRule::keep;
        case config::DateHeader::yes: return intake::DateRule::add_if_missing;
        case config::DateHeader::override_existing: return intake::DateRule::replace;
    }
    return intake::DateRule::keep;
}

char ret_default(config::DsnReturn from) {
    switch (from) {
        case config::DsnReturn::headers: return 'H';
        case config::DsnReturn::full: return 'F';
        case config::DsnReturn::system: return 0;
    }
    return 0;
}

std::shared_ptr<const intake::SourceRules> make(const config::SourceSettings& from, const config::Config& config, const std::string& name) {
    auto made = std::make_shared<intake::SourceRules>();
    auto& to = *made;
    const auto& suffix = config.global().domain_suffix.value;
    const auto& hosts = config.global().host_name.value;
    to.name = name;
    to.smtp_service = from.smtp_service.value;
    to.relay = from.always_allow_relaying.value;
    to.starttls = from.allow_starttls.value;
    to.chunking = from.allow_chunking.value;
    to.smtputf8 = from.allow_smtputf8.value;
    to.max_message_size = from.max_message_size->bytes;
    to.max_hops = from.max_message_hops.value;
    to.max_recipients = from.max_rcpt_per_message.value;
    to.too_many_recipients_fails = from.too_many_rcpts_fails_message.value;
    to.command_timeout = from.smtp_command_timeout.value;
    to.data_timeout = from.smtp_data_timeout.value;
    if (from.auto_qualify_domain.value) to.qualify_domain = !suffix.empty() ? suffix : hosts.empty() ? std::string() : hosts.front();
    to.disconnect_on_transient_error = from.disconnect_on_transient_error.value;
    to.add_received = from.add_received_header.value;
    to.hide_client = from.hide_message_source.value;
    to.remove_received = from.remove_received_headers.value;
    to.date = date_rule(from.add_date_header.value);
    to.add_message_id = from.add_message_id_header.value;
    to.remove_headers = from.remove_header.value;
    to.default_virtual_mta = from.default_virtual_mta.value;
    to.process_x_virtual_mta = from.process_x_virtual_mta.value;
    to.retain_x_virtual_mta = from.retain_x_virtual_mta.value;
    to.add_x_virtual_mta = from.add_x_virtual_mta_header.value;
    to.reject_invalid_virtual_mta = from.reject_invalid_virtual_mta.value;
    to.allow_empty_x_virtual_mta = from.allow_empty_x_virtual_mta.value;
    to.process_x_job = from.process_x_job.value;
    to.retain_x_job = from.retain_x_job.value;
    to.job_header = from.jobid_header.value;
    to.job_prefix = from.jobid_prefix.value;
    to.process_x_envid = from.process_x_envid.value;
    to.keep_headers = config::wanted_headers(config.global(), " d b t r ");
    to.suppression_lists = from.suppression_lists.value;
    to.bounce_suppressed = from.suppression_action.value == config::SuppressionAction::bounce;
    to.suppress_dsn = from.suppress_local_dsn.value;
    to.verp = from.verp_default.value;
    to.ret_default = ret_default(from.dsn_return_default.value);
    return made;
}

}  // namespace

std::shared_ptr<const intake::SourceRules> ConfiguredDirectory::rules(const intake::Origin& origin) const {
    const auto loaded = config_.get();
    const auto client = config::parse_ip(net::to_text(origin.client)).value_or(config::IpAddress{});
    auto from = loaded->config->source_settings(client, origin.listener_source);
    const std::lock_guard lock(mutex_);
    if (made_.size() > 1000) made_.clear();  // after many reloads
    auto& made = made_[from.get()];
    if (!made.rules) made = {from, make(*from, *loaded->config, origin.listener_source.empty() ? client.text() : origin.listener_source)};
    return made.rules;
}

bool ConfiguredDirectory::relay_domain(std::string_view domain) const { return config_.get()->config->is_relay_domain(domain); }

intake::ReportAddress ConfiguredDirectory::report_address(std::string_view address) const {
    const auto loaded = config_.get();
    if (!loaded->reports || loaded->reports->desk_of(address) == ReportDesk::none) return intake::ReportAddress::no;
    return reports_busy_() ? intake::ReportAddress::busy : intake::ReportAddress::yes;
}

std::optional<intake::Suppressed> ConfiguredDirectory::suppressed(const std::vector<std::string>& lists, std::string_view address) const {
    auto found = suppression_.first(lists, address);
    if (!found) return std::nullopt;
    return intake::Suppressed{std::move(found->list), std::string(feedback::to_string(found->kind)) + ' ' + found->value, std::move(found->reason)};
}

std::optional<intake::VirtualMtaChoice> ConfiguredDirectory::virtual_mta(std::string_view name) const {
    const auto loaded = config_.get();
    const auto* chosen = loaded->config->choose_virtual_mta(name, ticket_.fetch_add(1, std::memory_order_relaxed));
    if (chosen == nullptr) return std::nullopt;
    return intake::VirtualMtaChoice{chosen->name, loaded->config->pool(name) != nullptr ? std::string(name) : std::string()};
}

Result<intake::Options> intake_options(const config::Config& config, const std::string& system_name) {
    const auto& global = config.global();
    intake::Options options;
    options.host_name = global.host_name.value.empty() ? system_name : global.host_name.value.front();
    options.max_connections = global.total_max_smtp_in.value;
    options.max_connections_per_client = global.max_connections_per_client.value;
    options.max_header_size = global.max_header_size->bytes;
    options.max_line_length = global.max_line_length.value;
    options.max_errors = global.smtp_max_errors.value;
    for (const auto& from : global.listeners) {
        intake::ListenerOptions to;
        const auto address = net::parse_ip(from.address.text());
        if (!address) return Error::invalid("not an address to listen at: " + from.address.text());
        to.at = net::Endpoint(*address, from.port);
        to.source = from.source;
        to.immediate_tls = from.immediate_tls;
        to.await_slot = from.await_slot || global.smtp_await_slot.value;
        net::TlsServerOptions tls;
        tls.certificate_file = from.tls_certificate.empty() ? global.smtp_server_tls_certificate.value : from.tls_certificate;
        tls.ciphers = from.tls_ciphers.empty() ? global.smtp_server_tls_ciphers.value : from.tls_ciphers;
        if (!tls.certificate_file.empty()) {
            auto context = net::TlsContext::server(tls);
            if (!context) return std::move(context).error();
            to.tls = *context;
        } else if (from.immediate_tls) {
            return Error::invalid("the listener at " + net::to_text(to.at) + " has immediate-tls but no certificate");
        }
        options.listeners.push_back(std::move(to));
    }
    return options;
}

}  // namespace mailrace::app
