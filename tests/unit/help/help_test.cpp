#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "shared/base/clock.h"
#include "shared/config/schema.h"
#include "shared/config/syntax_tree.h"
#include "shared/filter/filter.h"
#include "shared/help/help.h"
#include "shared/help/terminal.h"

namespace mailrace::help {
namespace {

std::vector<std::string> all_matches(std::string_view text, const std::string& pattern) {
    const std::string copy(text);
    const std::regex regex(pattern);
    std::vector<std::string> out;
    for (std::sregex_iterator it(copy.begin(), copy.end(), regex), end; it != end; ++it) out.push_back((*it)[1]);
    return out;
}

std::set<std::string> anchors_of(const Topic& topic) {
    std::set<std::string> out;
    for (const std::string& heading : all_matches(topic.text, "\n## ([^\n]+)")) out.insert(anchor_of(heading));
    return out;
}

constexpr std::string_view languages[] = {"", "de"};

TEST(help, has_a_title_for_every_topic_in_reading_order) {
    ASSERT_GE(topics().size(), 4u);
    EXPECT_EQ(topics().front().id, "getting-started");
    for (const Topic& topic : topics()) EXPECT_FALSE(topic.title.empty()) << topic.id;
}

TEST(help, knows_no_topic_that_does_not_exist) { EXPECT_TRUE(find_topic("no-such-topic").id.empty()); }

TEST(help, falls_back_to_english) { EXPECT_EQ(find_topic("queues", "xx").text, find_topic("queues").text); }

TEST(help, links_lead_somewhere) {
    for (const std::string_view language : languages) {
        for (const Topic& topic : topics(language)) {
            for (const std::string& link : all_matches(topic.text, "\\]\\(help:([^)]+)\\)")) {
                const std::string id = link.substr(0, link.find('#'));
                if (id == "reference") continue;
                const Topic target = find_topic(id, language);
                EXPECT_FALSE(target.id.empty()) << topic.id << " links to " << link;
                if (const std::size_t hash = link.find('#'); hash != std::string::npos) {
                    EXPECT_TRUE(anchors_of(target).contains(link.substr(hash + 1))) << topic.id << " links to " << link;
                }
            }
        }
    }
}

TEST(help, filters_in_the_pages_are_filters) {
    std::size_t count = 0;
    for (const std::string_view language : languages) {
        const Topic topic = find_topic("events", language);
        for (std::string text : all_matches(topic.text, "`([a-z-]+:[^`]+)`")) {
            if (text.starts_with("field:") || text.starts_with("help:") || text.starts_with("-field:")) continue;
            EXPECT_TRUE(filter::parse(text, filter::event_fields(), SystemClock::instance().wall()).ok()) << text;
            ++count;
        }
    }
    EXPECT_GT(count, 10u);
}

TEST(help, examples_of_the_language_are_understood) {
    for (const std::string_view language : languages) {
        const std::string text(find_topic("configuration", language).text);
        std::string example;
        for (const std::string& line : all_matches(text, "\n    ([^\n]*)")) example += line + "\n";
        const config::SyntaxTree tree(example);
        EXPECT_TRUE(tree.diagnostics().empty());
        for (const config::Line& line : tree.lines()) {
            if (line.kind != config::LineKind::directive) continue;
            EXPECT_FALSE(config::find_directive_anywhere(line.words[0].text).empty()) << line.words[0].text;
        }
    }
}

TEST(help, search_finds_headings_first_and_every_word) {
    const auto hits = search("back-off normal");
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits.front().topic, "queues");
    EXPECT_EQ(hits.front().heading, "Normal and back-off");
    EXPECT_TRUE(search("nosuchwordanywhere").empty());
    EXPECT_TRUE(search("").empty());
    for (const Hit& hit : search("queue")) EXPECT_LE(hit.excerpt.size(), 130u);
}

TEST(help, pages_fit_a_terminal) {
    for (const std::string_view language : languages) {
        for (const Topic& topic : topics(language)) {
            std::string page = to_terminal(topic.text, 80);
            EXPECT_EQ(page.find("]("), std::string::npos);
            for (const std::string& line : all_matches(page, "([^\n]+)\n")) {
                if (line.starts_with("    ") || line.find("http") != std::string::npos) continue;
                EXPECT_LE(line.size(), 110u) << line;  // bytes: German has some of two
            }
        }
    }
}

TEST(help, a_table_becomes_two_columns) {
    EXPECT_EQ(to_terminal("| a | b |\n|---|---|\n| `long` | some words |\n"), "  a     b\n  long  some words\n");
    EXPECT_EQ(to_terminal("# T\n\n- one two\n\n    code  as it is\n"), "T\n=\n\n  - one two\n\n    code  as it is\n");
}

TEST(help, plain_text_has_no_signs_of_markdown) {
    EXPECT_EQ(plain("- **Pause** stops `max-smtp-out`, see [there](help:queues)."), "Pause stops max-smtp-out, see there.");
    EXPECT_EQ(plain("| `a` | b |"), "a · b");
    EXPECT_EQ(plain("[not a link"), "[not a link");
}

}  // namespace
}  // namespace mailrace::help
