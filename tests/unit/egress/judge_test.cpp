// What a reply means changes what follows: throttles in 5xx are tried again, 4xx that never heal are not, and the event says why.
#include "daemon/egress/judge.h"

#include <gtest/gtest.h>

namespace mailrace::egress {
namespace {

using queue::Verdict;

std::shared_ptr<const feedback::Classifier> classifier_with(std::string rules, bool powermta = false) {
    feedback::ClassifierOptions options;
    options.rules_name = "mine.conf";
    options.rules_text = std::move(rules);
    options.powermta_order = powermta;
    auto made = feedback::Classifier::make(std::move(options));
    EXPECT_TRUE(made);
    return *made;
}

queue::RecipientOutcome outcome(Verdict verdict, std::uint16_t code, std::string text) {
    queue::RecipientOutcome out;
    out.verdict = verdict;
    out.response.code = code;
    out.response.text = std::move(text);
    return out;
}

TEST(Judge, a_throttle_in_a_5xx_is_tried_again_and_says_so) {
    auto o = outcome(Verdict::bounced, 550, "550 5.7.1 Rate limit exceeded for 192.0.2.1");
    judge(o, "ann@x.example", "x.example", *classifier_with(""));
    EXPECT_EQ(o.verdict, Verdict::deferred);
    EXPECT_EQ(o.response.found.category, "policy-related");
    EXPECT_EQ(o.response.found.subcategory, "throttled");
    EXPECT_EQ(o.remark.substr(0, 56), "the receiver refused for good (550), but rule throttled ");
    EXPECT_NE(o.remark.find("(responses.conf:"), std::string::npos);
}

TEST(Judge, a_true_refusal_stays_one) {
    auto o = outcome(Verdict::bounced, 550, "550 5.1.1 no such user");
    judge(o, "ann@x.example", "x.example", *classifier_with(""));
    EXPECT_EQ(o.verdict, Verdict::bounced);
    EXPECT_EQ(o.response.found.cls, events::ResponseClass::hard);
    EXPECT_EQ(o.remark, "");
}

TEST(Judge, a_4xx_that_never_heals_is_given_up_only_by_a_rule_that_says_so) {
    auto o = outcome(Verdict::deferred, 450, "450 4.1.1 user unknown");
    judge(o, "", "x.example", *classifier_with(""));
    EXPECT_EQ(o.verdict, Verdict::deferred);
    EXPECT_EQ(o.response.found.cls, events::ResponseClass::soft);
    judge(o, "", "x.example",
          *classifier_with("<rule mine>\n stage plain\n code 450\n reply /user unknown/\n category bad-mailbox\n class hard\n handling bounce\n</rule>\n"));
    EXPECT_EQ(o.verdict, Verdict::bounced);
    EXPECT_EQ(o.response.found.cls, events::ResponseClass::hard);
    EXPECT_EQ(o.remark.substr(0, 50), "the receiver refused for now (450), but rule mine ");
}

TEST(Judge, powermtas_order_leaves_verdicts_to_the_code) {
    auto o = outcome(Verdict::bounced, 550, "550 5.7.1 Rate limit exceeded");
    judge(o, "", "x.example", *classifier_with("", true));
    EXPECT_EQ(o.verdict, Verdict::bounced);
}

TEST(Judge, deliveries_and_what_was_not_tried_are_left_alone) {
    auto o = outcome(Verdict::delivered, 250, "250 ok");
    judge(o, "", "x.example", *classifier_with(""));
    EXPECT_EQ(o.response.found.category, "");
}

TEST(Judge, our_own_words_are_judged_by_their_status) {
    queue::ConnectFailure failure;
    failure.response.status = {4, 4, 1};
    failure.response.text = "no answer from blacklist.example";
    judge(failure, *classifier_with(""));
    EXPECT_EQ(failure.response.found.category, "no-answer-from-host");
}

TEST(Judge, a_greeting_that_throttles_dooms_no_mail) {
    queue::ConnectFailure failure;
    failure.permanent = true;
    failure.response.code = 554;
    failure.response.text = "554 too many connections from your host";
    judge(failure, *classifier_with(""));
    EXPECT_FALSE(failure.permanent);
    failure.permanent = true;
    failure.response.text = "554 your host is blacklisted";
    judge(failure, *classifier_with(""));
    EXPECT_TRUE(failure.permanent);
}

}  // namespace
}  // namespace mailrace::egress
