#include "daemon/feedback/normalise.h"

#include <gtest/gtest.h>

#include <random>

#include "daemon/feedback/word_shape.h"

namespace mailrace::feedback {
namespace {

/// The forms of version 2. A change here is a change for groups and charts of every history: raise kNormaliserVersion and say so
/// in the change log.
const std::pair<const char*, const char*> golden[] = {
    {"550 5.1.1 <ann@x.example>: user unknown", "550 5.1.1 <<address>>: user unknown"},
    {"550 5.1.1 <ann>... User unknown", "550 5.1.1 <<name>>... User unknown"},
    {"550 ann.lee... No such user", "550 <name>... No such user"},
    {"550 Mailbox 'ann-lee' does not exist", "550 Mailbox '<name>' does not exist"},
    {"550-5.1.1 The account\r\n550-5.1.1 does not\r\n550 5.1.1 exist a1si23456b.12 - gsmtp",
     "550 5.1.1 The account does not exist <id> - gsmtp"},
    {"550-5.7.26 has a 550-5.7.26 hard fail 550 5.7.26 policy", "550 5.7.26 has a hard fail policy"},
    {"550-first\r\n550 second", "550 first second"},
    {"421 4.7.0 mx7.example.net closing [192.0.2.7]:25", "421 4.7.0 <host> closing [<ip>]:<n>"},
    {"450 try again in 300s or 5 minutes", "450 try again in <n>s or <n> minutes"},
    {"552 size 1,048,576 exceeds 20MB", "552 size <n> exceeds <n>MB"},
    {"550 see https://help.example.com/a?b=c&d=1 for more", "550 see <url> for more"},
    {"550 see postmaster.example.com/errors#X, thanks", "550 see <url>, thanks"},
    {"554 blocked, see https://www.spamhaus.org/query/ip/192.0.2.1", "554 blocked, see https://www.spamhaus.org<url>"},
    {"554 blocked using zen.spamhaus.org", "554 blocked using zen.spamhaus.org"},
    {"554 1.2.0.192.zen.spamhaus.org listed", "554 <host>zen.spamhaus.org listed"},
    {"554 at Tue, 12 Mar 2024 10:11:12 +0100 (CET)", "554 at <time> (CET)"},
    {"554 2024-04-29T23:34:45.000Z done", "554 <time> done"},
    {"550 (IPv6:2001:db8::17) no", "550 (IPv6:<ip>) no"},
    {"554 id 01234567-89ab-cdef-0123-456789abcdef", "554 id <id>"},
    {"451 4.7.1 Greylisted (4Zx1Y3Abc9z) q12GA3xy012345", "451 4.7.1 Greylisted (<id>) <id>"},
    {"550 limited [V2VkIEFwciAgMyAxNjo/RkNGMjlFQT= IP: 192.0.2.2]", "550 limited [<id> IP: <ip>]"},
    {"550 OFR004_405 [405] TSS04 S3150 (AS16012611) RL000010 AUP#In-1310 SC-001",
     "550 OFR004_405 [405] TSS04 S3150 (<id>) RL000010 AUP#In-1310 SC-001"},
    {"550 5.1.1 RESOLVER.ADR.RecipNotFound; not found", "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found"},
    {"530 Must issue STARTTLS, TLSv1.2, RFC 5321 rfc3207", "530 Must issue STARTTLS, TLSv1.2, RFC <n> rfc3207"},
    {"550 rejected.Please go", "550 rejected.Please go"},
    {"550  a \t b ", "550 a b"},
    {"", ""},
};

TEST(Normalise, forms_are_as_they_were) {
    for (const auto& [text, form] : golden) EXPECT_EQ(normalise_response(text), form);
}

TEST(Normalise, a_form_read_again_and_a_stored_form_give_the_same) {
    for (const auto& [text, form] : golden) {
        EXPECT_EQ(normalise_response(form), form);
        EXPECT_EQ(normalise_response(show_form(split_response(text).form)), form);
    }
}

TEST(Normalise, replies_that_differ_only_in_what_varies_fold) {
    const std::pair<const char*, const char*> same[] = {
        {"421-4.7.0 [198.51.100.7      15] Our system 421 4.7.0 q12-20020a05620a123400b0 - gsmtp",
         "421-4.7.0 [198.51.100.22      9] Our system 421 4.7.0 x7-40020a05620a123400c1 - gsmtp"},
        {"550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3150) "
         "[DB5EUR01FT031.eop-EUR01.prod.protection.outlook.com]",
         "550 5.7.1 Unfortunately, messages from [2001:db8::9] weren't sent. (S3150) "
         "[SN1NAM02FT004.eop-nam02.prod.protection.outlook.com]"},
        {"451 4.7.1 <a@b.example>: Greylisted, try again in 58 seconds",
         "451 4.7.1 <bounce+c=d@e.example>: Greylisted, try again in 299 seconds"},
        {"550-5.7.26 The MAIL FROM domain [a.example] has\r\n550-5.7.26 an SPF record",
         "550-5.7.26 The MAIL FROM domain [a-longer.name.example]\r\n550-5.7.26 has an SPF record"},
    };
    for (const auto& [a, b] : same) EXPECT_EQ(normalise_response(a), normalise_response(b));
}

TEST(Normalise, replies_that_say_something_else_stay_apart) {
    const std::pair<const char*, const char*> apart[] = {
        {"550 5.1.1 no", "550 5.1.2 no"},
        {"550 no", "551 no"},
        {"553 [BL21] refused", "553 [BL23] refused"},
        {"554 blocked using zen.spamhaus.org", "554 blocked using bl.spamcop.net"},
        {"550 failed (S3140)", "550 failed (S3150)"}};
    for (const auto& [a, b] : apart) EXPECT_NE(normalise_response(a), normalise_response(b));
}

TEST(Normalise, knows_the_recipients_name_when_told) {
    EXPECT_EQ(normalise_response("550 no mailbox annlee here", "annlee@x.example"), "550 no mailbox <name> here");
    EXPECT_EQ(normalise_response("550 no mailbox here", "mailbox@x.example"), "550 no mailbox here");
}

TEST(Normalise, joining_gives_back_the_exact_bytes) {
    for (const auto& [text, form] : golden) {
        const SplitResponse split = split_response(text);
        EXPECT_EQ(join_response(split.form, split.parts), text);
    }
    for (const std::string text : {"a\x11 b\x1F c 123456", "550-a\r\n550 b 99\r\n", "\xFF\xFE 12:34:56 2026-01-02",
                                   "x:", "::", "@", "a@", "123", "5505.1.1"}) {
        const SplitResponse split = split_response(text);
        EXPECT_EQ(join_response(split.form, split.parts), text);
    }
    std::mt19937 random(3);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (unsigned n = random() % 60; n > 0; --n) text += "ab1.5@:-_/ \r\n<>\x11\x14\x1F%F'[](),"[random() % 29];
        const SplitResponse split = split_response(text);
        ASSERT_EQ(join_response(split.form, split.parts), text);
    }
}

TEST(Normalise, stored_forms_of_the_first_version_are_read) {
    EXPECT_EQ(join_response("550 <\x11> is \x13% full \x14",
                            "a@b.example\x1F"
                            "98\x1Fzz1\x1F"),
              "550 <a@b.example> is 98% full zz1");
    EXPECT_EQ(normalise_response(show_form("550 mx.example.com <\x11>")), "550 <host> <<address>>");
}

TEST(Normalise, long_text_is_bounded) {
    EXPECT_LE(normalise_response(std::string(1 << 20, 'x')).size(), kMaxForm);
    EXPECT_LE(normalise_response(std::string(1 << 20, '<')).size(), kMaxForm);
    EXPECT_TRUE(split_response(std::string(kMaxForm + 1, 'x')).form.empty());
}

}  // namespace
}  // namespace mailrace::feedback
