#include "helpers.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "shared/config/bindings.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

bool effective(Status status) { return status == Status::honoured || status == Status::honoured_with_difference; }

std::vector<Scope> scopes_of(Scopes scopes) {
    std::vector<Scope> out;
    for (std::size_t s = 0; s < scope_count; ++s)
        if (scopes & (Scopes{1} << s)) out.push_back(static_cast<Scope>(s));
    return out;
}

/// A line in the innermost of the sections that it takes to get there.
std::string wrapped(Scope scope, const std::string& line) {
    if (scope == Scope::global) return line + '\n';
    const Tag* tag = nullptr;
    for (const Tag& t : all_tags())
        if (t.scope == scope) tag = &t;
    const std::string name = scope == Scope::domain          ? " *"
                             : scope == Scope::smtp_listener ? " 127.0.0.1:2599"
                             : tag->named                    ? " test-name"
                                                             : "";
    const std::string block = '<' + std::string(tag->name) + name + ">\n" + line + "\n</" + std::string(tag->name) + ">\n";
    return tag->parents & in(Scope::global) ? block : wrapped(scopes_of(tag->parents).front(), block);
}

/// A value of that type which is well formed.
std::string example(const Directive& d) {
    using T = ValueType;
    switch (d.type) {
        case T::boolean: return "yes";
        case T::integer:
        case T::integer_or_unlimited:
        case T::integer_or_auto:
        case T::port: return d.name == "max-line-length" ? "2000" : "7";
        case T::interval:
        case T::interval_or_never:
        case T::boolean_or_interval: return "5m";
        case T::interval_list: return "5m,10m";
        case T::size: return "5M";
        case T::rate: return "10/h";
        case T::rate_list: return "1/day,2/day";
        case T::data_rate: return "10M/h";
        case T::choice:
        case T::boolean_or_choice: return std::string(d.choices.substr(0, d.choices.find('|')));
        case T::text:
        case T::word:
        case T::word_list:
        case T::anything: return d.name == "records" ? "d,b" : "something";
        case T::domain:
        case T::host_name:
        case T::domain_pattern: return "a.example";
        case T::email:
        case T::email_list:
        case T::address_or_regex: return "a@b.example";
        case T::file:
        case T::directory: return "/some/where";
        case T::url: return "https://a.example/x";
        case T::ip_port: return "192.0.2.1:1053";
        case T::cidr_integer: return "10/8 7";
        case T::cidr_rate: return "10/8 7/h";
        case T::cidr_data_rate: return "10/8 7M/h";
        case T::name_integer: return "mx.example 7";
        case T::listener: return "127.0.0.1:2598";
        case T::source_host: return "192.0.2.1 a.example";
        case T::http_access: return "10/8 monitor";
        case T::domain_key: return "sel, a.example, /some/key";
        case T::macro: return "name a.example,b.example";
        case T::two_words:
        case T::category_rule: return "a@b.example c@d.example";
        case T::mx_rule: return "*.mx.example x.rollup";
        case T::pattern_rule: return d.name == "header" ? "X-A /x/ virtual-mta=v" : "/x/ virtual-mta=v";
        case T::reply_rule: return "/x/ mode=backoff";
        case T::route_hosts: return "a.example:26;b.example";
        case T::certificate: return "/some/pem secret";
        case T::pool_member: return "{default} weight=2";
        case T::control_role: return "user:mail operator";
    }
    return "";
}

const Diagnostic* about_this_line(const LoadResult& result, const Directive& d) {
    for (const Diagnostic& diagnostic : result.diagnostics) {
        const bool status =
            diagnostic.code == "not-supported" || diagnostic.code == "obsolete" || diagnostic.code == "difference";
        if (!status && diagnostic.code != "empty-pool" && diagnostic.code != "cannot-read" && diagnostic.code != "include" &&
            diagnostic.code != "unknown-name" && d.name != "")
            return &diagnostic;
    }
    return nullptr;
}

TEST(Schema, HasEveryNameOnceInEachSection) {
    std::set<std::pair<Scope, std::string_view>> seen;
    for (const Directive* d : all_directives()) {
        EXPECT_FALSE(d->help.empty()) << d->name;
        EXPECT_NE(d->scopes, 0u) << d->name;
        EXPECT_TRUE(effective(d->status) || !d->note.empty()) << d->name << " says neither why nor what instead";
        EXPECT_TRUE(d->status != Status::honoured_with_difference || !d->note.empty()) << d->name;
        const bool chosen = d->type == ValueType::choice || d->type == ValueType::boolean_or_choice;
        EXPECT_EQ(chosen, !d->choices.empty()) << d->name;
        for (const Scope scope : scopes_of(d->scopes)) EXPECT_TRUE(seen.emplace(scope, d->name).second) << d->name;
    }
    std::set<std::string_view> names;
    for (const Directive* d : all_directives())
        if (d->family == Family::powermta) names.insert(d->name);
    EXPECT_GE(names.size(), 305u);
}

TEST(Schema, EveryNameTakesAGoodValueInEachOfItsSections) {
    for (const Directive* d : all_directives())
        for (const Scope scope : scopes_of(d->scopes)) {
            const LoadResult result = load_of(wrapped(scope, std::string(d->name) + ' ' + example(*d)));
            EXPECT_EQ(about_this_line(result, *d), nullptr) << d->name << " in <" << tag_name(scope) << ">\n"
                                                            << texts(result.diagnostics);
        }
}

TEST(Schema, EveryDefaultIsAValueOfItsType) {
    for (const Directive* d : all_directives()) {
        if (d->default_text.empty()) continue;
        const Scope scope = scopes_of(d->scopes).front();
        const LoadResult result = load_of(wrapped(scope, std::string(d->name) + ' ' + std::string(d->default_text)));
        EXPECT_EQ(about_this_line(result, *d), nullptr) << d->name << '\n' << texts(result.diagnostics);
    }
}

TEST(Schema, EveryNameIsRefusedWhereItDoesNotBelong) {
    for (const Directive* d : all_directives()) {
        Scopes everywhere = 0;
        for (const Directive* other : find_directive_anywhere(d->name)) everywhere |= other->scopes;
        for (const Scope scope : {Scope::global, Scope::spool, Scope::virtual_mta}) {
            if (everywhere & in(scope)) continue;
            const LoadResult result = load_of(wrapped(scope, std::string(d->name) + ' ' + example(*d)));
            const Diagnostic* wrong = find(result.diagnostics, "wrong-section");
            ASSERT_TRUE(wrong) << d->name << " in <" << tag_name(scope) << ">\n" << texts(result.diagnostics);
            EXPECT_EQ(wrong->severity, Severity::error);
            EXPECT_FALSE(wrong->expected.empty());
            break;
        }
    }
}

TEST(Schema, EveryTypedNameRefusesNonsense) {
    using T = ValueType;
    const std::set<T> anything_goes{T::text,      T::word,        T::word_list, T::file,
                                    T::directory, T::certificate, T::anything,  T::category_rule};
    for (const Directive* d : all_directives()) {
        if (anything_goes.contains(d->type) || d->name == "include") continue;
        const LoadResult result = load_of(wrapped(scopes_of(d->scopes).front(), std::string(d->name) + " !?"));
        const bool found = find(result.diagnostics, "bad-value") || find(result.diagnostics, "missing-value");
        EXPECT_TRUE(found || d->type == T::address_or_regex || d->type == T::pool_member) << d->name << '\n'
                                                                                          << texts(result.diagnostics);
        bool refused = false;
        for (const Diagnostic& x : result.diagnostics)
            refused |= x.severity == Severity::error && (x.code == "bad-value" || x.code == "missing-value");
        EXPECT_EQ(refused, effective(d->status) && found) << d->name;
    }
}

TEST(Schema, WhatIsMarkedHonouredIsReadByTheTypedModel) {
    for (const Directive* d : all_directives())
        for (const Scope scope : scopes_of(d->scopes)) {
            const bool fixed = d->note == "TLS 1.2 and 1.3 are always offered" || d->note == "TLS 1.2 and 1.3 are always allowed";
            const bool read = !effective(d->status) || fixed || reads_directive(scope, d->name);
            EXPECT_TRUE(read) << d->name << " in <" << tag_name(scope) << '>';
        }
}

/// The text of all sources under daemon/, so that a name which nothing outside the loader reads is found.
std::string daemon_sources() {
    std::string all;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(MAILRACE_SOURCE_DIR) / "daemon")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        std::ifstream in(entry.path());
        all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
}

/// The member that a directive fills, as code would write it.
std::string member_of(std::string_view name) {
    const std::map<std::string_view, std::string> others{{"route", "smtp_hosts"},
                                                         {"smtp-source-host", "source_hosts"},
                                                         {"smtp-source-ip", "source_hosts"},
                                                         {"journal", "journal_directory"},
                                                         {"control-role", "control_roles"},
                                                         {"smtp-listener", "listeners"},
                                                         {"spool", "spools"},
                                                         {"spool-min-free-space", "min_free_space"}};
    if (const auto it = others.find(name); it != others.end()) return it->second;
    std::string member(name);
    std::replace(member.begin(), member.end(), '-', '_');
    return member;
}

/// A directive that is accepted and does nothing must not be: what the schema calls honoured is asked for somewhere under
/// daemon/.
TEST(Schema, WhatIsMarkedHonouredIsAskedForByTheDaemon) {
    const std::string sources = daemon_sources();
    if (sources.find("domain_settings(") == std::string::npos) GTEST_SKIP() << "the daemon does not read the configuration yet";
    const std::set<std::string_view> taken_by_the_loader{"include", "domain-macro", "relay-domain"};
    for (const Scope scope :
         {Scope::global, Scope::source, Scope::domain, Scope::virtual_mta, Scope::acct_file, Scope::smtp_listener, Scope::spool})
        for (const Directive* d : all_directives()) {
            if (!(d->scopes & in(scope)) || !effective(d->status) || !reads_directive(scope, d->name)) continue;
            if (taken_by_the_loader.contains(d->name)) continue;
            EXPECT_NE(sources.find(member_of(d->name)), std::string::npos) << d->name << " in <" << tag_name(scope) << '>';
        }
}

TEST(NearestName, ForgivesSlipsAndNotMore) {
    EXPECT_EQ(nearest_directive(Scope::domain, "max-smtp-uot"), "max-smtp-out");
    EXPECT_EQ(nearest_directive(Scope::domain, "bounceafter"), "bounce-after");
    EXPECT_EQ(nearest_directive(Scope::global, "smtp-listner"), "smtp-listener");
    EXPECT_EQ(nearest_directive(Scope::global, "zzzzzzzzzzz"), "");
    EXPECT_EQ(nearest_tag("virtual-mat"), "virtual-mta");
    EXPECT_EQ(edit_distance("abc", "acb", 4), 1u);
    EXPECT_EQ(edit_distance("", "abcdef", 2), 3u);
}

}  // namespace
}  // namespace mailrace::config
