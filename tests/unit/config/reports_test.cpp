#include "helpers.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;

TEST(ReportProcessors, TakeTheirListsAndSettings) {
    const auto config = config_of(
        "<bounce-processor>\n deliver-unmatched-email no\n forward-unmatched-to a@x.example\n forward-unmatched-to b@x.example\n forward-errors-to c@x.example\n"
        " <address-list>\n  domain bounces.example\n  address abuse\n  address /^b-[0-9]+@/\n  address-file list.txt\n </address-list>\n"
        " <address-list other>\n  address x@y.example\n </address-list>\n</bounce-processor>\n"
        "<feedback-loop-processor>\n deliver-matched-email yes\n <address-list>\n  address fbl@x.example\n </address-list>\n"
        " <email-patterns>\n  body-pattern-file a.patterns\n  body-pattern-file b.patterns\n  log-match-info yes\n </email-patterns>\n</feedback-loop-processor>\n");
    const auto& bounces = config->global().bounce_processor;
    ASSERT_TRUE(bounces);
    EXPECT_FALSE(bounces->deliver_unmatched_email);
    EXPECT_FALSE(bounces->deliver_matched_email);
    EXPECT_THAT(bounces->forward_unmatched_to, ElementsAre("a@x.example", "b@x.example"));
    EXPECT_EQ(bounces->forward_errors_to, "c@x.example");
    ASSERT_EQ(bounces->address_lists.size(), 2u);
    EXPECT_THAT(bounces->address_lists[0].address, ElementsAre("abuse", "/^b-[0-9]+@/"));
    EXPECT_THAT(bounces->address_lists[0].domain, ElementsAre("bounces.example"));
    EXPECT_THAT(bounces->address_lists[0].address_file, ElementsAre("list.txt"));
    EXPECT_EQ(bounces->address_lists[1].name, "other");
    const auto& complaints = config->global().feedback_loop_processor;
    ASSERT_TRUE(complaints);
    EXPECT_TRUE(complaints->deliver_unmatched_email);
    EXPECT_TRUE(complaints->deliver_matched_email);
    EXPECT_THAT(complaints->email_patterns.body_pattern_file, ElementsAre("a.patterns", "b.patterns"));
    EXPECT_TRUE(complaints->email_patterns.log_match_info);
    EXPECT_FALSE(config_of("")->global().bounce_processor);
}

TEST(ReportProcessors, SayWhenNoAddressBelongsToThem) {
    const LoadResult result = load_of("<bounce-processor>\n</bounce-processor>\n");
    ASSERT_TRUE(result.config);
    const Diagnostic* found = find(result.diagnostics, "no-addresses");
    ASSERT_NE(found, nullptr) << texts(result.diagnostics);
    EXPECT_EQ(found->severity, Severity::warning);
}

}  // namespace
}  // namespace mailrace::config
