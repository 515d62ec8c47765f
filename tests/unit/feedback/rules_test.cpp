// The language of rule files, and the table that is shipped: every sample falls to its rule, no near miss does.
#include <gtest/gtest.h>

#include "daemon/feedback/classifier.h"
#include "daemon/feedback/normalise.h"
#include "daemon/feedback/rule_lint.h"

namespace mailrace::feedback {
namespace {

constexpr std::string_view kRule =
    "<rule a.b>\n  reply /no way/\n  category policy-related\n  class look\n  origin me\n  sample 550 No way!\n  sample 554 "
    "no\\n554 way\n"
    "  near-miss 550 No.\n</rule>\n";

std::string problems_of(std::string_view text) {
    const RuleSet set(parse_rule_file("t", text));
    std::string out;
    for (const auto& p : set.problems()) out += to_text(p) + "\n";
    return out;
}

TEST(Rules, the_shipped_table_has_no_faults) {
    const auto findings = lint_rules(parse_rule_file(kBuiltInRulesName, built_in_rules()));
    for (const auto& f : findings) ADD_FAILURE() << to_text(f);
}

TEST(Rules, a_reply_and_its_normal_form_fall_to_the_same_rule) {
    const RuleFile file = parse_rule_file(kBuiltInRulesName, built_in_rules());
    for (const Rule& rule : file.rules) {
        const std::string provider = rule.providers.empty() ? "nobody" : rule.providers[0];
        for (const RuleSample& sample : rule.samples) {
            if (rule.providers.empty() && rule.stage == Stage::powermta) continue;
            const std::string form = normalise_response(sample.text);
            EXPECT_EQ(classify({form, 0, {}, false, {}}, provider).rule, classify({sample.text, 0, {}, false, {}}, provider).rule)
                << form;
        }
    }
}

TEST(Rules, mistakes_are_told_with_their_line) {
    EXPECT_EQ(problems_of(kRule), "");
    EXPECT_EQ(problems_of("<rule a>\n category nonsense\n reply /x/\n</rule>"),
              "t:2: \"nonsense\" is not one of the 17 categories\n");
    EXPECT_EQ(problems_of("<rule a>\n reply /x(/\n category other\n</rule>"),
              "t:2: the pattern is not understood: missing ): x(\n");
    EXPECT_EQ(problems_of("<rule a>\n reply /X/\n category other\n</rule>"),
              "t:2: patterns are tried on lower-case words: they have no capital letters\nt:4: rule a fits everything: it needs "
              "a reply, a status or a code\n");
    EXPECT_EQ(problems_of("<rule a>\n provider nobody\n reply /x/\n category other\n</rule>"),
              "t:1: rule a: there is no provider nobody\n");
    EXPECT_EQ(problems_of("<rule a>\n code 5x0\n reply /x/\n category other\n"),
              "t:2: \"5x0\" is no code: 550, 55x, 5xx, none\nt:4: the last block is not closed\n");
    EXPECT_EQ(problems_of("<rule a>\n status 5.x\n reply /{NO}/\n category other\n</rule>"),
              "t:2: \"5.x\" is no enhanced status: 5.1.1, x.7.x, x.7.20-30\nt:3: {NO} is not defined above\n");
    EXPECT_EQ(problems_of(std::string(kRule) + std::string(kRule)), "t:10: rule a.b is there already, in line 1\n");
    EXPECT_NE(problems_of("nonsense here"), "");
    EXPECT_NE(problems_of("<rule A>\n</rule>\n</rule>\n</provider>\n<thing x>"), "");
}

TEST(Rules, lint_names_rules_that_nothing_reaches) {
    const std::string text =
        std::string(kRule) +
        "<rule c>\n reply /no way/\n category other\n origin me\n sample 550 no way\n sample 554 no way\n near-miss x\n</rule>\n";
    const auto findings = lint_rules(parse_rule_file("t", text));
    ASSERT_EQ(findings.size(), 4u);
    EXPECT_EQ(to_text(findings[0]), "t:10: rule c: it asks for the same as a.b and is never reached");
    EXPECT_EQ(to_text(findings[1]), "t:14: rule c: the sample falls to a.b");
    EXPECT_EQ(to_text(findings[3]), "t:10: rule c: none of its samples reaches it: a rule before it takes them all");
}

TEST(Rules, a_file_of_the_user_replaces_adds_and_removes) {
    const std::string over =
        "remove greylisted\n<rule virus>\n stage plain\n reply /virus/\n category content-related\n class look\n</rule>\n"
        "<rule mine>\n stage plain\n reply /blue moon/\n category other\n subcategory moon\n class soft\n handling "
        "defer\n</rule>\n";
    ClassifierOptions options;
    options.rules_name = "mine.conf";
    options.rules_text = over;
    const auto made = Classifier::make(options);
    ASSERT_TRUE(made) << made.error().words;
    const Classification moon = (*made)->classify({"550 5.1.1 Blue moon!", 0, {}, false, {}});
    EXPECT_EQ(moon.rule, "mine");
    EXPECT_EQ(moon.file, "mine.conf");
    EXPECT_EQ(moon.line, 8u);
    EXPECT_EQ(moon.subcategory, "moon");
    EXPECT_EQ(moon.handling, events::Handling::defer);
    EXPECT_EQ((*made)->classify({"554 a virus", 0, {}, false, {}}).category, "content-related");
    EXPECT_NE((*made)->classify({"451 Greylisted", 0, {}, false, {}}).rule, "greylisted");
    options.rules_text = "<rule x>\n";
    EXPECT_EQ(Classifier::make(options).error().words, "mine.conf:1: the last block is not closed");
}

}  // namespace
}  // namespace mailrace::feedback
