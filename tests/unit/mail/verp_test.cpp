#include "shared/mail/verp.h"

#include <gtest/gtest.h>

using namespace mailrace::mail;

TEST(Verp, names_the_recipient_in_the_sender) {
    EXPECT_EQ(verp_sender("news@sender.example", "anna@shop.example"), "news-anna=shop.example@sender.example");
    EXPECT_EQ(verp_sender("news@sender.example", "anna+tag@shop.example"), "news-anna+tag=shop.example@sender.example");
    EXPECT_EQ(verp_sender("news@sender.example", "\"a b\"@shop.example"), "news-+22a+20b+22=shop.example@sender.example");
    EXPECT_EQ(verp_sender("news@sender.example", "a+2Bb@shop.example"), "news-a+2B2Bb=shop.example@sender.example");
    // What cannot carry it stays as it is.
    EXPECT_EQ(verp_sender("", "anna@shop.example"), "");
    EXPECT_EQ(verp_sender("news", "anna@shop.example"), "news");
    EXPECT_EQ(verp_sender("news@sender.example", "anna"), "news@sender.example");
    EXPECT_EQ(verp_sender("news@sender.example", "anna@[192.0.2.1]"), "news@sender.example");
    EXPECT_EQ(verp_sender("news@sender.example", std::string(130, 'a') + "@shop.example"), "news@sender.example");
}

TEST(Verp, reads_back_what_it_wrote) {
    for (const char* recipient : {"anna@shop.example", "anna+tag@shop.example", "\"a b\"@shop.example", "a+2Bb@shop.example", "j-p.sartre@shop.example", "x=y@shop.example"}) {
        const auto meanings = read_verp(verp_sender("news@sender.example", recipient));
        ASSERT_FALSE(meanings.empty()) << recipient;
        EXPECT_EQ(meanings[0].sender, "news@sender.example");
        EXPECT_EQ(meanings[0].recipient, recipient);
    }
    const auto several = read_verp("big-news-anna=shop.example@sender.example");
    ASSERT_EQ(several.size(), 2u);
    EXPECT_EQ(several[0].recipient, "news-anna@shop.example");
    EXPECT_EQ(several[1].sender, "big-news@sender.example");
    EXPECT_EQ(several[1].recipient, "anna@shop.example");
    for (const char* none : {"", "news@sender.example", "a=b@sender.example", "-=x.example@s.example", "news-anna=@sender.example", "news-anna=localhost@sender.example"}) {
        EXPECT_TRUE(read_verp(none).empty()) << none;
    }
}
