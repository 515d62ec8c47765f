// Accounting files and webhooks: what is in them, and what only the whole section can say.
#include <algorithm>

#include "shared/config/build.h"
#include "shared/config/records.h"
#include "shared/config/secrets.h"

namespace mailrace::config {

namespace {

const Assignment* first_of(const Block& block, std::string_view directive) {
    const auto it = std::find_if(block.assignments.begin(), block.assignments.end(),
                                 [&](const Assignment& a) { return a.directive->name == directive; });
    return it == block.assignments.end() ? nullptr : &*it;
}

Place place_of(const Block& block, std::string_view directive) {
    const Assignment* line = first_of(block, directive);
    return line ? line->place : block.place;
}

}  // namespace

void Builder::check_records(const RecordSettings& settings, const Block& block) {
    for (const std::string& record : settings.records)
        if (!is_record_type(record))
            reader_.report(Severity::error, block.place, "bad-value", "\"" + record + "\" is not a record type",
                           "d, b, t, tq, r, rb, rs or f");
    const auto& known = bounce_categories;
    for (const std::string& category : settings.category_filter)
        if (std::find(std::begin(known), std::end(known), category) == std::end(known))
            reader_.report(Severity::error, place_of(block, "category-filter"), "bad-value",
                           "\"" + category + "\" is not a bounce category", "one of PowerMTA's categories, such as bad-mailbox");
    const std::string& policy = settings.privacy_policy;
    const std::size_t key = std::min(policy.find(' '), policy.size());
    const bool hidden = policy.substr(std::min(key + 1, policy.size())) == hidden_secret;
    if (policy.starts_with("siphash-hexkey ") && policy.size() - key - 1 != 32 && !hidden)
        reader_.report(Severity::error, place_of(block, "privacy-policy"), "bad-value", "a SipHash key has 16 bytes",
                       "32 hexadecimal digits");
    if (policy.starts_with("hmac-sha256-hexkey ") && (policy.size() - key - 1) % 2 != 0 && !hidden)
        reader_.report(Severity::error, place_of(block, "privacy-policy"), "bad-value", "half a byte is missing in the key",
                       "an even number of digits");
    if (policy.starts_with("siphash ") && policy.size() - key - 1 > 16)
        reader_.report(Severity::warning, place_of(block, "privacy-policy"), "long-key",
                       "of a SipHash key only the first 16 bytes count");
}

void Builder::add_accounting(const Block& block) {
    AccountingFileSettings settings;
    settings.pipe = block.name.starts_with('|');
    settings.target = settings.pipe ? block.name.substr(1) : block.name;
    settings.place = block.place;
    apply(settings, block, accounting_bindings());
    check_records(settings, block);
    for (const AccountingFileSettings& other : parts_.global.accounting_files)
        if (other.target == settings.target && other.pipe == settings.pipe)
            reader_.report(Severity::error, block.place, "duplicate",
                           "there is another <acct-file " + block.name + "> in " + reader_.where(other.place));
    if (settings.pipe && settings.target.find_first_not_of(" \t") == std::string::npos)
        reader_.report(Severity::error, block.place, "bad-value", "the program is missing",
                       "| and the path of a program, such as |/usr/local/bin/take");
    parts_.global.accounting_files.push_back(std::move(settings));
}

void Builder::add_webhook(const Block& block) {
    WebhookSettings settings;
    settings.name = block.name;
    settings.place = block.place;
    apply(settings, block, webhook_bindings());
    check_records(settings, block);
    const auto refuse = [&](std::string_view directive, std::string words, std::string expected) {
        reader_.report(Severity::error, place_of(block, directive), "bad-value", std::move(words), std::move(expected));
    };
    for (const WebhookSettings& other : parts_.global.webhooks)
        if (lower(other.name) == lower(settings.name))
            reader_.report(Severity::error, block.place, "duplicate",
                           "there is another <webhook " + block.name + "> in " + reader_.where(other.place));
    const bool plain = std::all_of(settings.name.begin(), settings.name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
    if (!plain || settings.name.size() > 60 || settings.name.starts_with('.'))
        reader_.report(Severity::error, block.place, "bad-value", "\"" + settings.name + "\" is no name for a webhook",
                       "letters, digits, - and _");
    if (settings.url.empty()) {
        reader_.report(Severity::error, block.place, "no-url", "this webhook has no address", "url https://…");
    } else if (std::string why; !parse_webhook_url(settings.url, why)) {
        refuse("url", why, "https://host/path");
    }
    if (settings.batch_size < 1 || settings.batch_size > 10'000)
        refuse("batch-size", "a request has 1 to 10000 records", "1 to 10000");
    if (settings.batch_bytes.bytes < 1024 || settings.batch_bytes.bytes > (16u << 20))
        refuse("batch-bytes", "a request has 1K to 16M bytes", "1K to 16M");
    if (settings.request_timeout < std::chrono::seconds(1)) refuse("request-timeout", "a request needs at least a second", "30s");
    const bool one_line = settings.authorization.find_first_of("\r\n") == std::string::npos;
    if (!one_line) refuse("authorization", "a header is one line", "Bearer TOKEN");
    parts_.global.webhooks.push_back(std::move(settings));
}

}  // namespace mailrace::config
