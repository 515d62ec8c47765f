// What happens to sections that were left open, closed twice, or closed by a misspelt tag: one mistake is one error, and what follows is read as
// it was meant.
#include "helpers.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;

using Found = std::vector<std::pair<std::uint32_t, std::string>>;

Found errors(const LoadResult& result) {
    Found out;
    for (const Diagnostic& d : result.diagnostics)
        if (d.severity == Severity::error) out.emplace_back(d.line, d.code);
    return out;
}

TEST(Nesting, AForgottenClosingTagIsOneError) {
    const LoadResult result = load_of(
        "<domain a.example>\n max-smtp-out 1\n"
        "<domain b.example>\n max-smtp-out 2\n</domain>\n"
        "<virtual-mta v>\n</virtual-mta>\n<domain c.example>\n max-smtp-out x\n</domain>\n");
    EXPECT_EQ(errors(result), (Found{{3, "unclosed-section"}, {9, "bad-value"}})) << texts(result.diagnostics);
    EXPECT_EQ(to_text(result.diagnostics[0]),
              "test.conf:3:2: error: <domain a.example> of line 1 is not closed before this <domain>; expected </domain>");
}

TEST(Nesting, AForgottenClosingTagInsideAnotherSectionStaysThere) {
    const LoadResult result = load_of(
        "<virtual-mta v>\n <domain a.example>\n  max-smtp-out 1\n <domain b.example>\n  max-smtp-out 2\n </domain>\n</virtual-mta>\n"
        "<domain c.example>\n</domain>\n");
    EXPECT_EQ(errors(result), (Found{{4, "unclosed-section"}})) << texts(result.diagnostics);
}

TEST(Nesting, SectionsOfTheTopLevelLeaveEverythingThatWasForgotten) {
    const LoadResult result = load_of(
        "<virtual-mta v>\n <domain a.example>\n  max-smtp-out 1\n<virtual-mta w>\n</virtual-mta>\n<source 10/8>\n</source>\n");
    EXPECT_EQ(errors(result), (Found{{4, "unclosed-section"}, {4, "unclosed-section"}})) << texts(result.diagnostics);
}

TEST(Nesting, ASectionInTheWrongPlaceThatIsClosedThereIsNotTakenForAForgottenTag) {
    const LoadResult result = load_of("<domain *>\n <virtual-mta x>\n </virtual-mta>\n max-smtp-out 5\n</domain>\n");
    EXPECT_EQ(errors(result), (Found{{2, "wrong-section"}})) << texts(result.diagnostics);
}

TEST(Nesting, AMisspeltClosingTagClosesWhatItMeans) {
    const LoadResult result = load_of("<domain a.example>\n max-smtp-out 1\n</domian>\n<domain b.example>\n max-smtp-out 2\n</domain>\n");
    EXPECT_EQ(errors(result), (Found{{3, "stray-close"}})) << texts(result.diagnostics);
    EXPECT_EQ(result.diagnostics[0].nearest, "domain");
}

TEST(Nesting, AClosingTagTooManyIsOneError) {
    const LoadResult result = load_of("<domain a.example>\n</domain>\n</domain>\nhost-name a.example\n");
    EXPECT_EQ(errors(result), (Found{{3, "stray-close"}})) << texts(result.diagnostics);
}

TEST(Nesting, TheTreeKnowsTheSectionOfEachLineAfterARepair) {
    const SyntaxTree tree("<domain a>\nx 1\n<domain b>\ny 2\n</domain>\nz 3\n");
    EXPECT_EQ(tree.sections()[tree.lines()[1].section].name, "a");
    EXPECT_EQ(tree.sections()[tree.lines()[3].section].name, "b");
    EXPECT_EQ(tree.sections()[tree.lines()[3].section].parent, 0u);
    EXPECT_EQ(tree.lines()[5].section, 0u);
    EXPECT_EQ(tree.lines()[2].depth, 0u);
    EXPECT_EQ(tree.lines()[3].depth, 1u);
}

TEST(Nesting, AMillionOpenSectionsEnd) {
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += i % 2 ? "<domain a>\n" : "<virtual-mta v>\n";
    const SyntaxTree tree(text);
    EXPECT_FALSE(tree.diagnostics().empty());
    EXPECT_LE(tree.diagnostics().size(), max_syntax_diagnostics);
}

TEST(Nesting, AFileInUtf16IsNamedAsSuch) {
    const LoadResult result = load_of(std::string("\xFF\xFEh\0o\0", 6));
    ASSERT_TRUE(find(result.diagnostics, "not-text"));
    EXPECT_EQ(result.diagnostics[0].expected, "a file saved as UTF-8");
}

}  // namespace
}  // namespace mailrace::config
