#include "daemon/simulator/scenario_keywords.h"

#include <fmt/format.h>

#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace {

using Args = std::span<const std::string>;
using Trouble = std::optional<std::string>;
using MannerSetter = Trouble (*)(Manners&, Args);
using ProviderSetter = Trouble (*)(Provider&, Args);

template <class T, class Parser>
Trouble set_one(T& target, Args args, Parser parser, std::string_view form) {
    if (args.size() != 1) return fmt::format("needs one value: {}", form);
    const auto value = parser(args[0]);
    if (!value) return fmt::format("\"{}\" is not {}", args[0], form);
    target = static_cast<T>(*value);
    return std::nullopt;
}

constexpr std::string_view time_form = "a time such as 250ms, 5s, 5m, 2h";
constexpr std::string_view range_form = "a time or range such as 20ms or 20ms-60ms";
constexpr std::string_view rate_form = "a rate such as 100/1m, or unlimited";
constexpr std::string_view share_form = "a share such as 1.5%";
constexpr std::string_view count_form = "a number between 0 and 1000000";
constexpr std::string_view switch_form = "yes or no";

std::optional<std::uint32_t> parse_count(std::string_view text) {
    const auto number = parse_number(text);
    if (!number || *number > 1'000'000) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

template <auto Member>
Trouble range_of(Manners& m, Args a) { return set_one(m.*Member, a, parse_time_range, range_form); }
template <auto Member>
Trouble count_of(Manners& m, Args a) { return set_one(m.*Member, a, parse_count, count_form); }
template <auto Member>
Trouble rate_of(Manners& m, Args a) { return set_one(m.*Member, a, parse_rate, rate_form); }
template <auto Member>
Trouble time_of(Manners& m, Args a) { return set_one(m.*Member, a, parse_time, time_form); }
template <auto Member>
Trouble share_of(Manners& m, Args a) { return set_one(m.*Member, a, parse_share, share_form); }

std::optional<Phase> parse_phase(std::string_view text) {
    for (std::size_t i = 0; i < phase_count; ++i) {
        if (text == to_string(static_cast<Phase>(i))) return static_cast<Phase>(i);
    }
    return std::nullopt;
}

template <auto Member>
Trouble phase_share(Manners& m, Args a) {
    if (a.size() != 2) return "needs a phase and a share, such as: rcpt 0.5%";
    const auto phase = parse_phase(a[0]);
    if (!phase) return fmt::format("\"{}\" is not a phase (connect banner ehlo mail rcpt data body dot reply)", a[0]);
    return set_one((m.*Member)[static_cast<std::size_t>(*phase)], a.subspan(1), parse_share, share_form);
}

bool is_reply_words(std::string_view words) {
    if (words.size() < 4 || words.size() > 2000 || words[0] < '2' || words[0] > '5' || words[3] != ' ') return false;
    if (words[1] < '0' || words[1] > '9' || words[2] < '0' || words[2] > '9') return false;
    return words.find('\r') == std::string_view::npos && words.find('\0') == std::string_view::npos;
}

Trouble set_reply(Manners& m, Args a) {
    if (a.size() != 2) return "needs a kind and the words in quotes, such as: unknown-user \"550 5.1.1 No such user\"";
    for (std::size_t i = 0; i < reply_kind_count; ++i) {
        if (a[0] != to_string(static_cast<ReplyKind>(i))) continue;
        if (!is_reply_words(a[1])) return "reply words must be a code of 200 to 599, a blank and text";
        m.replies[i] = a[1];
        return std::nullopt;
    }
    return fmt::format("\"{}\" is not a kind of reply", a[0]);
}

Trouble set_starttls(Manners& m, Args a) {
    constexpr std::array<std::string_view, 5> names{"good", "absent", "required", "refused", "broken"};
    for (std::size_t i = 0; i < names.size() && a.size() == 1; ++i) {
        if (a[0] != names[i]) continue;
        m.starttls = static_cast<Starttls>(i);
        return std::nullopt;
    }
    return "needs one of: good absent required refused broken";
}

Trouble set_certificate(Manners& m, Args a) {
    constexpr std::array<std::string_view, 4> names{"good", "self-signed", "expired", "wrong-name"};
    for (std::size_t i = 0; i < names.size() && a.size() == 1; ++i) {
        if (a[0] != names[i]) continue;
        m.certificate = static_cast<CertificateKind>(i);
        return std::nullopt;
    }
    return "needs one of: good self-signed expired wrong-name";
}

bool* extension_flag(Extensions& e, std::string_view name) {
    if (name == "PIPELINING") return &e.pipelining;
    if (name == "SIZE") return &e.size;
    if (name == "8BITMIME") return &e.eight_bit_mime;
    if (name == "SMTPUTF8") return &e.smtputf8;
    if (name == "CHUNKING") return &e.chunking;
    if (name == "DSN") return &e.dsn;
    if (name == "ENHANCEDSTATUSCODES") return &e.enhanced_status_codes;
    if (name == "EHLO") return &e.ehlo;
    return nullptr;
}

template <bool On>
Trouble set_extensions(Manners& m, Args a) {
    if (a.empty()) return "needs names of extensions";
    for (const std::string& name : a) {
        bool* flag = extension_flag(m.extensions, name);
        if (!flag) return fmt::format("\"{}\" is not an extension", name);
        *flag = On;
    }
    return std::nullopt;
}

struct MannerKeyword {
    std::string_view name;
    MannerSetter apply;
};

constexpr MannerKeyword manner_keywords[] = {
    {"connect-latency", range_of<&Manners::connect_latency>},
    {"command-latency", range_of<&Manners::command_latency>},
    {"data-latency", range_of<&Manners::data_latency>},
    {"max-connections-per-source", count_of<&Manners::max_connections_per_source>},
    {"max-connections", count_of<&Manners::max_connections>},
    {"max-messages-per-connection", count_of<&Manners::max_messages_per_connection>},
    {"max-recipients", count_of<&Manners::max_recipients>},
    {"max-size", [](Manners& m, Args a) { return set_one(m.max_size, a, parse_size, "a size such as 25M"); }},
    {"rate", rate_of<&Manners::message_rate>},
    {"connection-rate", rate_of<&Manners::connection_rate>},
    {"block-after", rate_of<&Manners::block_after>},
    {"block-for", time_of<&Manners::block_for>},
    {"greylist", time_of<&Manners::greylist>},
    {"unknown-users", share_of<&Manners::unknown_users>},
    {"full-mailboxes", share_of<&Manners::full_mailboxes>},
    {"spam-refusals", share_of<&Manners::spam_refusals>},
    {"deferrals", share_of<&Manners::deferrals>},
    {"drop", phase_share<&Manners::drop>},
    {"silent", phase_share<&Manners::silent>},
    {"starttls", set_starttls},
    {"certificate", set_certificate},
    {"without", set_extensions<false>},
    {"with", set_extensions<true>},
    {"idle-timeout", time_of<&Manners::idle_timeout>},
    {"down", [](Manners& m, Args a) { return set_one(m.down, a, parse_switch, switch_form); }},
    {"reply", set_reply},
};

Trouble add_domain(Provider& p, Args a) {
    if (a.empty() || a.size() > 3) return "needs a name, perhaps a weight and a range: hosted-{n}.example 1 1-60";
    double weight = 1;
    if (a.size() >= 2) {
        std::string_view text = a[1];
        if (text.starts_with("weight=")) text.remove_prefix(7);
        if (const auto whole = parse_number(text)) weight = static_cast<double>(*whole);
        else if (const auto fraction = parse_share(text)) weight = *fraction;
        else return fmt::format("\"{}\" is not a weight (a whole number, or a fraction below 1)", a[1]);
    }
    NumberRange range;
    if (a.size() == 3) {
        const auto given = parse_range(a[2]);
        if (!given) return fmt::format("\"{}\" is not a range such as 1-60", a[2]);
        range = *given;
    }
    if (a.size() == 3 && a[0].find("{n}") == std::string::npos) return "a range needs {n} in the name";
    for (std::uint64_t n = range.first; n <= range.last; ++n) {
        const auto name = parse_name(a.size() == 3 ? with_number(a[0], n) : a[0]);
        if (!name) return fmt::format("\"{}\" is not a domain name", a[0]);
        if (p.domains.size() >= 20'000) return "more than 20000 domains";
        p.domains.push_back({*name, weight});
    }
    return std::nullopt;
}

Trouble add_mx(Provider& p, Args a) {
    constexpr std::string_view usual = "10";  // the preference where none is given
    const bool given = a.size() >= 2 && parse_number(a[0]).has_value();
    if (a.empty()) return "needs perhaps a preference, a host name and perhaps addresses: 10 mx1.example 127.21.0.1";
    Host host;
    const auto preference = parse_number(given ? std::string_view(a[0]) : usual);
    const std::string& host_word = a[given ? 1 : 0];
    const auto name = parse_name(host_word);
    if (!preference || *preference > 65535) return fmt::format("\"{}\" is not a preference between 0 and 65535", a[0]);
    if (!name) return fmt::format("\"{}\" is not a host name", host_word);
    host.preference = static_cast<std::uint16_t>(*preference);
    host.name = *name;
    for (const std::string& text : a.subspan(given ? 2 : 1)) {
        const auto address = parse_loopback(text);
        if (!address) return fmt::format("\"{}\" is not a loopback address (127.0.0.0/8 or ::1)", text);
        host.addresses.push_back(*address);
    }
    if (p.hosts.size() >= 64) return "more than 64 hosts";
    p.hosts.push_back(std::move(host));
    return std::nullopt;
}

Trouble set_dead(Provider& p, Args a) {
    if (a.size() != 1) return "needs the name of a host";
    const auto name = parse_name(a[0]);
    for (Host& host : p.hosts) {
        if (!name || host.name != *name) continue;
        host.dead = true;
        return std::nullopt;
    }
    return fmt::format("\"{}\" is not a host of an mx line further up", a[0]);
}

Trouble set_dns(DnsMood& mood, Args a) {
    constexpr std::array<std::string_view, 8> names{"normal",    "nxdomain", "servfail", "silent",
                                                    "truncated", "null-mx",  "no-data",  "no-mx"};
    for (std::size_t i = 0; i < names.size() && a.size() == 1; ++i) {
        if (a[0] != names[i]) continue;
        mood = static_cast<DnsMood>(i);
        return std::nullopt;
    }
    return "needs one of: normal nxdomain servfail silent truncated null-mx no-data no-mx";
}

struct ProviderKeyword {
    std::string_view name;
    ProviderSetter apply;
};

constexpr ProviderKeyword provider_keywords[] = {
    {"domain", add_domain},
    {"mx", add_mx},
    {"dead", set_dead},
    {"dns", [](Provider& p, Args a) { return set_dns(p.domain_dns, a); }},
    {"host-dns", [](Provider& p, Args a) { return set_dns(p.host_dns, a); }},
    {"tlsa", [](Provider& p, Args a) { return set_one(p.tlsa, a, parse_switch, switch_form); }},
    {"dnssec", [](Provider& p, Args a) { return set_one(p.dnssec, a, parse_switch, switch_form); }},
    {"bounces", [](Provider& p, Args a) { return set_one(p.takes_bounces, a, parse_switch, switch_form); }},
    {"catch-all", [](Provider& p, Args a) { return set_one(p.catch_all, a, parse_switch, switch_form); }},
};

}  // namespace

std::optional<std::string> apply_manner(Manners& manners, std::string_view keyword, std::span<const std::string> args) {
    for (const MannerKeyword& known : manner_keywords) {
        if (known.name == keyword) return known.apply(manners, args);
    }
    return "unknown keyword";
}

std::optional<std::string> apply_keyword(Provider& provider, std::string_view keyword, std::span<const std::string> args) {
    for (const ProviderKeyword& known : provider_keywords) {
        if (known.name == keyword) return known.apply(provider, args);
    }
    return apply_manner(provider.manners, keyword, args);
}

}  // namespace mailrace::simulator
