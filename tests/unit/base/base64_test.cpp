#include "shared/base/base64.h"

#include <gtest/gtest.h>

namespace mailrace {

TEST(Base64, writes_what_rfc_4648_says) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
        const std::string bare = std::string(text).substr(0, std::string(text).find('='));
        EXPECT_EQ(to_base64(bytes, Padding::without), bare);
        EXPECT_EQ(from_base64(bare, Padding::without), bytes);
    }
}

TEST(Base64, reads_back_every_byte) {
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i * 7 + i / 256);
    for (std::size_t length = 0; length < bytes.size(); length += 13)
        EXPECT_EQ(from_base64(to_base64(bytes.substr(0, length))), bytes.substr(0, length));
}

TEST(Base64, refuses_what_is_not_the_text_of_any_bytes) {
    for (const char* bad : {"Zg", "Zg=", "Z===", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm9v====", "=Zm9", "Zm9-", "Z=g="})
        EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
    for (const char* bad : {"Z", "Zg==", "Zh"}) EXPECT_EQ(from_base64(bad, Padding::without), std::nullopt) << bad;
}

}  // namespace mailrace
