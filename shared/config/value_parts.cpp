#include "shared/config/value_parts.h"

#include <algorithm>

#include "shared/config/records.h"
#include "shared/config/secrets.h"

namespace mailrace::config {

namespace {

constexpr std::string_view one_value = "only one value is expected here";
constexpr std::string_view two_values = "only two values are expected here";

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

bool is_header_name(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F && c != ':' && c != ','; });
}

bool is_hexadecimal(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The first item that is no record type; empty when all are.
std::string wrong_record(const std::vector<std::string>& items) {
    for (const std::string& item : items)
        if (!is_record_type(record_name(item))) return item;
    return {};
}

bool is_address_or_domain_of(std::string_view text) {
    return is_email_address(text) || (text.starts_with("*@") && is_domain_name(text.substr(2)));
}

}  // namespace

ParsedValue parse_record_types(Words words) {
    std::vector<std::string> items = split_list(joined(words));
    if (items.empty()) return bad(&words[0]);
    if (const std::string wrong = wrong_record(items); !wrong.empty())
        return bad(&words[0], in_quotes(wrong) + " is not a record type");
    return good(std::move(items));
}

ParsedValue parse_record_fields(Words words) {
    const std::vector<std::string> records = split_list(words[0].text);
    if (const std::string wrong = wrong_record(records); !wrong.empty() || records.empty())
        return bad(&words[0], in_quotes(wrong) + " is not a record type");
    if (words.size() < 2) return bad(nullptr, "the columns are missing");
    for (const std::string& written : split_list(joined(words.subspan(1)))) {
        const std::string_view column = written.starts_with('!') ? std::string_view(written).substr(1) : written;
        if (column != "*" && !is_header_name(column)) return bad(&words[1], in_quotes(column) + " is not a column");
    }
    return good(joined(words));
}

ParsedValue parse_header_field(Words words) {
    const std::vector<std::string> records = split_list(words[0].text);
    const std::string wrong = wrong_record(records);
    if (records.empty() || !wrong.empty()) return bad(&words[0], in_quotes(wrong) + " is not a record type");
    if (words.size() < 3) return bad(nullptr);
    const std::string_view header = words[1].text;
    if (lower(header.substr(0, 7)) != "header_" || !is_header_name(header.substr(7))) return bad(&words[1]);
    if (words.size() > 3) return bad(&words[3], "only three values are expected here");
    return good(joined(words));
}

ParsedValue parse_privacy_policy(Words words) {
    const std::string policy = lower(words[0].text);
    if (policy == "retain" || policy == "redact")
        return words.size() == 1 ? good(policy) : bad(&words[1], "no key belongs to " + policy);
    const bool hexadecimal = policy == "siphash-hexkey" || policy == "hmac-sha256-hexkey";
    if (!hexadecimal && policy != "siphash" && policy != "hmac-sha256") return bad(&words[0]);
    if (words.size() < 2) return bad(nullptr, "the key is missing");
    const std::string key = joined(words.subspan(1));
    if (hexadecimal && !is_hexadecimal(key) && key != hidden_secret) return bad(&words[1], "the key has hexadecimal digits only");
    return good(policy + ' ' + key);
}

ParsedValue parse_signing_identity(Words words) {
    const std::string& text = words[0].text;
    if (words.size() > 1) return bad(&words[1], std::string(one_value));
    const std::string word = lower(text);
    if (word == "sender-or-from" || word == "strict-from") return good(word);
    if (is_email_address(text) || is_domain_name(text)) return good(text);
    if (text.starts_with('@') && is_domain_name(std::string_view(text).substr(1))) return good(text);
    return bad(&words[0]);
}

ParsedValue parse_header_name(Words words) {
    std::string name = words[0].text;
    if (name.ends_with(':')) name.pop_back();  // as it stands in a message
    if (!is_header_name(name)) return bad(&words[0]);
    if (words.size() > 1) return bad(&words[1], std::string(one_value));
    return good(std::move(name));
}

ParsedValue parse_header_list(Words words) {
    std::vector<std::string> names = split_list(joined(words));
    if (names.empty()) return bad(&words[0]);
    for (std::string& name : names) {
        if (name.ends_with(':')) name.pop_back();
        if (!is_header_name(name)) return bad(&words[0], in_quotes(name) + " is not the name of a header");
    }
    return good(std::move(names));
}

ParsedValue parse_api_key(Words words) {
    const std::string& key = words[0].text;
    const bool letters = std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (key == hidden_secret) return good(key);
    if (!letters || key.size() < 32 || key.size() > 128) return bad(&words[0], "this is no key");
    if (words.size() > 1) return bad(&words[1], std::string(one_value));
    return good(key);
}

ParsedValue parse_named_host_port(Words words) {
    const auto target = parse_host_port(words[0].text);
    if (!target || target->port == 0) return bad(&words[0]);
    if (words.size() > 1) return bad(&words[1], std::string(one_value));
    return good(*target);
}

ParsedValue parse_proxy_client(Words words) {
    const auto address = parse_host_port(words[0].text);
    if (!address || !parse_ip(address->host)) return bad(&words[0], in_quotes(words[0].text) + " is not an address");
    if (words.size() < 2) return bad(nullptr, "the host name is missing");
    if (!is_domain_name(words[1].text)) return bad(&words[1], in_quotes(words[1].text) + " is not a host name");
    if (words.size() > 2) return bad(&words[2], std::string(two_values));
    return good(PairValue{words[0].text, words[1].text});
}

ParsedValue parse_address_map(Words words) {
    for (const Word& word : words.subspan(0, std::min<std::size_t>(2, words.size())))
        if (!is_address_or_domain_of(word.text)) return bad(&word, in_quotes(word.text) + " is neither an address nor *@domain");
    if (words.size() < 2) return bad(nullptr, "what is put in its place is missing");
    if (words.size() > 2) return bad(&words[2], std::string(two_values));
    return good(PairValue{words[0].text, words[1].text});
}

ParsedValue parse_domain_map(Words words) {
    if (words[0].text != "*" && !is_domain_pattern(words[0].text))
        return bad(&words[0], in_quotes(words[0].text) + " is not a domain");
    if (words.size() < 2) return bad(nullptr, "what is put in its place is missing");
    if (!is_domain_name(words[1].text)) return bad(&words[1], in_quotes(words[1].text) + " is not a domain");
    if (words.size() > 2) return bad(&words[2], std::string(two_values));
    return good(PairValue{words[0].text, words[1].text});
}

ParsedValue parse_pattern_rule(Words words, std::size_t condition) {
    if (words.size() < condition + 1) return bad(nullptr, "the /pattern/ is missing");
    if (condition == 1 && !is_header_name(words[0].text))
        return bad(&words[0], in_quotes(words[0].text) + " is not the name of a header");
    if (!words[condition].regex) return bad(&words[condition], in_quotes(words[condition].text) + " is not a /pattern/");
    if (words.size() > condition + 1)
        if (ParsedValue result = parse_pattern_result(words.subspan(condition + 1)); !result.value) return result;
    std::vector<std::string> out;
    for (const Word& word : words) out.push_back(word.text);
    return good(std::move(out));
}

ParsedValue parse_pattern_result(Words words) {
    const std::vector<std::string> results = split_list(joined(words));
    if (results.empty()) return bad(&words[0]);
    for (const std::string& written : results) {
        const std::string result = lower(written);
        const auto priority = result.starts_with("recipient-priority=") ? parse_integer(result.substr(19)) : std::nullopt;
        const bool named =
            (result.starts_with("virtual-mta=") && result.size() > 12) || (result.starts_with("call-to:") && result.size() > 8);
        if (!named && !(priority && *priority <= 100)) return bad(&words[0], in_quotes(written) + " is not a result");
    }
    return good(joined(words));
}

ParsedValue parse_mx_rule(Words words) {
    if (words.size() < 2) return bad(nullptr, "the name of the roll-up is missing");
    if (!lower(words[1].text).ends_with(".rollup") || !is_domain_name(words[1].text))
        return bad(&words[1], in_quotes(words[1].text) + " does not end in .rollup");
    if (words.size() > 2 && lower(words[2].text) != "rollup-by-ip")
        return bad(&words[2], "only rollup-by-ip may follow the name");
    if (words.size() > 3) return bad(&words[3], "only rollup-by-ip may follow the name");
    std::vector<std::string> out;
    for (const Word& word : words) out.push_back(lower(word.text));
    return good(std::move(out));
}

}  // namespace mailrace::config
