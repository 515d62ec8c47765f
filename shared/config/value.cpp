#include "shared/config/value.h"

#include <limits>

#include "shared/config/idn.h"
#include "shared/config/value_parts.h"

namespace mailrace::config {

namespace {

constexpr std::uint32_t max_weight = 1000;

/// The value of one word by a parser that gives an optional.
template <class Parser>
ParsedValue one(Words words, Parser parser) {
    auto value = parser(words[0].text);
    if (!value) return bad(&words[0]);
    if (words.size() > 1) return bad(&words[1], "only one value is expected here");
    return good(Value(std::move(*value)));
}

template <class Parser>
ParsedValue after_cidr(Words words, Parser parser) {
    const auto cidr = parse_cidr(words[0].text);
    if (!cidr) return bad(&words[0], "\"" + words[0].text + "\" is not an address or address range");
    if (words.size() < 2) return bad(nullptr);
    auto value = parser(words[1].text);
    if (!value) return bad(&words[1]);
    if (words.size() > 2) return bad(&words[2], "only two values are expected here");
    return good(parser.wrap(*cidr, *value));
}

struct IntegerAfterCidr {
    std::optional<std::uint64_t> operator()(std::string_view text) const {
        return lower(text) == "unlimited" ? std::optional<std::uint64_t>(0) : parse_integer(text);
    }
    Value wrap(const Cidr& c, std::uint64_t n) const { return CidrInteger{c, n}; }
};
struct RateAfterCidr {
    std::optional<Rate> operator()(std::string_view text) const { return parse_rate(text); }
    Value wrap(const Cidr& c, const Rate& r) const { return CidrRate{c, r}; }
};
struct DataRateAfterCidr {
    std::optional<DataRate> operator()(std::string_view text) const { return parse_data_rate(text); }
    Value wrap(const Cidr& c, const DataRate& r) const { return CidrDataRate{c, r}; }
};

std::optional<std::uint64_t> integer_or(std::string_view text, std::string_view word) {
    if (lower(text) == word) return 0;
    return parse_integer(text);
}

std::optional<Interval> interval_or_never(std::string_view text) {
    if (lower(text) == "never") return Interval{Duration{0}, true};
    const auto value = parse_interval(text);
    if (!value) return std::nullopt;
    return Interval{*value, false};
}

std::optional<NoMxPolicy> no_mx_policy(std::string_view text) {
    if (const auto flag = parse_bool(text)) return NoMxPolicy{*flag, Duration{0}};
    if (lower(text) == "never") return NoMxPolicy{};
    const auto after = parse_interval(text);
    if (!after) return std::nullopt;
    return NoMxPolicy{true, *after};
}

bool is_choice(std::string_view choices, std::string_view word) {
    for (std::size_t at = 0; at <= choices.size();) {
        const std::size_t bar = std::min(choices.find('|', at), choices.size());
        if (choices.substr(at, bar - at) == word) return true;
        at = bar + 1;
    }
    return false;
}

std::optional<std::string> choice(const Directive& directive, std::string_view text) {
    std::string word = lower(text);
    if (is_choice(directive.choices, word)) return word;
    if (directive.type != ValueType::boolean_or_choice) return std::nullopt;
    const auto flag = parse_bool(text);
    if (!flag) return std::nullopt;
    return *flag ? "yes" : "no";
}

template <bool (*Check)(std::string_view)>
std::optional<std::string> checked(std::string_view text) {
    if (!Check(text)) return std::nullopt;
    return with_a_labels(text);
}

std::optional<std::string> email(std::string_view text) {
    if (!is_email_address(text)) return std::nullopt;
    return std::string(text);
}

std::optional<std::string> any_word(std::string_view text) { return std::string(text); }

std::optional<std::string> url(std::string_view text) {
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos || scheme == 0 || scheme + 3 == text.size()) return std::nullopt;
    return std::string(text);
}

std::optional<std::uint64_t> port(std::string_view text) {
    const auto number = parse_integer(text);
    return number && *number >= 1 && *number <= 65535 ? number : std::nullopt;
}

std::optional<HostPort> ip_port(std::string_view text) {
    const auto value = parse_host_port(text);
    if (!value || !parse_ip(value->host)) return std::nullopt;
    return value;
}

ParsedValue list(Words words, bool (*check)(std::string_view)) {
    std::vector<std::string> items = split_list(joined(words));
    if (items.empty()) return bad(&words[0]);
    for (const std::string& item : items)
        if (check && !check(item)) return bad(&words[0], "\"" + item + "\" is not what belongs here");
    return good(std::move(items));
}

ParsedValue rates(Words words) {
    std::vector<Rate> out;
    for (const std::string& item : split_list(joined(words))) {
        const auto rate = parse_rate(item);
        if (!rate) return bad(&words[0], "\"" + item + "\" is not a rate");
        out.push_back(*rate);
    }
    return out.empty() ? bad(&words[0]) : good(std::move(out));
}

ParsedValue listener(Words words) {
    auto value = parse_listener(words[0].text);
    if (!value) return bad(&words[0]);
    for (const Word& word : words.subspan(1)) {
        if (!lower(word.text).starts_with("source=")) return bad(&word, "only source=NAME may follow the address");
        value->source = word.text.substr(7);
    }
    return good(std::move(*value));
}

ParsedValue source_host(Words words) {
    const auto cidr = parse_cidr(words[0].text);
    if (!cidr) return bad(&words[0], "\"" + words[0].text + "\" is not an address or address range");
    Words rest = words.subspan(1);
    if (!rest.empty() && lower(rest[0].text) == "host-name") rest = rest.subspan(1);
    if (rest.empty()) return good(SourceHostValue{*cidr, {}});
    if (!is_domain_name(rest[0].text)) return bad(&rest[0], "\"" + rest[0].text + "\" is not a host name");
    if (rest.size() > 1) return bad(&rest[1], "only an address and a host name are expected here");
    return good(SourceHostValue{*cidr, rest[0].text});
}

/// What a macro may hold beside other macros: domains, and domains with those below them.
bool is_plain_pattern(std::string_view text) {
    if (text.starts_with("[*.]")) text.remove_prefix(4);
    if (text.starts_with("*.")) text.remove_prefix(2);
    return is_domain_name(text);
}

ParsedValue macro(Words words) {
    if (words.size() < 2) return bad(nullptr, "the domains of a macro stand on the same line, after its name");
    MacroValue value{lower(words[0].text), {}};
    for (char c : value.name)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return bad(&words[0], "a macro's name has letters, digits and _");
    value.domains = split_list(joined(words.subspan(1)));
    for (std::string& domain : value.domains) {
        const auto ascii = domain.starts_with('$') || is_plain_pattern(domain) ? with_a_labels(domain) : std::nullopt;
        if (!ascii) return bad(&words[1], "\"" + domain + "\" is not a domain");
        domain = lower(*ascii);
    }
    if (value.domains.empty()) return bad(&words[1]);
    return good(std::move(value));
}

ParsedValue pool_member(Words words) {
    PoolMemberValue value{words[0].text, 1};
    for (const Word& word : words.subspan(1)) {
        const auto weight =
            lower(word.text).starts_with("weight=") ? parse_integer(std::string_view(word.text).substr(7)) : std::nullopt;
        if (!weight || *weight == 0 || *weight > max_weight)
            return bad(&word, "only weight=1 to weight=1000 may follow the name");
        value.weight = static_cast<std::uint32_t>(*weight);
    }
    return good(std::move(value));
}

ParsedValue control_role(Words words) {
    const std::string& subject = words[0].text;
    const bool known =
        (subject.starts_with("user:") && subject.size() > 5) || (subject.starts_with("group:") && subject.size() > 6);
    if (!known) return bad(&words[0]);
    if (words.size() < 2) return bad(nullptr);
    const std::string role = lower(words[1].text);
    if (!is_choice("monitor|operator|admin", role)) return bad(&words[1]);
    if (words.size() > 2) return bad(&words[2], "only two values are expected here");
    return good(PairValue{subject, role});
}

ParsedValue http_access(Words words) {
    if (!parse_cidr(words[0].text))
        return words.size() == 1 && lower(words[0].text) == "none" ? good(std::string("none")) : bad(&words[0]);
    if (words.size() < 2) return bad(nullptr);
    for (const std::string& role : split_list(joined(words.subspan(1))))
        if (!is_choice("monitor|operator|admin|none|deny-logs", lower(role))) return bad(&words[1]);
    return good(joined(words));
}

ParsedValue domain_key(Words words) {
    std::vector<std::string> parts = split_list(joined(words));
    if (parts.size() != 3) return bad(&words[0], "a key has three parts");
    if (parts[1] != "*" && !is_domain_name(parts[1])) return bad(&words[0], "\"" + parts[1] + "\" is not a domain");
    return good(std::move(parts));
}

/// /pattern/ and actions, which belong to the list that they stand in.
ParsedValue reply_rule(Words words) {
    if (!words[0].regex) return bad(&words[0], "\"" + words[0].text + "\" is not a /pattern/");
    if (words.size() < 2) return bad(nullptr, "the action is missing");
    std::vector<std::string> out;
    for (const Word& word : words) out.push_back(word.text);
    return good(std::move(out));
}

ParsedValue two_words(Words words) {
    if (words.size() < 2) return bad(nullptr);
    if (words.size() > 2) return bad(&words[2], "only two values are expected here");
    return good(PairValue{words[0].text, words[1].text});
}

ParsedValue certificate(Words words) {
    if (words.size() > 2) return bad(&words[2], "only a file and a password are expected here");
    return good(PairValue{words[0].text, words.size() == 2 ? words[1].text : std::string()});
}

ParsedValue name_integer(Words words) {
    if (words.size() < 2) return bad(nullptr);
    const auto number = integer_or(words[1].text, "unlimited");
    if (!number) return bad(&words[1]);
    if (words.size() > 2) return bad(&words[2], "only two values are expected here");
    return good(NameInteger{lower(words[0].text), *number});
}

ParsedValue address_or_regex(Words words) {
    if (words[0].regex) return words.size() == 1 ? good("/" + words[0].text + "/") : bad(&words[1], "only one value is expected here");
    return one(words, any_word);
}

template <class Result>
ParsedValue whole(Words words, Result result) {
    if (!result) return bad(&words[0]);
    return good(Value(std::move(*result)));
}

ParsedValue parse_words(const Directive& d, Words words) {
    using T = ValueType;
    switch (d.type) {
        case T::boolean: return one(words, parse_bool);
        case T::integer: return one(words, parse_integer);
        case T::integer_or_unlimited: return one(words, [](std::string_view t) { return integer_or(t, "unlimited"); });
        case T::integer_or_auto: return one(words, [](std::string_view t) { return integer_or(t, "auto"); });
        case T::interval: return one(words, parse_interval);
        case T::interval_or_never: return one(words, interval_or_never);
        case T::interval_list: return whole(words, parse_interval_list(joined(words)));
        case T::size: return one(words, parse_size);
        case T::rate: return one(words, parse_rate);
        case T::rate_list: return rates(words);
        case T::data_rate: return one(words, parse_data_rate);
        case T::choice:
        case T::boolean_or_choice: return one(words, [&](std::string_view t) { return choice(d, t); });
        case T::boolean_or_interval: return one(words, no_mx_policy);
        case T::text:
        case T::anything: return good(joined(words));
        case T::word: return one(words, any_word);
        case T::word_list: return list(words, nullptr);
        case T::domain:
        case T::host_name: return one(words, checked<is_domain_name>);
        case T::domain_pattern: return one(words, checked<is_domain_pattern>);
        case T::email: return one(words, email);
        case T::email_list: return list(words, is_email_address);
        case T::address_or_regex: return address_or_regex(words);
        case T::file:
        case T::directory: return one(words, any_word);
        case T::url: return one(words, url);
        case T::ip_port: return one(words, ip_port);
        case T::port: return one(words, port);
        case T::cidr_integer: return after_cidr(words, IntegerAfterCidr{});
        case T::cidr_rate: return after_cidr(words, RateAfterCidr{});
        case T::cidr_data_rate: return after_cidr(words, DataRateAfterCidr{});
        case T::name_integer: return name_integer(words);
        case T::listener: return listener(words);
        case T::source_host: return source_host(words);
        case T::http_access: return http_access(words);
        case T::domain_key: return domain_key(words);
        case T::macro: return macro(words);
        case T::two_words: return two_words(words);
        case T::pattern_rule: return parse_pattern_rule(words, d.name == "header" ? 1 : 0);
        case T::pattern_result: return parse_pattern_result(words);
        case T::reply_rule: return reply_rule(words);
        case T::category_rule: return two_words(words);
        case T::mx_rule: return parse_mx_rule(words);
        case T::route_hosts: return whole(words, parse_route_hosts(joined(words)));
        case T::certificate: return certificate(words);
        case T::pool_member: return pool_member(words);
        case T::control_role: return control_role(words);
        case T::record_types: return parse_record_types(words);
        case T::record_fields: return parse_record_fields(words);
        case T::header_field: return parse_header_field(words);
        case T::privacy_policy: return parse_privacy_policy(words);
        case T::signing_identity: return parse_signing_identity(words);
        case T::header_name: return parse_header_name(words);
        case T::header_list: return parse_header_list(words);
        case T::api_key: return parse_api_key(words);
        case T::host_port: return parse_named_host_port(words);
        case T::proxy_client: return parse_proxy_client(words);
        case T::address_map: return parse_address_map(words);
        case T::domain_map: return parse_domain_map(words);
    }
    return bad(&words[0]);
}

}  // namespace

ParsedValue parse_value(const Directive& directive, std::span<const Word> words) {
    if (words.size() == 1 && words[0].quoted && words[0].text.empty()) return {Value{}, true, nullptr, {}};
    if (words.empty()) return directive.type == ValueType::anything ? good(std::string()) : bad(nullptr, "the value is missing");
    return parse_words(directive, words);
}

std::string joined(std::span<const Word> words) {
    std::string out;
    for (const Word& word : words) {
        if (!out.empty()) out += ' ';
        out += word.text;
    }
    return out;
}

bool is_domain_pattern(std::string_view text) {
    if (text == "*") return true;
    if (text.starts_with('{') && text.ends_with('}')) return text.size() > 2;
    if (text.starts_with("[*.]")) return is_domain_pattern(text.substr(4)) && text.size() > 4 && text[4] != '[';
    if (text.starts_with('[') && text.ends_with(']')) {
        std::string_view inner = text.substr(1, text.size() - 2);
        if (lower(inner.substr(0, 5)) == "ipv6:") inner.remove_prefix(5);
        return parse_cidr(inner).has_value();
    }
    if (text.starts_with("*.")) text.remove_prefix(2);
    const std::size_t dollar = text.find('$');
    if (dollar == std::string_view::npos) return is_domain_name(text);
    return dollar + 1 < text.size() && (dollar == 0 || text[dollar - 1] == '.') && is_domain_name(text.substr(dollar + 1)) &&
           (dollar == 0 || is_domain_name(text.substr(0, dollar - 1)));
}

std::optional<ListenerValue> parse_listener(std::string_view text) {
    ListenerValue out;
    if (const auto address = parse_ip(text)) {
        out.address = *address;
        return out;
    }
    if (text.starts_with('[')) {
        const auto target = parse_host_port(text);
        if (!target) return std::nullopt;
        out.address = *parse_ip(target->host);
        if (target->port != 0) out.port = target->port;
        return out;
    }
    const std::size_t colon = text.rfind(':');
    const auto cidr = parse_cidr(text.substr(0, colon));
    if (!cidr || (!cidr->is_single() && cidr->bits != 0)) return std::nullopt;
    out.address = cidr->base;
    if (colon == std::string_view::npos) return out;
    const auto port = parse_integer(text.substr(colon + 1));
    if (!port || *port == 0 || *port > 65535) return std::nullopt;
    out.port = static_cast<std::uint16_t>(*port);
    return out;
}

}  // namespace mailrace::config
