#include "daemon/auth/password.h"

#include <gtest/gtest.h>

namespace mailrace::auth {

TEST(Password, a_hash_fits_its_password_and_no_other) {
    const auto text = hash_password("correct horse");
    ASSERT_TRUE(text);
    const auto hash = config::parse_password_hash(*text);
    ASSERT_TRUE(hash) << *text;
    EXPECT_TRUE(verify_password(*hash, "correct horse"));
    EXPECT_FALSE(verify_password(*hash, "correct horsf"));
    EXPECT_FALSE(verify_password(*hash, ""));
    EXPECT_FALSE(verify_password(*hash, std::string(100'000, 'x')));
    EXPECT_EQ(text->find("correct"), std::string::npos);
}

TEST(Password, the_same_password_hashes_to_another_text_each_time) { EXPECT_NE(*hash_password("a"), *hash_password("a")); }

TEST(Password, agrees_with_the_vector_of_rfc_7914) {
    // scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1), the first 32 bytes.
    config::PasswordHash hash;
    hash.log_n = 14;
    hash.p = 1;
    hash.salt = "SodiumChloride";
    hash.key = std::string(
        "\x70\x23\xbd\xcb\x3a\xfd\x73\x48\x46\x1c\x06\xcd\x81\xfd\x38\xeb\xfd\xa8\xfb\xba\x90\x4f\x8e\x3e\xa9\xb5\x43\xf6\x54\x5d"
        "\xa1\xf2",
        32);
    EXPECT_TRUE(verify_password(hash, "pleaseletmein"));
    EXPECT_FALSE(verify_password(hash, "pleaseletmeout"));
}

TEST(Password, refuses_none_and_the_endless) {
    EXPECT_FALSE(hash_password(""));
    EXPECT_FALSE(hash_password(std::string(kLongestPassword + 1, 'x')));
}

TEST(Password, secrets_are_the_same_or_not) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "abcd"));
    EXPECT_TRUE(same_secret("", ""));
}

}  // namespace mailrace::auth
