#include "daemon/auth/keyed_digest.h"

#include <gtest/gtest.h>

#include "shared/base/hex.h"

namespace mailrace::auth {
namespace {

std::string counted(std::size_t bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(i);
    return out;
}

// The vectors of the paper and of its reference program.
TEST(SipHash, agrees_with_its_authors) {
    EXPECT_EQ(siphash(sip_key(counted(16)), counted(15)), 0xa129ca6149be45e5u);
    EXPECT_EQ(siphash(sip_key(counted(16)), ""), 0x726fdb47dd0e0e31u);
    EXPECT_EQ(siphash(sip_key(counted(16)), counted(8)), 0x93f5f5799a932462u);
}

TEST(KeyedDigest, writes_siphash_as_its_number) {
    const auto digest = KeyedDigest::make(DigestAlgorithm::siphash, counted(16));
    ASSERT_TRUE(digest);
    EXPECT_EQ(to_hex(digest->digest(counted(15))), "a129ca6149be45e5");
    EXPECT_FALSE(KeyedDigest::make(DigestAlgorithm::siphash, "short"));
    EXPECT_FALSE(KeyedDigest::make(DigestAlgorithm::hmac_sha256, ""));
}

// RFC 4231, test cases 2 and 6 (a key longer than a block).
TEST(KeyedDigest, agrees_with_the_vectors_of_hmac) {
    const auto jefe = KeyedDigest::make(DigestAlgorithm::hmac_sha256, "Jefe");
    ASSERT_TRUE(jefe);
    for (int again = 0; again < 2; ++again)
        EXPECT_EQ(to_hex(jefe->digest("what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    const auto large = KeyedDigest::make(DigestAlgorithm::hmac_sha256, std::string(131, '\xaa'));
    ASSERT_TRUE(large);
    EXPECT_EQ(to_hex(large->digest("Test Using Larger Than Block-Size Key - Hash Key First")), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hex, goes_there_and_back) {
    EXPECT_EQ(from_hex("00FFa1"), std::string("\x00\xff\xa1", 3));
    EXPECT_FALSE(from_hex("0"));
    EXPECT_FALSE(from_hex("zz"));
}

}  // namespace
}  // namespace mailrace::auth
