#include <gtest/gtest.h>

#include "daemon/feedback/address_digest.h"

namespace mailrace::feedback {
namespace {

constexpr std::string_view kVectorKey = "000102030405060708090a0b0c0d0e0f";

/// The vectors of the reference implementation: input 00, 01, 02, … of growing length.
TEST(AddressDigest, SipHashIsThatOfItsAuthors) {
    const auto digest = AddressDigest::parse("siphash-hexkey " + std::string(kVectorKey));
    ASSERT_TRUE(digest);
    const std::pair<int, const char*> vectors[] = {{0, "726fdb47dd0e0e31"}, {1, "74f839c593dc67fd"}, {7, "ab0200f58b01d137"}, {8, "93f5f5799a932462"}, {15, "a129ca6149be45e5"}};
    for (const auto& [length, hex] : vectors) {
        std::string input;
        for (int i = 0; i < length; ++i) input += static_cast<char>(i);
        EXPECT_EQ(digest->of(input), hex) << length;
    }
}

/// RFC 4231, test cases 1 and 2.
TEST(AddressDigest, HmacIsThatOfTheStandard) {
    EXPECT_EQ(AddressDigest::parse("hmac-sha256-hexkey 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b")->of("Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(AddressDigest::parse("hmac-sha256 Jefe")->of("what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(AddressDigest, TextKeysAreFilledUp) {
    EXPECT_EQ(AddressDigest::parse("siphash abc")->of("x"), AddressDigest::parse("siphash-hexkey 61626300000000000000000000000000")->of("x"));
    EXPECT_NE(AddressDigest::parse("siphash abc")->of("x"), AddressDigest::parse("siphash abd")->of("x"));
}

TEST(AddressDigest, RefusesWhatIsNoKey) {
    for (const char* wrong : {"", "retain", "redact", "siphash", "siphash ", "siphash-hexkey 0011", "siphash-hexkey zz", "hmac-sha256-hexkey 123", "md5 key"})
        EXPECT_FALSE(AddressDigest::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace mailrace::feedback
