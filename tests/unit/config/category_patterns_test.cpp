// <bounce-category-patterns>: read in order, checked, and honest about what cannot be used.
#include "tests/unit/config/helpers.h"

namespace mailrace::config {
namespace {

TEST(CategoryPatterns, are_read_in_order_with_their_place) {
    const auto config = config_of(
        "<bounce-category-patterns>\n/user unknown/ bad-mailbox\n/[45]\\.2\\.2/ quota-issues\n</bounce-category-patterns>\n"
        "<bounce-category-patterns>\n/x/ other\n</bounce-category-patterns>\n");
    const auto& list = config->global().bounce_category_patterns;
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0].pattern, "user unknown");
    EXPECT_EQ(list[0].category, "bad-mailbox");
    EXPECT_EQ(config->where(list[0].place), "test.conf:2");
    EXPECT_EQ(list[1].pattern, "[45]\\.2\\.2");
    EXPECT_EQ(list[2].category, "other");
}

TEST(CategoryPatterns, mistakes_are_told) {
    const auto no_category = load_of("<bounce-category-patterns>\n/x/\n</bounce-category-patterns>\n");
    EXPECT_FALSE(no_category.config);
    EXPECT_NE(find(no_category.diagnostics, "bad-entry"), nullptr);
    const auto lookahead = load_of("<bounce-category-patterns>\n/x(?=y)/ other\n/z/ bad-mailboxx\n</bounce-category-patterns>\n");
    ASSERT_TRUE(lookahead.config);
    ASSERT_NE(find(lookahead.diagnostics, "bad-pattern"), nullptr);
    EXPECT_EQ(find(lookahead.diagnostics, "bad-pattern")->severity, Severity::warning);
    ASSERT_NE(find(lookahead.diagnostics, "unknown-category"), nullptr);
    EXPECT_EQ(find(lookahead.diagnostics, "unknown-category")->nearest, "bad-mailbox");
    EXPECT_EQ(lookahead.config->global().bounce_category_patterns.size(), 1u);
}

TEST(CategoryPatterns, a_pattern_cut_in_two_costs_only_itself) {
    const auto cut = load_of("<bounce-category-patterns>\n/user (disa\nbled)/ inactive-mailbox\n/z/ other\n</bounce-category-patterns>\n");
    ASSERT_TRUE(cut.config) << texts(cut.diagnostics);
    EXPECT_EQ(cut.config->global().bounce_category_patterns.size(), 1u);
    EXPECT_NE(find(cut.diagnostics, "bad-quoting"), nullptr);
    EXPECT_NE(find(cut.diagnostics, "bad-entry"), nullptr) << "its second half is told too";
}

TEST(CategoryPatterns, the_order_is_ours_unless_asked) {
    EXPECT_EQ(config_of("")->global().bounce_category_order.value, "mailrace");
    EXPECT_EQ(config_of("bounce-category-order powermta\n")->global().bounce_category_order.value, "powermta");
    EXPECT_FALSE(load_of("bounce-category-order nonsense\n").config);
}

}  // namespace
}  // namespace mailrace::config
