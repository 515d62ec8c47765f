#include "shared/config/accounting_settings.h"

#include <algorithm>

#include "shared/config/global_settings.h"

namespace mailrace::config {

namespace {

constexpr std::size_t max_headers = 20;
constexpr std::size_t max_url = 2000;

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

}  // namespace

std::optional<WebhookUrl> parse_webhook_url(std::string_view url, std::string& why) {
    const auto refuse = [&](const char* words) {
        why = words;
        return std::nullopt;
    };
    WebhookUrl out;
    const std::string scheme = lower(url.substr(0, 8));
    if (scheme.starts_with("https://")) {
        url.remove_prefix(8);
    } else if (scheme.starts_with("http://")) {
        url.remove_prefix(7);
        out.tls = false;
        out.port = 80;
    } else {
        return refuse("a webhook has an address that begins with https://");
    }
    const bool clean = url.size() <= max_url && std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!clean) return refuse("the address has characters that do not belong into one, or is too long");
    const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
    std::string_view authority = url.substr(0, end);
    out.target = url.substr(end, url.find('#') - end);
    if (!out.target.starts_with('/')) out.target.insert(0, "/");
    if (authority.find('@') != std::string_view::npos)
        return refuse("a user name does not belong into the address: use authorization");
    const bool bare_port = authority.ends_with(':');
    const auto host = parse_host_port(authority);
    if (!host || host->host.empty() || bare_port) return refuse("the host of the address cannot be read");
    out.host = lower(host->host);
    if (host->port != 0) out.port = host->port;
    if (!out.tls && !is_loopback(out.host)) return refuse("plain http is for this machine alone: use https");
    return out;
}

std::vector<std::string> wanted_headers(const GlobalSettings& global, std::string_view records) {
    std::vector<std::string> out;
    const auto take = [&](const RecordSettings& settings) {
        const auto add = [&](std::string_view record, std::string_view header) {
            const std::string name = lower(header);
            const bool wanted = records.find(' ' + std::string(record) + ' ') != std::string_view::npos &&
                                std::find(settings.records.begin(), settings.records.end(), record) != settings.records.end();
            if (wanted && out.size() < max_headers && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
        };
        for (const auto& [record, fields] : settings.record_fields)
            for (const std::string& field : fields)
                if (lower(field.substr(0, 7)) == "header_") add(record, std::string_view(field).substr(7));
        for (const HeaderField& mapped : settings.map_header_to_field) add(mapped.record, mapped.header);
    };
    for (const AccountingFileSettings& file : global.accounting_files) take(file);
    for (const WebhookSettings& webhook : global.webhooks) take(webhook);
    return out;
}

}  // namespace mailrace::config
