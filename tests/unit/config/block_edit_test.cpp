#include "shared/config/block_edit.h"

#include <random>

#include "helpers.h"
#include "shared/config/lexer.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;

constexpr const char* sample = R"(# who we are
host-name mail.example.com        # and back
relay-domain one.example

<virtual-mta news>   # the newsletter
    smtp-source-host   192.0.2.10  out1.example.com   # first
    smtp-source-host 192.0.2.11 out2.example.com
    unknown-to-the-form yes
    <domain *>
        max-smtp-out 5
    </domain>
</virtual-mta>

<domain *>
	max-smtp-out 20
</domain>
)";

BlockEdit vmta(const SyntaxTree& tree, std::vector<Entry> entries, std::string name = "news") {
    return {{find_block(tree, "virtual-mta", "news"), "virtual-mta", std::move(name), 0},
            std::move(entries),
            {"smtp-source-host", "host-name"}};
}

/// Replaces one line in the sample: what the test expects, said as shortly as possible.
std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(BlockEdit, NothingChangedLeavesEveryByte) {
    const SyntaxTree tree(sample);
    const auto edit =
        vmta(tree, {{"smtp-source-host", "192.0.2.10 out1.example.com"}, {"smtp-source-host", "192.0.2.11 out2.example.com"}});
    EXPECT_EQ(apply_edit(tree, edit), sample);
}

TEST(BlockEdit, AChangedValueKeepsIndentationAndComment) {
    const SyntaxTree tree(sample);
    const auto edit =
        vmta(tree, {{"smtp-source-host", "192.0.2.99 out9.example.com"}, {"smtp-source-host", "192.0.2.11 out2.example.com"}});
    EXPECT_EQ(apply_edit(tree, edit), with(sample, "192.0.2.10  out1.example.com", "192.0.2.99 out9.example.com"));
}

TEST(BlockEdit, ARemovedValueTakesItsLineOnly) {
    const SyntaxTree tree(sample);
    const auto edit = vmta(tree, {{"smtp-source-host", "192.0.2.11 out2.example.com"}});
    EXPECT_EQ(apply_edit(tree, edit), with(sample, "    smtp-source-host   192.0.2.10  out1.example.com   # first\n", ""));
}

TEST(BlockEdit, AFurtherValueStandsBehindThoseOfItsKind) {
    const SyntaxTree tree(sample);
    const auto edit = vmta(tree, {{"smtp-source-host", "192.0.2.10 out1.example.com"},
                                  {"smtp-source-host", "192.0.2.11 out2.example.com"},
                                  {"smtp-source-host", "192.0.2.12 out3.example.com"}});
    EXPECT_EQ(apply_edit(tree, edit),
              with(sample, "out2.example.com\n", "out2.example.com\n    smtp-source-host 192.0.2.12 out3.example.com\n"));
}

TEST(BlockEdit, ANewKeywordStandsBeforeNestedSections) {
    const SyntaxTree tree(sample);
    auto edit = vmta(tree, {{"host-name", "news.example.com"}});
    edit.keywords = {"host-name"};
    EXPECT_EQ(apply_edit(tree, edit),
              with(sample, "unknown-to-the-form yes\n", "unknown-to-the-form yes\n    host-name news.example.com\n"));
}

TEST(BlockEdit, ARenamedSectionKeepsTheRestOfItsLine) {
    const SyntaxTree tree(sample);
    auto edit = vmta(tree, {}, "letters");
    edit.keywords.clear();
    EXPECT_EQ(apply_edit(tree, edit), with(sample, "<virtual-mta news>", "<virtual-mta letters>"));
}

TEST(BlockEdit, ANewSectionStandsBehindThoseOfItsKind) {
    const SyntaxTree tree(sample);
    const BlockEdit edit{{std::nullopt, "virtual-mta", "offers", 0}, {{"smtp-source-host", "192.0.2.20 out4.example.com"}}, {}};
    const EditResult result = apply_edit_at(tree, edit);
    EXPECT_EQ(result.text,
              with(sample, "</virtual-mta>\n",
                   "</virtual-mta>\n\n<virtual-mta offers>\n    smtp-source-host 192.0.2.20 out4.example.com\n</virtual-mta>\n"));
    EXPECT_EQ(SyntaxTree(result.text).lines()[result.line - 1].words[1].text, "offers");
}

TEST(BlockEdit, ANestedSectionIsIndentedLikeItsNeighbours) {
    const SyntaxTree tree(sample);
    const BlockEdit edit{
        {std::nullopt, "domain", "a.example", *find_block(tree, "virtual-mta", "news")}, {{"max-smtp-out", "2"}}, {}};
    EXPECT_EQ(apply_edit(tree, edit),
              with(sample, "        max-smtp-out 5\n    </domain>\n",
                   "        max-smtp-out 5\n    </domain>\n\n    <domain a.example>\n        max-smtp-out 2\n    </domain>\n"));
}

TEST(BlockEdit, TheTopLevelIsABlockToo) {
    const SyntaxTree tree(sample);
    const BlockEdit edit{{0u, "", "", 0}, {{"relay-domain", "one.example"}, {"relay-domain", "two.example"}}, {"relay-domain"}};
    EXPECT_EQ(apply_edit(tree, edit),
              with(sample, "relay-domain one.example\n", "relay-domain one.example\nrelay-domain two.example\n"));
}

TEST(BlockEdit, TheFirstSectionOfATextWithoutALineEnd) {
    const BlockEdit edit{{std::nullopt, "domain", "*", 0}, {{"max-smtp-out", "2"}}, {}};
    EXPECT_EQ(apply_edit(SyntaxTree("host-name a.example"), edit),
              "host-name a.example\n\n<domain *>\n    max-smtp-out 2\n</domain>\n");
    EXPECT_EQ(apply_edit(SyntaxTree(""), edit), "<domain *>\n    max-smtp-out 2\n</domain>\n");
}

TEST(BlockEdit, LinesEndAsTheyDidBefore) {
    const SyntaxTree tree("a 1\r\n<domain *>\r\n  max-smtp-out 2\r\n</domain>\r\n");
    const BlockEdit edit{
        {find_block(tree, "domain", "*"), "domain", "*", 0}, {{"max-smtp-out", "3"}, {"bounce-after", "1d"}}, {}};
    EXPECT_EQ(apply_edit(tree, edit), "a 1\r\n<domain *>\r\n  max-smtp-out 3\r\n  bounce-after 1d\r\n</domain>\r\n");
}

TEST(BlockEdit, AnEmptySectionIsFilled) {
    const SyntaxTree tree("<domain *>\n</domain>\n");
    const BlockEdit edit{{1u, "domain", "*", 0}, {{"max-smtp-out", "3"}}, {}};
    EXPECT_EQ(apply_edit(tree, edit), "<domain *>\n    max-smtp-out 3\n</domain>\n");
}

TEST(BlockEdit, ARemovedSectionLeavesNoTwoEmptyLines) {
    const SyntaxTree tree(sample);
    const std::string text = remove_block(tree, *find_block(tree, "virtual-mta", "news"));
    EXPECT_EQ(text.find("virtual-mta"), std::string::npos);
    EXPECT_EQ(text.find("\n\n\n"), std::string::npos);
    EXPECT_NE(text.find("relay-domain one.example\n\n<domain *>"), std::string::npos);
}

TEST(BlockEdit, FindsTheSectionAroundALine) {
    const SyntaxTree tree(sample);
    EXPECT_EQ(tree.sections()[block_at(tree, 10)].name, "*");
    EXPECT_EQ(tree.sections()[block_at(tree, 5)].name, "news");
    EXPECT_EQ(block_at(tree, 1), 0u);
    EXPECT_EQ(block_at(tree, 1000), 0u);
    EXPECT_FALSE(find_block(tree, "virtual-mta", "nobody"));
}

TEST(BlockEdit, WordsAreWrittenSoThatTheyReadBack) {
    for (const std::string& word :
         {std::string("plain"), std::string(""), std::string("a b"), std::string("C:\\Mail\\in"), std::string("\"q\""),
          std::string("a\\"), std::string("\\\\x"), std::string("$user"), std::string("a\\ b")}) {
        const auto words = lex_line("keyword " + quoted_word(word) + " next").words;
        ASSERT_EQ(words.size(), 3u) << word;
        EXPECT_EQ(words[1].text, word);
    }
}

/// The lines of a text that do not belong to the form, as they stand.
std::vector<std::string> foreign_lines(const SyntaxTree& tree, std::uint32_t section, std::string_view keyword) {
    std::vector<std::string> out;
    for (const Line& line : tree.lines()) {
        const bool own = line.kind == LineKind::directive && line.section == section && line.words[0].text == keyword;
        if (!own) out.emplace_back(tree.content(line));
    }
    return out;
}

TEST(BlockEdit, AnyEditLeavesAllOtherLinesAndReadsBack) {
    std::mt19937 random(7);
    std::string text(built_in_text());
    for (int round = 0; round < 500; ++round) {
        const SyntaxTree tree(text);
        const auto section = static_cast<std::uint32_t>(random() % tree.sections().size());
        const std::string keyword = random() % 2 ? "max-smtp-out" : "smtp-source-host";
        BlockEdit edit{{section, "", tree.sections()[section].name, 0}, {}, {keyword}};
        std::vector<std::string> wanted;
        for (std::size_t n = random() % 4; n-- > 0;) wanted.push_back(std::to_string(random() % 5));
        for (const std::string& value : wanted) edit.entries.push_back({keyword, value});
        text = apply_edit(tree, edit);
        const SyntaxTree after(text);
        ASSERT_EQ(values_of(after, section, keyword), wanted);
        ASSERT_EQ(foreign_lines(after, section, keyword), foreign_lines(tree, section, keyword));
        ASSERT_EQ(apply_edit(after, edit), text);  // nothing left to do
    }
}

}  // namespace
}  // namespace mailrace::config
