// Entries of <bounce-category-patterns> written for somebody: before the others, every other byte stays.
#include <gtest/gtest.h>

#include "shared/config/category_edit.h"

namespace mailrace::config {
namespace {

TEST(CategoryEdit, puts_a_new_entry_before_the_others) {
    const std::string text =
        "host-name a.example\n\n<bounce-category-patterns>  # ours\n  /full/ "
        "quota-issues\n</bounce-category-patterns>\nrun-as-root no\n";
    const auto made = add_category_pattern(text, "over\\s+quota", "quota-issues");
    ASSERT_TRUE(made);
    EXPECT_EQ(made->text,
              "host-name a.example\n\n<bounce-category-patterns>  # ours\n  /over\\s+quota/ quota-issues\n  /full/ quota-issues\n"
              "</bounce-category-patterns>\nrun-as-root no\n");
    EXPECT_EQ(made->line, 4u);
}

TEST(CategoryEdit, an_entry_with_the_same_pattern_gives_way) {
    const std::string text = "<bounce-category-patterns>\r\n\t/a b/ other\r\n\t/full/ other\r\n</bounce-category-patterns>\r\n";
    const auto made = add_category_pattern(text, "full", "quota-issues");
    ASSERT_TRUE(made);
    EXPECT_EQ(made->text,
              "<bounce-category-patterns>\r\n\t/full/ quota-issues\r\n\t/a b/ other\r\n</bounce-category-patterns>\r\n");
}

TEST(CategoryEdit, makes_the_section_where_there_is_none) {
    const auto made = add_category_pattern("host-name a.example", "full", "quota-issues");
    ASSERT_TRUE(made);
    EXPECT_EQ(made->text,
              "host-name a.example\n\n<bounce-category-patterns>\n    /full/ quota-issues\n</bounce-category-patterns>\n");
    EXPECT_EQ(made->line, 4u);
    EXPECT_TRUE(has_category_patterns(SyntaxTree(made->text)));
    EXPECT_FALSE(has_category_patterns(SyntaxTree("host-name a.example")));
}

TEST(CategoryEdit, refuses_what_the_language_cannot_hold) {
    for (const char* pattern : {"", "a#b", "a\nb", "a/ b", "a\\"}) EXPECT_FALSE(category_line(pattern, "other")) << pattern;
    EXPECT_FALSE(category_line("a", ""));
    EXPECT_FALSE(category_line("a", "two words"));
    EXPECT_EQ(*category_line("a\\/b \\x23", "other"), "/a\\/b \\x23/ other");
}

}  // namespace
}  // namespace mailrace::config
