#include "daemon/auth/dkim_key.h"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace mailrace::auth {

namespace {

std::string decoded(std::string_view base64) {
    std::string out(base64.size(), '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(base64.data()), static_cast<int>(base64.size()));
    std::size_t padding = 0;
    while (padding < 2 && base64.ends_with(std::string(padding + 1, '='))) ++padding;
    out.resize(size < 0 ? 0 : static_cast<std::size_t>(size) - padding);
    return out;
}

EVP_PKEY* private_key(const std::string& pem) {
    BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    return key;
}

}  // namespace

TEST(DkimKey, the_record_of_an_rsa_key_is_its_public_part) {
    const auto key = make_dkim_key(DkimKeyType::rsa2048);
    ASSERT_TRUE(key) << key.error().words;
    ASSERT_TRUE(key->record.starts_with("v=DKIM1; k=rsa; p=")) << key->record;
    const std::string der = decoded(key->record.substr(18));
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    EVP_PKEY* published = d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size()));
    EVP_PKEY* kept = private_key(key->private_pem);
    ASSERT_NE(published, nullptr);
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(EVP_PKEY_get_bits(kept), 2048);
    EXPECT_EQ(EVP_PKEY_eq(published, kept), 1);
    EVP_PKEY_free(published);
    EVP_PKEY_free(kept);
}

TEST(DkimKey, the_record_of_an_ed25519_key_is_its_32_bytes) {
    const auto key = make_dkim_key(DkimKeyType::ed25519);
    ASSERT_TRUE(key);
    ASSERT_TRUE(key->record.starts_with("v=DKIM1; k=ed25519; p=")) << key->record;
    const std::string raw = decoded(key->record.substr(22));
    ASSERT_EQ(raw.size(), 32u);
    EVP_PKEY* kept = private_key(key->private_pem);
    ASSERT_NE(kept, nullptr);
    std::string own(32, '\0');
    std::size_t size = own.size();
    EXPECT_EQ(EVP_PKEY_get_raw_public_key(kept, reinterpret_cast<unsigned char*>(own.data()), &size), 1);
    EXPECT_EQ(own, raw);
    EVP_PKEY_free(kept);
    EXPECT_NE(make_dkim_key(DkimKeyType::ed25519)->record, key->record);
}

TEST(DkimKey, selectors_are_labels_and_no_paths) {
    for (const char* good : {"s1", "2026.mail", "a-b_c", "A"}) EXPECT_TRUE(is_selector(good)) << good;
    for (const char* bad : {"", ".", "a.", ".a", "a..b", "../x", "a/b", "a b", "s\n", "\xC3\xA4"})
        EXPECT_FALSE(is_selector(bad)) << bad;
    EXPECT_FALSE(is_selector(std::string(64, 'a')));
    EXPECT_EQ(parse_dkim_key_type("rsa1024"), std::nullopt);
}

}  // namespace mailrace::auth
