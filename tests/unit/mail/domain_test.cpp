#include "shared/mail/domain.h"

#include <gtest/gtest.h>

using mailrace::mail::Domain;

TEST(Domain, is_lower_case_without_the_trailing_dot) {
    auto d = Domain::parse("Mail.EXAMPLE.org.");
    ASSERT_TRUE(d);
    EXPECT_EQ(d->ascii(), "mail.example.org");
}

TEST(Domain, converts_u_labels_both_ways) {
    auto d = Domain::parse(
        "b\xc3\xbc"
        "cher.example");
    ASSERT_TRUE(d);
    EXPECT_EQ(d->ascii(), "xn--bcher-kva.example");
    EXPECT_EQ(d->unicode(),
              "b\xc3\xbc"
              "cher.example");
    auto sharp = Domain::parse(
        "stra\xc3\x9f"
        "e.example");  // IDNA2008 keeps the sharp s
    ASSERT_TRUE(sharp);
    EXPECT_EQ(sharp->ascii(), "xn--strae-oqa.example");
}

TEST(Domain, refuses_what_no_name_is) {
    for (const char* bad : {"", ".", "..", "a..b", ".a", "a b", "a/b", "-a.org", "a-.org", "\xff.org", "a\xed\xa0\x80.org"}) {
        EXPECT_FALSE(Domain::parse(bad)) << bad;
    }
    EXPECT_FALSE(Domain::parse(std::string_view("a\0b\xc3\xbc.org", 10)));
}

TEST(Domain, bounds) {
    const std::string label(63, 'a');
    EXPECT_TRUE(Domain::parse(label + ".org"));
    EXPECT_FALSE(Domain::parse(label + "a.org"));
    const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
    ASSERT_EQ(longest.size(), 253u);
    EXPECT_TRUE(Domain::parse(longest));
    EXPECT_FALSE(Domain::parse(longest + "b"));
    EXPECT_FALSE(Domain::parse(std::string(100'000, 'a')));
}
