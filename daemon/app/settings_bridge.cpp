#include "daemon/app/settings_bridge.h"

#include "daemon/platform/local_addresses.h"

namespace mailrace::app {

namespace {

queue::Limit limit(const config::Config& config, const config::Setting<std::uint64_t>& from, std::string_view name) {
    return {from.value, std::string(name), config.where(from.place)};
}

queue::RateLimit rate(const config::Config& config, const config::Setting<config::Rate>& from, std::string_view name) {
    return {from.value.count, from.value.per, std::string(name), config.where(from.place)};
}

std::string type_text(config::DeliveryType type) {
    switch (type) {
        case config::DeliveryType::smtp: return "smtp";
        case config::DeliveryType::pipe: return "pipe";
        case config::DeliveryType::file: return "file";
        case config::DeliveryType::discard: return "discard";
        case config::DeliveryType::http_delivery: return "http-delivery";
    }
    return "smtp";
}

}  // namespace

std::string route_text(const std::vector<config::RouteHost>& hosts) {
    std::string out;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (i > 0) out += hosts[i].preference != hosts[i - 1].preference ? "; " : ", ";
        const bool v6 = hosts[i].is_address && hosts[i].host.find(':') != std::string::npos;
        if (hosts[i].lookup_mx) out += "lookup-mx:";
        out += hosts[i].is_address ? (v6 ? "[IPv6:" : "[") + hosts[i].host + "]" : hosts[i].host;
        if (hosts[i].port != 0) out += ":" + std::to_string(hosts[i].port);
    }
    return out;
}

DsnStyle dsn_style(const config::Config& config, std::string_view domain) {
    const auto settings = config.domain_settings(domain, config::default_virtual_mta_name);
    const bool plain = settings->dsn_format.value == config::DsnFormat::plain_text;
    return {plain ? feedback::DsnFormat::plain_text : feedback::DsnFormat::standard, config.global().custom_dsn_from_header.value};
}

ConfiguredSettings::ConfiguredSettings(std::shared_ptr<const config::Config> config, std::string system_name)
    : config_(std::move(config)), system_name_(std::move(system_name)) {}

std::shared_ptr<const queue::DeliverySettings> ConfiguredSettings::for_queue(std::string_view domain, std::string_view vmta) const {
    auto from = config_->domain_settings(domain, vmta);
    const auto key = std::pair(from.get(), std::string(vmta));
    std::lock_guard lock(mutex_);
    auto& made = made_[key];
    if (!made.settings) made = {from, make(*from, config_->virtual_mta(vmta))};
    return made.settings;
}

queue::VirtualMtaLimits ConfiguredSettings::for_vmta(std::string_view name) const {
    queue::VirtualMtaLimits limits;
    if (const auto* vmta = config_->virtual_mta(name); vmta != nullptr) {
        limits.max_connections = limit(*config_, vmta->max_smtp_out, "max-smtp-out of the virtual MTA");
        limits.max_message_rate = rate(*config_, vmta->max_smtp_msg_rate, "max-smtp-msg-rate");
    }
    return limits;
}

queue::TotalLimits ConfiguredSettings::totals() const {
    queue::TotalLimits totals;
    totals.max_connections = limit(*config_, config_->global().total_max_smtp_out, "total-max-smtp-out");
    totals.max_recipients = limit(*config_, config_->global().spool_max_recipients, "spool-max-recipients");
    return totals;
}

void ConfiguredSettings::add_sources(queue::DeliverySettings& to, const config::VirtualMta* vmta) const {
    const auto& global = config_->global();
    const auto& names = vmta != nullptr && !vmta->host_name.value.empty() ? vmta->host_name.value : global.host_name.value;
    to.ehlo_name = names.empty() ? system_name_ : names.front();
    const auto& hosts = vmta != nullptr && !vmta->source_hosts.empty() ? vmta->source_hosts : global.source_hosts;
    for (const auto& host : hosts) {
        const std::string name = host.host_name.empty() ? to.ehlo_name : host.host_name;
        if (host.addresses.is_single()) {
            to.sources.push_back({host.addresses.base.text(), name});
            continue;
        }
        // A range stands for those of this machine's addresses that lie in it, 127.0.0.1 excepted.
        for (const auto& text : platform::local_addresses()) {
            const auto address = config::parse_ip(text);
            if (address && text != "127.0.0.1" && host.addresses.contains(*address)) to.sources.push_back({text, name});
        }
    }
}

std::shared_ptr<queue::DeliverySettings> ConfiguredSettings::make(const config::DomainSettings& from, const config::VirtualMta* vmta) const {
    const auto& c = *config_;
    auto made = std::make_shared<queue::DeliverySettings>();
    auto& to = *made;
    to.max_connections = limit(c, from.max_smtp_out, "max-smtp-out");
    to.max_message_rate = rate(c, from.max_msg_rate, "max-msg-rate");
    to.max_connect_rate = rate(c, from.max_connect_rate, "max-connect-rate");
    to.max_messages_per_connection = limit(c, from.max_msg_per_connection, "max-msg-per-connection");
    to.max_recipients_per_transaction = limit(c, from.max_rcpt_per_transaction, "max-rcpt-per-transaction");
    to.max_errors_per_connection = limit(c, from.max_errors_per_connection, "max-errors-per-connection");
    to.backoff_max_connections = limit(c, from.backoff_max_smtp_out, "backoff-max-smtp-out");
    to.backoff_max_message_rate = rate(c, from.backoff_max_msg_rate, "backoff-max-msg-rate");
    to.backoff_max_connect_rate = rate(c, from.backoff_max_connect_rate, "backoff-max-connect-rate");
    to.ramp_up_interval = from.smtp_out_rampup_interval.value;

    to.retry_after = from.retry_after.value;
    to.backoff_retry_after = from.backoff_retry_after.value;
    to.retry_recipients_after = from.retry_recipients_after.value;
    to.backoff_to_normal_after = from.backoff_to_normal_after->never ? Duration{0} : from.backoff_to_normal_after->value;
    to.backoff_to_normal_after_delivery = from.backoff_to_normal_after_delivery.value;
    to.bounce_after = from.bounce_after.value;
    to.idle_timeout = from.connection_idle_timeout.value;
    to.retry_upon_new_mail = from.retry_upon_new_mail.value;

    to.delay_notice_every = from.notify_of_delay_every->never ? Duration{0} : from.notify_of_delay_every->value;
    to.delay_notice_unasked = !from.notify_of_delay_every.is_default;

    to.connect_timeout = from.connect_timeout.value;
    to.greeting_timeout = from.smtp_greeting_timeout.value;
    to.command_timeout = from.smtp_command_timeout.value;
    to.data_send_timeout = from.data_send_timeout.value;
    to.data_termination_timeout = from.smtp_data_termination_timeout.value;
    to.default_port = static_cast<std::uint16_t>(from.default_smtp_port.value);
    to.smtp_hosts = route_text(from.smtp_hosts.value);
    to.use_starttls = from.use_starttls.value;
    to.require_starttls = from.require_starttls.value;
    to.ignore_pipelining = from.ignore_pipelining.value;
    to.ignore_chunking = from.ignore_chunking.value;
    to.ignore_8bitmime = from.ignore_8bitmime.value;
    to.ignore_dsn = from.ignore_dsn.value;
    to.smtp_421_means_mx_unavailable = from.smtp_421_means_mx_unavailable.value;
    to.smtp_553_means_invalid_mailbox = from.smtp_553_means_invalid_mailbox.value;
    to.bounce_upon_no_mx = from.bounce_upon_no_mx->after;
    to.bounce_upon_no_mx_at_once = from.bounce_upon_no_mx->bounce && from.bounce_upon_no_mx->after.count() == 0;
    to.bounce_upon_5xx_greeting = from.bounce_upon_5xx_greeting.value;
    to.bounce_upon_transfer_failure = from.bounce_upon_transfer_failure.value;
    to.assume_delivery_upon_data_termination_timeout = from.assume_delivery_upon_data_termination_timeout.value;
    to.queue_to = from.queue_to.value;
    to.type = type_text(from.type.value);
    to.file_destination = from.file_destination.value;
    add_sources(to, vmta);
    return made;
}

}  // namespace mailrace::app
