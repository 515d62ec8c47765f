// Patterns made from responses: the parts find the reply they were taken from and others that mean the same; the preview counts
// what a pattern would do.
#include <gtest/gtest.h>

#include <random>

#include "daemon/feedback/category_patterns.h"
#include "daemon/feedback/normalise.h"
#include "daemon/feedback/pattern_parts.h"
#include "daemon/feedback/pattern_preview.h"
#include "shared/config/lexer.h"

namespace mailrace::feedback {
namespace {

std::string exact(std::string_view reply, std::string_view recipient = {}) {
    std::string out = "^";
    for (const auto& part : pattern_parts(reply, recipient)) out += part.general.empty() ? part.exact : part.general;
    return out + "$";
}

bool finds(const std::string& pattern, std::string_view reply, events::EnhancedStatus status = {5, 1, 1}) {
    std::vector<CategoryPattern> one;
    one.push_back({pattern, "other", "test", 1});
    const auto made = CategoryPatterns::make(std::move(one));
    EXPECT_TRUE(made) << (made ? "" : made.error().words);
    return made && made->find(reply, status) != nullptr;
}

TEST(PatternParts, find_the_reply_that_they_were_taken_from) {
    for (const char* reply : {"550 5.1.1 <maria@shop.example>: Recipient address rejected: User unknown in relay table",
                              "550-5.7.26 This mail was turned away because its sender is not authenticated.\r\n550-5.7.26 DKIM "
                              "= did not pass\r\n550 5.7.26 see https://help.example/a?b=1",
                              "421 4.7.0 [TS04] Messages from 198.51.100.7 deferred (100% sure) - 4.16.55.1; see "
                              "http://postmaster.example/421-ts04.html#top",
                              "452 4.2.2 Bo\xC3\xAEte pleine \xE9 ab12cd34ef56 17000000",
                              "554 Transaction failed\\: a/b (c) {d} $e ^f | \"g\"", "quota"}) {
        const std::string pattern = exact(reply);
        EXPECT_TRUE(finds(pattern, reply)) << reply << "\n" << pattern;
        const auto line = config::lex_line("/" + pattern + "/ quota-issues");
        ASSERT_EQ(line.words.size(), 2u) << pattern;
        EXPECT_EQ(line.words[0].text, pattern);
        EXPECT_EQ(line.error, nullptr);
    }
}

TEST(PatternParts, find_others_that_mean_the_same_and_no_more) {
    const std::string pattern =
        exact("550-5.1.1 <maria@shop.example>: no such user, 3 tries from 198.51.100.7\r\n550 5.1.1 ask for help");
    EXPECT_TRUE(
        finds(pattern, "550-5.1.1 <k.lee@other.example>: no such user, 17 tries from 2001:db8::1\r\n550 5.1.1 ask for help"));
    EXPECT_TRUE(finds(pattern, "550 5.1.1 <k.lee@other.example>: no such user, 17 tries from 192.0.2.1 ask for help"));
    EXPECT_FALSE(finds(pattern, "550 5.1.1 <k.lee@other.example>: no such user, 17 tries from 192.0.2.1 ask for help now"));
    EXPECT_FALSE(finds(pattern, "550 5.1.1 <k.lee@other.example>: such user, 17 tries from 192.0.2.1 ask for help"));
}

TEST(PatternParts, find_their_reply_whatever_it_is_made_of) {
    const char* const pieces[] = {"550",
                                  "-",
                                  " ",
                                  "5.1.1",
                                  "\r\n",
                                  "<ann@x.example>",
                                  "198.51.100.7",
                                  "[",
                                  "]",
                                  "#",
                                  "/",
                                  "\\",
                                  "17",
                                  "ab12cd34ef56",
                                  "word",
                                  "(no)",
                                  "http://x.example/?a=b#c",
                                  "2026-01-02 03:04:05 +0000",
                                  "\xE9",
                                  "\xC3\xA9",
                                  "mx.x.example",
                                  "\t",
                                  ".",
                                  "<",
                                  ">",
                                  "\"",
                                  "x@",
                                  "$",
                                  "^",
                                  "*",
                                  "452 4.2.2 "};
    std::mt19937 random(5);
    for (int i = 0; i < 3000; ++i) {
        std::string reply = random() % 2 == 0 ? "550 5.1.1 " : "";
        for (unsigned n = 1 + random() % 14; n > 0; --n) reply += pieces[random() % std::size(pieces)];
        std::string pattern;
        for (const auto& part : pattern_parts(reply, "ann@x.example"))
            pattern += part.general.empty() ? part.exact : part.general;
        if (pattern.empty()) continue;
        EXPECT_TRUE(finds(pattern, reply)) << testing::PrintToString(reply) << "\n" << pattern;
        EXPECT_EQ(config::lex_line("/" + pattern + "/ other").words.size(), 2u) << pattern;
        if (HasFailure()) return;
    }
}

TEST(PatternParts, are_bounded_and_take_any_bytes) {
    std::string hostile;
    for (int i = 0; i < 100'000; ++i) hostile += static_cast<char>(i * 7);
    EXPECT_LE(pattern_parts(hostile).size(), kMaxPatternParts);
    EXPECT_TRUE(pattern_parts("").empty());
}

PreviewReply refusal(std::string_view text, std::string_view category, std::uint64_t id) {
    PreviewReply out;
    out.text = text;
    out.category = category;
    out.id = id;
    return out;
}

TEST(PatternPreview, counts_what_is_found_and_what_would_change) {
    auto made = PatternPreview::make("mailbox.*full", "quota-issues", "452 <<address>> mailbox full");
    ASSERT_TRUE(made);
    made->add(refusal("452 <a@b.example> mailbox full", "other", 1));
    made->add(refusal("452 <c@d.example> mailbox full", "quota-issues", 2));
    made->add(refusal("550 your mailbox was never full of joy", "spam-related", 3));
    made->add(refusal("550 no such user", "bad-mailbox", 4));
    PreviewReply good = refusal("250 mailbox not full, taken", "", 5);
    good.delivered = true;
    made->add(good);
    EXPECT_EQ(made->examined, 4u);
    EXPECT_EQ(made->matched, 3u);
    EXPECT_EQ(made->changed, 2u);
    EXPECT_EQ(made->alike, 2u);
    EXPECT_EQ(made->alike_matched, 2u);
    EXPECT_EQ(made->delivered, 1u);
    EXPECT_EQ(made->delivered_matched, 1u);
    EXPECT_EQ(made->categories["bad-mailbox"].matched, 0u);
    EXPECT_EQ(made->categories["spam-related"].matched, 1u);
    const auto forms = made->forms(1);
    ASSERT_EQ(forms.size(), 1u);
    EXPECT_EQ(forms[0].form, "452 <<address>> mailbox full");
    EXPECT_EQ(forms[0].count, 2u);
    EXPECT_EQ(forms[0].sample, 2u);
    EXPECT_EQ(forms[0].category, "quota-issues");
}

TEST(PatternPreview, says_why_a_pattern_is_not_understood) {
    const auto made = PatternPreview::make("(unclosed", "other", "");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().words.find("the pattern is not understood"), 0u) << made.error().words;
    EXPECT_FALSE(PatternPreview::make(std::string(kMaxPreviewPattern + 1, 'a'), "other", ""));
}

}  // namespace
}  // namespace mailrace::feedback
