// Which member of DomainSettings each directive of <domain> fills.
#include <algorithm>

#include "shared/config/assign.h"

namespace mailrace::config {

namespace {

/// CIDR and limit: kept sorted, the most specific range first; the same range given again replaces.
template <auto Member, class Pair, auto Limit>
void per_source(DomainSettings& target, const Assignment& assignment) {
    auto& list = target.*Member;
    if (assignment.cleared) return list.clear();
    const Pair* pair = std::get_if<Pair>(&assignment.value);
    if (!pair) return;
    std::erase_if(list, [&](const auto& entry) { return entry.addresses == pair->addresses; });
    auto at = list.begin();
    while (at != list.end() && at->addresses.bits >= pair->addresses.bits) ++at;
    list.insert(at, {pair->addresses, pair->*Limit, assignment.place});
}

/// Of the same ranges the same limits; where they were written does not matter.
template <auto Member>
bool same_per_source(const DomainSettings& a, const DomainSettings& b) {
    return std::equal((a.*Member).begin(), (a.*Member).end(), (b.*Member).begin(), (b.*Member).end(),
                      [](const auto& x, const auto& y) { return x.addresses == y.addresses && x.limit == y.limit; });
}

template <auto Member, class Pair, auto Limit>
constexpr Binding<DomainSettings> limits(std::string_view name) {
    return {name, per_source<Member, Pair, Limit>, same_per_source<Member>};
}

constexpr Binding<DomainSettings> table[] = {
    bind<&DomainSettings::max_smtp_out>("max-smtp-out"),
    bind<&DomainSettings::max_msg_rate>("max-msg-rate"),
    bind<&DomainSettings::max_connect_rate>("max-connect-rate"),
    bind<&DomainSettings::max_msg_per_connection>("max-msg-per-connection"),
    bind<&DomainSettings::max_rcpt_per_transaction>("max-rcpt-per-transaction"),
    bind<&DomainSettings::max_errors_per_connection>("max-errors-per-connection"),
    bind<&DomainSettings::smtp_out_rampup_interval>("smtp-out-rampup-interval"),
    bind<&DomainSettings::connection_idle_timeout>("connection-idle-timeout"),
    bind<&DomainSettings::backoff_max_smtp_out>("backoff-max-smtp-out"),
    bind<&DomainSettings::backoff_max_msg_rate>("backoff-max-msg-rate"),
    bind<&DomainSettings::backoff_max_connect_rate>("backoff-max-connect-rate"),
    bind<&DomainSettings::backoff_retry_after>("backoff-retry-after"),
    bind<&DomainSettings::backoff_to_normal_after>("backoff-to-normal-after"),
    bind<&DomainSettings::backoff_to_normal_after_delivery>("backoff-to-normal-after-delivery"),
    bind<&DomainSettings::retry_after>("retry-after"),
    bind<&DomainSettings::retry_recipients_after>("retry-recipients-after"),
    bind<&DomainSettings::bounce_after>("bounce-after"),
    bind<&DomainSettings::retry_upon_new_mail>("retry-upon-new-mail"),
    bind<&DomainSettings::notify_of_delay_every>("notify-of-delay-every"),
    bind<&DomainSettings::dsn_format>("dsn-format"),
    bind<&DomainSettings::queue_to>("queue-to"),
    bind<&DomainSettings::connect_timeout>("connect-timeout"),
    bind<&DomainSettings::smtp_greeting_timeout>("smtp-greeting-timeout"),
    bind<&DomainSettings::smtp_command_timeout>("smtp-command-timeout"),
    bind<&DomainSettings::data_send_timeout>("data-send-timeout"),
    bind<&DomainSettings::smtp_data_termination_timeout>("smtp-data-termination-timeout"),
    bind<&DomainSettings::use_starttls>("use-starttls"),
    bind<&DomainSettings::require_starttls>("require-starttls"),
    bind<&DomainSettings::ignore_pipelining>("ignore-pipelining"),
    bind<&DomainSettings::ignore_chunking>("ignore-chunking"),
    bind<&DomainSettings::ignore_8bitmime>("ignore-8bitmime"),
    bind<&DomainSettings::ignore_dsn>("ignore-dsn"),
    bind<&DomainSettings::smtp_421_means_mx_unavailable>("smtp-421-means-mx-unavailable"),
    bind<&DomainSettings::smtp_553_means_invalid_mailbox>("smtp-553-means-invalid-mailbox"),
    bind<&DomainSettings::bounce_upon_no_mx>("bounce-upon-no-mx"),
    bind<&DomainSettings::bounce_upon_5xx_greeting>("bounce-upon-5xx-greeting"),
    bind<&DomainSettings::bounce_upon_transfer_failure>("bounce-upon-transfer-failure"),
    bind<&DomainSettings::assume_delivery_upon_data_termination_timeout>("assume-delivery-upon-data-termination-timeout"),
    bind<&DomainSettings::type>("type"),
    bind<&DomainSettings::default_smtp_port>("default-smtp-port"),
    bind<&DomainSettings::smtp_hosts>("smtp-hosts"),
    bind<&DomainSettings::file_destination>("file-destination"),
    bind<&DomainSettings::file_format>("file-format"),
    bind<&DomainSettings::command>("command"),
    bind<&DomainSettings::discard_as_bounce>("discard-as-bounce"),
    bind<&DomainSettings::log_connections>("log-connections"),
    bind<&DomainSettings::log_commands>("log-commands"),
    bind<&DomainSettings::log_data>("log-data"),
    bind<&DomainSettings::log_tls>("log-tls"),
    bind<&DomainSettings::log_resolution>("log-resolution"),
    bind<&DomainSettings::log_transfer_failures>("log-transfer-failures"),
    bind<&DomainSettings::max_events_recorded>("max-events-recorded"),
    bind<&DomainSettings::disable_acct_records>("disable-acct-records"),
    bind<&DomainSettings::max_rcpt_per_transaction>("max-rcpt-per-message"),
    bind<&DomainSettings::smtp_hosts>("route"),
    limits<&DomainSettings::source_ip_max_smtp_out, CidrInteger, &CidrInteger::number>("source-ip-max-smtp-out"),
    limits<&DomainSettings::source_ip_max_msg_rate, CidrRate, &CidrRate::rate>("source-ip-max-msg-rate"),
    limits<&DomainSettings::source_ip_max_connect_rate, CidrRate, &CidrRate::rate>("source-ip-max-connect-rate"),
};

}  // namespace

std::span<const Binding<DomainSettings>> domain_bindings() { return table; }

}  // namespace mailrace::config
