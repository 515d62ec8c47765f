#include "helpers.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "shared/config/bindings.h"
#include "shared/config/sample.h"
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
    const std::string name = tag->named ? ' ' + sample_name(*tag) : "";
    const std::string block = '<' + std::string(tag->name) + name + ">\n" + line + "\n</" + std::string(tag->name) + ">\n";
    return tag->parents & in(Scope::global) ? block : wrapped(scopes_of(tag->parents).front(), block);
}

/// What no value of that type can be; empty where every text is one, so that only a missing value is wrong.
std::string nonsense(const Directive& d) {
    using T = ValueType;
    switch (d.type) {
        case T::text:
        case T::anything: return "";
        case T::word:
        case T::file:
        case T::address_or_regex:
        case T::pool_member:
        case T::directory: return "two words";
        case T::name_integer: return "mx.example many";
        case T::word_list: return ",";
        case T::certificate: return "one two three";
        case T::category_rule:
        case T::two_words: return "only-one";
        case T::signing_identity: return "not!this";
        case T::header_name: return "two words";
        case T::header_list: return "a:b:c";
        default: return "!?";
    }
}

const Diagnostic* about_this_line(const LoadResult& result, const Directive& d) {
    for (const Diagnostic& diagnostic : result.diagnostics) {
        const bool status =
            diagnostic.code == "not-supported" || diagnostic.code == "obsolete" || diagnostic.code == "difference";
        const bool of_the_whole = diagnostic.code == "empty-pool" || diagnostic.code == "no-addresses" || diagnostic.code == "no-url" || diagnostic.code == "cannot-read" ||
                                  diagnostic.code == "include" || diagnostic.code == "unknown-name" ||
                                  diagnostic.code == "open-relay" || diagnostic.code == "digest-key" || diagnostic.code == "no-trigger" ||
                                  diagnostic.code == "no-name";
        if (!status && !of_the_whole && d.name != "") return &diagnostic;
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
            const LoadResult result = load_of(wrapped(scope, std::string(d->name) + ' ' + sample_value(*d)));
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

/// In every section where a name does not belong it is an error that names the right ones.
TEST(Schema, EveryNameIsRefusedWhereverItDoesNotBelong) {
    std::set<std::string_view> names;
    for (const Directive* d : all_directives()) names.insert(d->name);
    for (std::size_t s = 0; s < scope_count; ++s) {
        const auto scope = static_cast<Scope>(s);
        for (const std::string_view name : names) {
            Scopes everywhere = 0;
            const Directive* sample = nullptr;
            for (const Directive* d : find_directive_anywhere(name)) everywhere |= d->scopes, sample = d;
            if (everywhere & in(scope)) continue;
            const LoadResult result = load_of(wrapped(scope, std::string(name) + ' ' + sample_value(*sample)));
            const Diagnostic* wrong = find(result.diagnostics, "wrong-section");
            ASSERT_TRUE(wrong) << name << " in <" << tag_name(scope) << ">\n" << texts(result.diagnostics);
            EXPECT_EQ(wrong->severity, Severity::error);
            EXPECT_EQ(wrong->expected, "it in " + scopes_text(everywhere)) << name;
        }
    }
}

TEST(Schema, EveryNameRefusesNonsenseAndSaysWhatWasExpected) {
    std::set<std::string_view> free;
    for (const Directive* d : all_directives()) {
        const std::string value = nonsense(*d);
        if (d->type == ValueType::anything) {
            free.insert(d->name);
            continue;
        }
        const LoadResult result = load_of(wrapped(scopes_of(d->scopes).front(), std::string(d->name) + ' ' + value));
        const Diagnostic* wrong = find(result.diagnostics, value.empty() ? "missing-value" : "bad-value");
        if (!wrong) wrong = find(result.diagnostics, "missing-value");
        ASSERT_TRUE(wrong) << d->name << ' ' << value << '\n' << texts(result.diagnostics);
        EXPECT_GE(wrong->expected.size(), 6u) << d->name;
        EXPECT_FALSE(wrong->message.empty()) << d->name;
        EXPECT_GT(wrong->length, 0u) << d->name;
        const bool mistake = d->status == Status::not_supported && is_closed(d->type);
        const Severity severity = effective(d->status) || mistake ? Severity::error : Severity::warning;
        EXPECT_EQ(wrong->severity, severity) << d->name << '\n' << texts(result.diagnostics);
    }
    // Names of old versions whose values nobody describes.
    EXPECT_LE(free.size(), 20u);
}

TEST(Schema, EveryNameWithoutItsValueIsToldWhatIsMissing) {
    for (const Directive* d : all_directives()) {
        if (d->type == ValueType::anything) continue;
        const LoadResult result = load_of(wrapped(scopes_of(d->scopes).front(), std::string(d->name)));
        const Diagnostic* wrong = find(result.diagnostics, "missing-value");
        ASSERT_TRUE(wrong) << d->name << '\n' << texts(result.diagnostics);
        EXPECT_FALSE(wrong->expected.empty()) << d->name;
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
    const std::set<std::string_view> taken_by_the_loader{"include", "domain-macro", "relay-domain", "digest-hexkey"};
    for (const Scope scope :
         {Scope::global, Scope::source, Scope::domain, Scope::virtual_mta, Scope::acct_file, Scope::webhook, Scope::smtp_listener, Scope::spool,
          Scope::bounce_processor, Scope::feedback_loop_processor, Scope::address_list, Scope::email_patterns})
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
