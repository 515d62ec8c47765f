#include "shared/mail/address.h"

#include <gtest/gtest.h>

using namespace mailrace::mail;

namespace {

PathRules sender_rules() { return {.allow_null = true}; }

std::string path_text(std::string_view text, const PathRules& rules) {
    auto address = parse_path(text, rules);
    return address ? address->text() + "|" + std::string(text) : "error: " + address.error().words;
}

}  // namespace

TEST(Address, keeps_what_was_written_and_compares_lower_case) {
    auto a = parse_mailbox("Jane.Doe@Example.COM");
    ASSERT_TRUE(a);
    EXPECT_EQ(a->local, "Jane.Doe");
    EXPECT_EQ(a->text(), "Jane.Doe@Example.COM");
    EXPECT_EQ(a->ascii_domain, "example.com");
}

TEST(Address, quoted_local_parts) {
    for (const char* good : {R"("a b"@x.org)", R"("a\"b"@x.org)", R"("@"@x.org)", R"(""@x.org)"})
        EXPECT_TRUE(parse_mailbox(good)) << good;
    for (const char* bad : {R"("a@x.org)", R"("a"b@x.org)", "\"a\tb\"@x.org", "\"a\\\x01\"@x.org", R"(a"b"@x.org)"}) {
        EXPECT_FALSE(parse_mailbox(bad)) << bad;
    }
}

TEST(Address, address_literals) {
    for (const char* good : {"u@[192.0.2.1]", "u@[IPv6:2001:db8::1]", "u@[ipv6:::]", "u@[IPv6:::ffff:192.0.2.1]"}) {
        auto a = parse_mailbox(good);
        ASSERT_TRUE(a) << good;
        EXPECT_TRUE(a->literal);
    }
    for (const char* bad :
         {"u@[192.0.2.256]", "u@[192.0.2]", "u@[2001:db8::1]", "u@[IPv6:1:2:3:4:5:6:7::]", "u@[", "u@[]", "u@[1.2.3.4]x"}) {
        EXPECT_FALSE(parse_mailbox(bad)) << bad;
    }
}

TEST(Address, bounds_of_rfc_5321) {
    const std::string local(64, 'a');
    EXPECT_TRUE(parse_mailbox(local + "@example.org"));
    EXPECT_FALSE(parse_mailbox(local + "a@example.org"));
    const std::string label(63, 'b');
    const std::string domain = label + "." + label + "." + label;     // 191
    EXPECT_TRUE(parse_mailbox(std::string(62, 'a') + "@" + domain));  // 254
    EXPECT_FALSE(parse_mailbox(local + "@" + domain + ".cccc"));
    EXPECT_FALSE(parse_mailbox("a@" + label + "b.org"));
}

TEST(Address, dots_and_hyphens_in_wrong_places) {
    for (const char* bad : {".a@x.org", "a.@x.org", "a..b@x.org", "a@x..org", "a@.x.org", "a@x.org.", "a@-x.org", "a@x-.org",
                            "@x.org", "a@", "a", "", "a@b@c", "a b@x.org", "a@x org", "a@x.org "}) {
        EXPECT_FALSE(parse_mailbox(bad)) << bad;
    }
}

TEST(Address, utf8_only_where_allowed_and_only_when_well_formed) {
    EXPECT_TRUE(parse_mailbox("\xd1\x8e\xd0\xb7@example.org", true));
    EXPECT_FALSE(parse_mailbox("\xd1\x8e\xd0\xb7@example.org", false));
    EXPECT_FALSE(parse_mailbox("\xd1@example.org", true));
    EXPECT_FALSE(parse_mailbox("\xed\xa0\x80@example.org", true));
}

TEST(Address, an_international_domain_with_an_ascii_local_part_goes_in_a_labels) {
    auto a = parse_mailbox(
        "info@B\xc3\xbc"
        "cher.example",
        true);
    ASSERT_TRUE(a) << a.error().words;
    EXPECT_EQ(a->ascii_domain, "xn--bcher-kva.example");
    EXPECT_EQ(a->text(), "info@xn--bcher-kva.example");
}

TEST(Path, null_postmaster_and_unqualified) {
    EXPECT_EQ(path_text("<> SIZE=1", sender_rules()), "| SIZE=1");
    EXPECT_EQ(path_text("<>", {}).substr(0, 6), "error:");
    EXPECT_EQ(path_text("<PostMaster>", {}), "PostMaster|");
    EXPECT_EQ(path_text("<root>", {}).substr(0, 6), "error:");
    EXPECT_EQ(path_text("<root>", {.allow_unqualified = true}), "root|");
}

TEST(Path, source_routes_are_dropped) {
    EXPECT_EQ(path_text("<@a.example,@b.example:u@c.example> X", {}), "u@c.example| X");
    for (const char* bad : {"<@a.example>", "<@a.example,:u@c>", "<@a.example,b:u@c>", "<@:u@c>"}) {
        EXPECT_EQ(path_text(bad, {}).substr(0, 6), "error:") << bad;
    }
}

TEST(Path, brackets_inside_quotes_do_not_end_it) { EXPECT_EQ(path_text(R"(<"a>b"@x.org> Y)", {}), R"("a>b"@x.org| Y)"); }

TEST(Path, missing_brackets_are_forgiven_a_missing_end_is_not) {
    EXPECT_EQ(path_text("u@x.org BODY=7BIT", {}), "u@x.org| BODY=7BIT");
    EXPECT_EQ(path_text("<u@x.org", {}).substr(0, 6), "error:");
}
