#include "shared/config/sample.h"

namespace mailrace::config {

namespace {

struct Example {
    std::string_view name;
    std::string_view value;
};

/// Names whose type alone gives no good example.
constexpr Example named[] = {
    {"address", "/^news-.*@example\\.com$/"},
    {"address-file", "/etc/mailrace/suppressed.txt"},
    {"alias", "*@old.example.com *@example.com"},
    {"auth-password", "secret"},
    {"authorization", "Bearer 0123456789abcdef"},
    {"automatic-categories", "bad-mailbox,inactive-mailbox"},
    {"auth-username", "relay-user"},
    {"batch-bytes", "256K"},
    {"category-filter", "bad-mailbox,inactive-mailbox"},
    {"cold-virtual-mta", "new-1"},
    {"command", "\"/usr/local/bin/take-mail $to $from\""},
    {"connection-idle-timeout", "5s"},
    {"control-socket", "/run/mailrace/control.sock"},
    {"custom-dsn-from-header", "\"Mail Delivery <postmaster@example.com>\""},
    {"dead-letter-file", "/var/lib/mailrace/dead-letters.jsonl"},
    {"default-virtual-mta", "all"},
    {"dkim-query-method", "dns/txt"},
    {"domain-key", "s2026,example.com,/etc/mailrace/dkim/example.com.pem"},
    {"file-destination", "/var/spool/mailrace-files"},
    {"http-default-sort-order", "name"},
    {"http-delivery-extra-headers", "/etc/mailrace/headers.txt"},
    {"include", "/etc/mailrace/virtual-mtas/*.conf"},
    {"invalid-virtual-mta-fallback", "other"},
    {"jobid-prefix", "{auth}-"},
    {"journal", "/var/lib/mailrace/journal"},
    {"log-file", "/var/log/mailrace/mailraced.log"},
    {"max-line-length", "1000000"},
    {"mx", "*.mail.protection.example outlook.rollup"},
    {"password", "secret"},
    {"pattern-list", "routes"},
    {"pickup", "/var/spool/pickup /var/spool/pickup-bad"},
    {"queue-filter", "!test.example.com/*,*.example.com/*"},
    {"queue-to", "big-provider.queue"},
    {"digest-hexkey", "000102030405060708090a0b0c0d0e0f"},
    {"digest-key", "sixteen letters."},
    {"relay-address", "/^feedback-.*@example\\.com$/"},
    {"dkim-disallow-adding-headers", "From,To,Subject"},
    {"remove-header", "X-Internal-Id,X-Mailer"},
    {"reroute-to-virtual-mta", "other"},
    {"backoff-reroute-to-virtual-mta", "other"},
    {"rewrite-list", "senders"},
    {"second-dkim-query-method", "dns/txt"},
    {"secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="},
    {"sender-or-from", "example.com enable-signals"},
    {"smtp-hosts", "in1.example.com,in2.example.com;[192.0.2.7]:2525"},
    {"smtp-pattern-list", "blocking"},
    {"smtp-server-tls-ciphers", "HIGH:!aNULL"},
    {"smtp-tls-ciphers", "HIGH:!aNULL"},
    {"source", "{auth}"},
    {"source-group", "web-servers"},
    {"sparkpost-ip-pool", "bulk"},
    {"spool", "/var/spool/mailrace"},
    {"suppression-lists", "complained,left"},
    {"tls-ciphers", "HIGH:!aNULL"},
    {"type", "discard"},
    {"use-proxy", "proxy1,proxy2"},
    {"user-string", "cluster-a"},
};

std::string_view by_type(const Directive& d) {
    using T = ValueType;
    switch (d.type) {
        case T::boolean: return d.default_text == "yes" ? "no" : "yes";
        case T::integer:
        case T::integer_or_unlimited:
        case T::integer_or_auto: return "50";
        case T::port: return "2525";
        case T::interval:
        case T::interval_or_never: return "30m";
        case T::boolean_or_interval: return "4h";
        case T::interval_list: return "10m,30m,1h";
        case T::size: return "50M";
        case T::rate: return "600/h";
        case T::rate_list: return "1000/d,2000/d,4000/d";
        case T::data_rate: return "100M/m";
        case T::choice:
        case T::boolean_or_choice: return d.choices.substr(0, d.choices.find('|'));
        case T::text:
        case T::word:
        case T::word_list: return "something";
        case T::anything: return d.status == Status::obsolete ? "" : "10";
        case T::domain: return "example.com";
        case T::host_name: return "mail.example.com";
        case T::domain_pattern: return "example.com";
        case T::email:
        case T::email_list:
        case T::address_or_regex: return "postmaster@example.com";
        case T::file: return "/etc/mailrace/authorities.pem";
        case T::directory: return "/var/lib/mailrace/files";
        case T::url: return "https://hooks.example.com/mail";
        case T::ip_port: return "192.0.2.53";
        case T::cidr_integer: return "192.0.2/24 10";
        case T::cidr_rate: return "192.0.2/24 100/h";
        case T::cidr_data_rate: return "192.0.2/24 100M/m";
        case T::name_integer: return "mx1.example.com 10";
        case T::listener: return "0.0.0.0:2525 source={feeders}";
        case T::source_host: return "192.0.2.10 out1.example.com";
        case T::http_access: return "10/8 monitor";
        case T::domain_key: return "s2026,example.com,/etc/mailrace/dkim/example.com.pem";
        case T::macro: return "webmail example.com,example.net,$more";
        case T::two_words: return "*@news.example.com *@bounces.example.com";
        case T::category_rule: return "/mailbox full/ quota-issues";
        case T::mx_rule: return "*.example.com example.rollup";
        case T::pattern_rule:
            return d.name == "header" ? "Subject /invoice/ virtual-mta=invoices" : "/@example\\.com$/ virtual-mta=news";
        case T::reply_rule: return "/too many connections/ mode=backoff";
        case T::route_hosts: return "in1.example.com;in2.example.com";
        case T::certificate: return "/etc/mailrace/tls/mail.pem";
        case T::pool_member: return "news weight=3";
        case T::control_role: return "group:mail operator";
        case T::record_types: return "d,b,t";
        case T::record_fields: return "d timeLogged,rcpt,dsnStatus,dsnDiag";
        case T::header_field: return "d header_X-Order order";
        case T::privacy_policy: return "redact";
        case T::signing_identity: return "@example.com";
        case T::header_name: return "X-Campaign";
        case T::header_list: return "List-Unsubscribe,List-Id";
        case T::api_key: return "0123456789abcdef0123456789abcdef";
        case T::host_port: return "proxy.example.com:1080";
        case T::proxy_client: return "192.0.2.10 out1.example.com";
        case T::address_map: return "*@news.example.com *@bounces.example.com";
        case T::domain_map: return "news.example.com example.com";
        case T::pattern_result: return "virtual-mta=news";
    }
    return "";
}

}  // namespace

std::string sample_value(const Directive& directive) {
    for (const Example& n : named)
        if (n.name == directive.name) return std::string(n.value);
    return std::string(by_type(directive));
}

std::string sample_name(const Tag& tag) {
    if (!tag.named) return {};
    switch (tag.scope) {
        case Scope::domain: return "example.com";
        case Scope::source: return "10/8";
        case Scope::smtp_listener: return "0.0.0.0:2525";
        case Scope::transmissions_api_listener: return "127.0.0.1:8025";
        case Scope::spool: return "/var/spool/mailrace";
        case Scope::webhook: return "crm";
        case Scope::acct_file: return "/var/log/mailrace/acct.csv";
        case Scope::virtual_mta: return "news";
        case Scope::virtual_mta_pool: return "all";
        case Scope::pattern_list: return "routes";
        case Scope::smtp_pattern_list: return "blocking";
        case Scope::smtp_user: return "feeder";
        case Scope::source_group: return "web-servers";
        case Scope::rewrite_list: return "senders";
        case Scope::domain_key_list: return "keys";
        default: return "name";
    }
}

}  // namespace mailrace::config
