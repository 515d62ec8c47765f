#include "daemon/feedback/classifier.h"

#include <gtest/gtest.h>

#include "daemon/feedback/match_text.h"

namespace mailrace::feedback {
namespace {

using events::Handling;
using events::ResponseClass;

Classification of(std::string_view text, std::string_view provider = {}) { return classify({text, 0, {}, false, {}}, provider); }

TEST(MatchText, code_and_status_are_found_wherever_they_stand) {
    const std::tuple<const char*, int, const char*> expected[] = {
        {"550 5.1.1 no", 550, "5.1.1"},
        {"550-5.1.1 no\r\n550 5.1.1 way", 550, "5.1.1"},
        {"smtp; 550 #5.1.0 x", 550, "5.1.0"},
        {"452. 4.3.1 x", 452, "4.3.1"},
        {"host mx.example.com[192.0.2.1] said: 554 5.7.1 x (in reply to RCPT TO)", 554, "5.7.1"},
        {"5.1.0 - Unknown 550-'5.2.2 full'", 550, "5.2.2"},
        {"sorry, no such thing (#5.7.1)", 0, "5.7.1"},
        {"There are 550 messages", 0, ""},
        {"255", 0, ""},
        {"554 4.4.7 expired", 554, "5.4.7"},
        {"250 OK", 250, ""},
        {"550 5.0.0 a 5.7.1 b", 550, "5.7.1"},
        {"", 0, ""}};
    for (const auto& [text, code, status] : expected) {
        const CodeAndStatus found = find_code_and_status(text);
        EXPECT_EQ(found.code, code) << text;
        EXPECT_EQ(events::to_string(found.status), status) << text;
    }
}

TEST(MatchText, words_are_folded) {
    EXPECT_EQ(words_for_rules("550 5.7.1 Client host [<ip>] isn't allowed!"), "client host <ip> is not allowed");
    EXPECT_EQ(words_for_rules("Empf\xC3\xA4nger unbekannt, BO\xCETE"), "empfanger unbekannt boite");
    EXPECT_EQ(words_for_rules("550 \xD0\x9F\xD0\xBE\xD0\xBB\xD1\x8C"), "\xD0\xBF\xD0\xBE\xD0\xBB\xD1\x8C");
    EXPECT_EQ(words_for_rules("550 user_unknown (#5.1.1) <<address>>"), "user unknown <address>");
}

TEST(Classifier, answers_with_category_class_rule_and_line) {
    const Classification c = of("550 5.1.1 <ann@x.example>: user unknown");
    EXPECT_EQ(c.category, "bad-mailbox");
    EXPECT_EQ(c.subcategory, "unknown-user");
    EXPECT_EQ(c.cls, ResponseClass::hard);
    EXPECT_EQ(c.handling, Handling::as_replied);
    EXPECT_EQ(c.rule, "unknown-user");
    EXPECT_EQ(c.file, "responses.conf");
    EXPECT_GT(c.line, 100u);
    EXPECT_EQ(of("250 2.0.0 queued").category, "success");
    EXPECT_EQ(of("550 xyzzy").category, "other");
    EXPECT_EQ(of("550 xyzzy").cls, ResponseClass::look);
    EXPECT_EQ(of("").category, "other");
}

TEST(Classifier, a_text_that_blocks_a_user_is_not_taken_for_spam) {
    EXPECT_EQ(of("550 5.1.1 user blocked").category, "bad-mailbox");
}

TEST(Classifier, temporary_replies_condemn_no_address) {
    EXPECT_EQ(of("550 5.1.1 unknown user").cls, ResponseClass::hard);
    EXPECT_EQ(of("450 4.1.1 unknown user").cls, ResponseClass::soft);
}

TEST(Classifier, throttles_in_5xx_are_to_be_tried_again) {
    for (const auto* text :
         {"550 Ip frequency limited. http://service.mail.qq.com",
          "553 5.7.2 [TSS09] All messages will be permanently deferred. yahoo.com", "550 5.7.1 rate limit exceeded",
          "554 5.2.122 The recipient has exceeded their limit. [outlook.com]"}) {
        EXPECT_EQ(of(text).handling, Handling::defer) << text;
        EXPECT_EQ(of(text).cls, ResponseClass::soft) << text;
    }
    EXPECT_EQ(of("450 4.7.1 rate limit exceeded").handling, Handling::as_replied);
    EXPECT_EQ(of("550 5.1.1 user unknown").handling, Handling::as_replied);
}

TEST(Classifier, rules_of_a_provider_are_asked_for_it_only) {
    EXPECT_EQ(of("550 5.4.1 Recipient address rejected: Access denied", "outlook.com").rule, "microsoft.blocked-recipient");
    EXPECT_EQ(of("550 5.4.1 Recipient address rejected: Access denied", "mail.protection.outlook.com").provider, "microsoft");
    EXPECT_EQ(of("421 4.7.0 Try again later, closing connection.", "gmail.rollup").provider, "");
    EXPECT_EQ(of("421 4.7.0 Try again later, closing connection.", "google").rule, "google.try-later");
    EXPECT_NE(of("421 4.7.0 Try again later, closing connection.", "example.com").rule, "google.try-later");
    EXPECT_EQ(of("421 4.7.0 Try again later, closing connection. - gsmtp").rule, "google.try-later");  // its words betray it
}

TEST(Classifier, our_own_words_are_judged_by_their_status_alone) {
    const events::EnhancedStatus no_answer{4, 4, 1};
    const Classification c = classify({"connection refused by spamhaus.example", 0, no_answer, true, {}}, "google");
    EXPECT_EQ(c.category, "no-answer-from-host");
    EXPECT_EQ(c.cls, ResponseClass::soft);
}

TEST(Classifier, the_users_patterns_come_first) {
    ClassifierOptions options;
    options.patterns = {{"user unknown", "other", "c.conf", 7},
                        {"5\\.2\\.2", "my-full", "c.conf", 8},
                        {"^550.*second line$", "bad-domain", "c.conf", 9}};
    const auto made = Classifier::make(options);
    ASSERT_TRUE(made);
    const Classification c = (*made)->classify({"550 5.1.1 User UNKNOWN", 0, {}, false, {}});
    EXPECT_EQ(c.category, "other");
    EXPECT_EQ(c.rule, "bounce-category-patterns");
    EXPECT_EQ(c.file, "c.conf");
    EXPECT_EQ(c.line, 7u);
    EXPECT_EQ((*made)->classify({"full", 552, {5, 2, 2}, false, {}}).category, "my-full");
    EXPECT_EQ((*made)->classify({"550-first\r\n550 second line", 0, {}, false, {}}).category, "bad-domain");
    EXPECT_EQ((*made)->classify({"550 5.1.1 no such user", 0, {}, false, {}}).rule, "unknown-user");
    options.patterns = {{"(", "other", "c.conf", 3}};
    EXPECT_EQ(Classifier::make(options).error().words, "c.conf:3: the pattern is not understood: missing ): (?m)(");
}

TEST(Classifier, powermtas_order_can_be_had) {
    ClassifierOptions options;
    options.powermta_order = true;
    const auto made = Classifier::make(options);
    ASSERT_TRUE(made);
    EXPECT_EQ((*made)->classify({"550 5.1.1 user blocked", 0, {}, false, {}}).category, "spam-related");
    EXPECT_EQ((*made)->classify({"550 5.1.1 x", 0, {}, false, {}}).rule, "powermta.status-mailbox");
    const Classification throttled = (*made)->classify({"550 5.7.1 daily sending quota exceeded", 0, {}, false, {}});
    EXPECT_EQ(throttled.category, "quota-issues");
    EXPECT_EQ(throttled.handling, Handling::as_replied);
}

TEST(Classifier, the_memory_changes_no_answer_and_is_bounded) {
    ClassifierOptions none, some;
    none.cache_entries = 0;
    some.cache_entries = 64;
    const auto slow = Classifier::make(none), fast = Classifier::make(some);
    ASSERT_TRUE(slow && fast);
    const RuleFile file = parse_rule_file(kBuiltInRulesName, built_in_rules());
    for (int round = 0; round < 3; ++round)
        for (const Rule& rule : file.rules)
            for (const RuleSample& s : rule.samples)
                ASSERT_EQ((*fast)->classify({s.text, 0, {}, false, {}}, "yahoo.com").rule,
                          (*slow)->classify({s.text, 0, {}, false, {}}, "yahoo.com").rule);
    ResponseCache cache(160);
    for (int i = 0; i < 10'000; ++i) cache.put("key " + std::to_string(i), {});
    EXPECT_LE(cache.size(), 160u + 2 * ResponseCache::kParts);
    cache.put(std::string(ResponseCache::kMaxKey + 1, 'x'), {});
    EXPECT_FALSE(cache.find(std::string(ResponseCache::kMaxKey + 1, 'x')));
}

TEST(Classifier, hostile_replies_are_bounded) {
    for (const char c : {'<', '[', '\'', 'a', '5', '.', ' ', '\n', '\0', '\xFF', '\x11'}) of(std::string(70'000, c));
    std::string long_words;
    for (int i = 0; i < 5'000; ++i) long_words += "exceeded the message ";
    of("550 " + long_words);
}

}  // namespace
}  // namespace mailrace::feedback
