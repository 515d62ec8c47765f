#include "shared/config/schema.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "shared/config/schema_tables.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

using NameIndex = std::unordered_map<std::string_view, const Directive*>;

struct Index {
    std::vector<const Directive*> all;
    std::array<NameIndex, scope_count> by_scope;

    Index() {
        for (const auto table : {global_directives(), source_directives(), domain_directives(), sections_directives(),
                                 field_directives(), ours_directives()})
            for (const Directive& d : table) add(d);
    }

    void add(const Directive& d) {
        all.push_back(&d);
        for (std::size_t s = 0; s < scope_count; ++s)
            if (d.scopes & (Scopes{1} << s)) by_scope[s].emplace(d.name, &d);
    }
};

const Index& index() {
    static const Index instance;
    return instance;
}

/// Half of a short word may not be wrong: a name of n letters forgives n/4 + 1 edits.
std::size_t forgiven(std::string_view name) { return std::min<std::size_t>(4, name.size() / 4 + 1); }

template <class Names>
std::string nearest_of(const Names& names, std::string_view wanted) {
    const std::string name = lower(wanted.substr(0, 80));
    std::size_t best = forgiven(name) + 1;
    std::string_view found;
    for (std::string_view candidate : names) {
        const std::size_t distance = edit_distance(name, candidate, best);
        if (distance < best || (distance == best && !found.empty() && candidate < found)) best = distance, found = candidate;
    }
    return std::string(found);
}

std::string joined_choices(std::string_view choices, std::string prefix) {
    std::string out = std::move(prefix);
    for (std::size_t at = 0; at <= choices.size();) {
        const std::size_t bar = std::min(choices.find('|', at), choices.size());
        if (!out.empty()) out += bar == choices.size() ? " or " : ", ";
        out += choices.substr(at, bar - at);
        at = bar + 1;
    }
    return out;
}

}  // namespace

std::string_view to_string(Status status) {
    switch (status) {
        case Status::honoured: return "honoured";
        case Status::honoured_with_difference: return "honoured with a difference";
        case Status::obsolete: return "obsolete";
        case Status::not_supported: return "not supported";
    }
    return "not supported";
}

std::string_view describe(ValueType type) {
    using T = ValueType;
    switch (type) {
        case T::boolean: return "yes or no";
        case T::integer: return "a whole number";
        case T::integer_or_unlimited: return "a whole number or unlimited";
        case T::integer_or_auto: return "a whole number or auto";
        case T::interval: return "a time such as 30s, 10m or 1d12h";
        case T::interval_or_never: return "a time such as 10m or 1d12h, or never";
        case T::interval_list: return "times such as 10m,30m,1h";
        case T::size: return "a size such as 512k, 50M or 10G, 0 or unlimited";
        case T::rate: return "a rate such as 100/h or 83/10m, 0 or unlimited";
        case T::rate_list: return "rates such as 10/d,20/d,40/d";
        case T::data_rate: return "a data rate such as 10M/m, 0 or unlimited";
        case T::choice: return "one of the known words";
        case T::boolean_or_choice: return "yes, no or one of the known words";
        case T::boolean_or_interval: return "yes, no, never or a time such as 4h";
        case T::text: return "text, the rest of the line";
        case T::word: return "one word, in double quotes if it has blanks";
        case T::word_list: return "words separated by commas";
        case T::domain: return "a domain such as example.com";
        case T::host_name: return "a host name such as mail.example.com";
        case T::domain_pattern: return "a domain such as example.com, *.example.com or [*.]example.com";
        case T::email: return "an e-mail address such as postmaster@example.com";
        case T::email_list: return "e-mail addresses separated by commas";
        case T::address_or_regex: return "an e-mail address or a /pattern/";
        case T::file: return "a file name, in double quotes if it has blanks";
        case T::directory: return "a folder, in double quotes if its name has blanks";
        case T::url: return "a URL such as https://host/path";
        case T::ip_port: return "an address such as 192.0.2.1 or 192.0.2.1:53";
        case T::cidr_integer: return "an address range and a whole number, such as 192.0.2/24 10";
        case T::cidr_rate: return "an address range and a rate, such as 192.0.2/24 100/h";
        case T::cidr_data_rate: return "an address range and a data rate, such as 192.0.2/24 10M/m";
        case T::name_integer: return "a host name and a whole number, such as mx.example.com 10";
        case T::port: return "a port number from 1 to 65535";
        case T::listener: return "an address and port such as 0.0.0.0:25 or [::1]:2525, then source=NAME if wanted";
        case T::source_host: return "an address and a host name, such as 192.0.2.1 out1.example.com";
        case T::http_access: return "an address range and monitor, operator, admin or none";
        case T::domain_key: return "selector, domain (or *), file, separated by commas";
        case T::macro: return "a name and domains on the same line, such as example example.com,example.net";
        case T::two_words: return "two words";
        case T::pattern_rule:
            return "a /pattern/ and a result such as virtual-mta=NAME, after the name of the header where one is looked at";
        case T::reply_rule: return "a /pattern/ and actions separated by commas";
        case T::category_rule: return "a /pattern/ and a category";
        case T::mx_rule: return "an MX pattern and a name that ends in .rollup, then rollup-by-ip if wanted";
        case T::route_hosts: return "hosts such as h1.example.com,h2.example.com; [192.0.2.1]:2525";
        case T::certificate: return "a file, and its password if it has one";
        case T::pool_member: return "the name of a virtual MTA, then weight=N if wanted";
        case T::control_role: return "user:NAME or group:NAME, then monitor, operator or admin";
        case T::record_types: return "record types such as d,b,t,tq,r";
        case T::record_fields: return "a record type and columns, such as d timeLogged,rcpt,dsnStatus or d *";
        case T::header_field: return "a record type, header_NAME and a column, such as d header_X-Order order";
        case T::privacy_policy:
            return "retain, redact, siphash KEY, siphash-hexkey KEY, hmac-sha256 KEY or hmac-sha256-hexkey KEY";
        case T::signing_identity: return "an e-mail address, a domain, @domain or sender-or-from";
        case T::header_name: return "the name of a header, such as X-Campaign";
        case T::header_list: return "names of headers separated by commas";
        case T::api_key: return "a key of 32 to 128 letters, digits and _";
        case T::host_port: return "a host name or address and a port, such as proxy.example.com:1080";
        case T::proxy_client: return "an address, with :PORT if wanted, and a host name, such as 192.0.2.10 out1.example.com";
        case T::address_map: return "an address and what is put in its place, such as *@news.example.com *@bounces.example.com";
        case T::domain_map: return "a domain and what is put in its place, such as news.example.com example.com";
        case T::pattern_result: return "a result such as virtual-mta=NAME, recipient-priority=50 or call-to:LIST";
        case T::anything: return "text";
    }
    return "text";
}

bool is_closed(ValueType type) {
    using T = ValueType;
    switch (type) {
        case T::boolean:
        case T::integer:
        case T::integer_or_unlimited:
        case T::integer_or_auto:
        case T::interval:
        case T::interval_or_never:
        case T::interval_list:
        case T::size:
        case T::rate:
        case T::rate_list:
        case T::data_rate:
        case T::choice:
        case T::boolean_or_choice:
        case T::boolean_or_interval:
        case T::port:
        case T::cidr_integer:
        case T::cidr_rate:
        case T::cidr_data_rate:
        case T::name_integer:
        case T::email:
        case T::record_types: return true;
        default: return false;
    }
}

const std::vector<const Directive*>& all_directives() { return index().all; }

const Directive* find_directive(Scope scope, std::string_view name) {
    const NameIndex& names = index().by_scope[static_cast<std::size_t>(scope)];
    auto it = names.find(name);
    if (it == names.end()) it = names.find(lower(name));
    return it == names.end() ? nullptr : it->second;
}

std::vector<const Directive*> find_directive_anywhere(std::string_view name) {
    const std::string wanted = lower(name);
    std::vector<const Directive*> out;
    for (const Directive* d : index().all)
        if (d->name == wanted) out.push_back(d);
    return out;
}

std::string scopes_text(Scopes scopes) {
    std::vector<std::string> names;
    for (std::size_t s = 0; s < scope_count; ++s) {
        if (!(scopes & (Scopes{1} << s))) continue;
        const std::string_view tag = tag_name(static_cast<Scope>(s));
        names.push_back(tag.empty() ? "the top level" : "<" + std::string(tag) + ">");
    }
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
        out += names[i];
    }
    return out;
}

std::string expected_text(const Directive& directive) {
    if (directive.type == ValueType::choice) return joined_choices(directive.choices, "");
    if (directive.type == ValueType::boolean_or_choice) return joined_choices(directive.choices, "yes, no");
    return std::string(describe(directive.type));
}

std::string nearest_directive(Scope scope, std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& [known, directive] : index().by_scope[static_cast<std::size_t>(scope)]) names.push_back(known);
    std::string found = nearest_of(names, name);
    if (!found.empty()) return found;
    names.clear();
    for (const Directive* d : index().all) names.push_back(d->name);
    return nearest_of(names, name);
}

std::string nearest_tag(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Tag& tag : all_tags()) names.push_back(tag.name);
    return nearest_of(names, name);
}

std::string nearest_name(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Directive* d : index().all) names.push_back(d->name);
    for (const Tag& tag : all_tags()) names.push_back(tag.name);
    return nearest_of(names, name);
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > limit) return limit + 1;
    std::vector<std::size_t> older(a.size() + 1), old(a.size() + 1), now(a.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i) old[i] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
        now[0] = j;
        std::size_t least = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            now[i] = std::min({old[i] + 1, now[i - 1] + 1, old[i - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[i] = std::min(now[i], older[i - 2] + 1);
            least = std::min(least, now[i]);
        }
        if (least > limit) return limit + 1;
        std::swap(older, old);
        std::swap(old, now);
    }
    return std::min(old[a.size()], limit + 1);
}

}  // namespace mailrace::config
