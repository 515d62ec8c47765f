#include "reference_names.h"

#include <set>

#include "helpers.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

Scope scope_of(std::string_view section) {
    const Tag* tag = find_tag(section);
    return tag ? tag->scope : Scope::global;
}

TEST(ReferenceNames, AreAllInTheSchemaWhereTheyMayStand) {
    for (const ReferenceName& name : reference_names) {
        EXPECT_TRUE(name.section.empty() || find_tag(name.section)) << name.section;
        const Directive* d = find_directive(scope_of(name.section), name.name);
        ASSERT_TRUE(d) << name.name << " in <" << name.section << '>';
        EXPECT_EQ(d->family, Family::powermta) << name.name;
    }
}

/// Where our default differs, the note of the schema says so.
TEST(ReferenceNames, HaveTheDefaultsOfTheReference) {
    const std::set<std::pair<std::string_view, std::string_view>> differ{
        {"", "smtp-server-tls-ciphers"},               // OpenSSL's own choice
        {"smtp-listener", "tls-ciphers"},              // that of smtp-server-tls-ciphers
        {"", "smtp-listener"},                         // 0.0.0.0:25 is implied
        {"domain", "source-ip-max-msg-rate"},          // unlimited, but a value needs a range
        {"domain", "source-ip-max-smtp-out"},          //
        {"domain", "source-ip-max-connect-rate"},      //
        {"domain", "source-ip-max-data-volume-rate"},  //
        {"acct-file", "record-fields"},                // every column, but a value needs a record type
        {"virtual-mta-pool", "max-smtp-msg-rate"},     // none stated, unlimited like that of a virtual MTA
    };
    for (const ReferenceName& name : reference_names) {
        const Directive* d = find_directive(scope_of(name.section), name.name);
        if (!d || differ.contains({name.section, name.name})) continue;
        EXPECT_EQ(d->default_text, name.default_text) << name.name << " in <" << name.section << '>';
    }
}

TEST(ReferenceNames, OnlyTheyAreOfPowerMta) {
    std::set<std::pair<Scope, std::string_view>> known;
    std::set<std::string_view> names;
    for (const ReferenceName& name : reference_names) known.emplace(scope_of(name.section), name.name), names.insert(name.name);
    EXPECT_GE(names.size(), 305u);
    // Forms of entries, and places that the reference tells in a note of another one.
    const std::set<std::string_view> entries{"reply", "mx", "alias", "*", "smtp-source-host", "always-allow-relaying"};
    for (const Directive* d : all_directives()) {
        if (d->family != Family::powermta || entries.contains(d->name)) continue;
        for (std::size_t s = 0; s < scope_count; ++s) {
            const auto scope = static_cast<Scope>(s);
            const bool stands = (d->scopes >> s) & 1u;
            EXPECT_TRUE(!stands || known.contains({scope, d->name})) << d->name << " in <" << tag_name(scope) << '>';
        }
    }
}

}  // namespace
}  // namespace mailrace::config
