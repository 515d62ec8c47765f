#include "helpers.h"

#include "shared/config/block_edit.h"
#include "shared/config/edit.h"

namespace mailrace::config {
namespace {

using ::testing::HasSubstr;

TEST(TextEdits, AreTheShortestStretchThatDiffers) {
    EXPECT_EQ(edit_between("max-smtp-out 20\n", "max-smtp-out 5\n"), (TextEdit{13, 2, "5"}));
    EXPECT_TRUE(edit_between("same", "same").changes_nothing());
    EXPECT_EQ(applied("abc", edit_between("abc", "abXc")), "abXc");
    EXPECT_EQ(applied("short", {99, 5, "!"}), "short!");
}

const std::string rules =
    "# mine\r\n<domain *>   # all\r\n\tmax-smtp-out 20   # why\r\n\tretry-after 10m\r\n</domain>\r\n<domain "
    "a.example>\r\n</domain>\r\n";

TEST(TextEdits, SetADirectiveAndLeaveAllOtherBytes) {
    const SyntaxTree tree(rules);
    std::string wanted = rules;
    wanted.replace(wanted.find("20"), 2, "5");
    EXPECT_EQ(applied(rules, set_directive(tree, 1, "Max-SMTP-Out", "5")), wanted);
    const std::string added = applied(rules, set_directive(tree, 1, "max-msg-rate", "100/h"));
    EXPECT_THAT(added, HasSubstr("\tretry-after 10m\r\n\tmax-msg-rate 100/h\r\n</domain>"))
        << "with the section's indentation and line ends";
    EXPECT_EQ(applied(rules, set_directive(tree, 2, "max-smtp-out", "1")).size(),
              rules.size() + std::string("    max-smtp-out 1\r\n").size());
    EXPECT_TRUE(set_directive(tree, 99, "max-smtp-out", "1").changes_nothing());
    EXPECT_TRUE(set_directive(tree, 1, "max-smtp-out", "20").changes_nothing());
}

TEST(TextEdits, RemoveADirective) {
    const SyntaxTree tree(rules);
    std::string wanted = rules;
    wanted.erase(wanted.find("\tretry"), std::string("\tretry-after 10m\r\n").size());
    EXPECT_EQ(applied(rules, remove_directive(tree, 1, "retry-after")), wanted);
    EXPECT_TRUE(remove_directive(tree, 2, "retry-after").changes_nothing());
}

TEST(TextEdits, CommentLinesOutAndBackIn) {
    const std::string text = "<domain *>\n    max-smtp-out 1\n\n        retry-after 10m  # x\n</domain>";
    const std::string out = applied(text, comment_out(SyntaxTree(text), 2, 4));
    EXPECT_EQ(out, "<domain *>\n    # max-smtp-out 1\n\n    #     retry-after 10m  # x\n</domain>");
    EXPECT_EQ(applied(out, uncomment(SyntaxTree(out), 2, 4)), text);
    EXPECT_EQ(applied(out, toggle_comment(SyntaxTree(out), 2, 4)), text);
    EXPECT_EQ(applied(text, toggle_comment(SyntaxTree(text), 2, 4)), out);
    EXPECT_EQ(applied(text, comment_out(SyntaxTree(text), 0, 99)),
              "# <domain *>\n#     max-smtp-out 1\n\n#         retry-after 10m  # x\n# </domain>");
    EXPECT_TRUE(comment_out(SyntaxTree(text), 3, 3).changes_nothing());
    EXPECT_TRUE(comment_out(SyntaxTree(""), 1, 1).changes_nothing());
}

TEST(Renaming, ChangesDefinitionsAndUsesInAllDocumentsAndNothingElse) {
    const SyntaxTree main(
        "# news is a name\n<virtual-mta news>\n</virtual-mta>\n<source 10/8>\n  default-virtual-mta NEWS  # news\n</source>\n");
    const SyntaxTree other(
        "<pattern-list p>\nmail-from /news/ virtual-mta=news,recipient-priority=1\n</pattern-list>\nhost-name news\n");
    const SyntaxTree* const trees[] = {&main, &other};
    const Renaming renaming = rename(trees, Symbols::of(trees), SymbolKind::virtual_mta, "news", "letters");
    EXPECT_EQ(renaming.problem, "");
    EXPECT_EQ(renaming.places, 3u);
    ASSERT_EQ(renaming.edits.size(), 2u);
    EXPECT_EQ(applied(main.text(), renaming.edits[0].edit),
              "# news is a name\n<virtual-mta letters>\n</virtual-mta>\n<source 10/8>\n  default-virtual-mta letters  # "
              "news\n</source>\n");
    EXPECT_EQ(applied(other.text(), renaming.edits[1].edit),
              "<pattern-list p>\nmail-from /news/ virtual-mta=letters,recipient-priority=1\n</pattern-list>\nhost-name news\n");
}

TEST(Renaming, KeepsQuotesAndTheDollarOfMacros) {
    const SyntaxTree tree(
        "<virtual-mta \"a\">\n</virtual-mta>\ndomain-macro m x.example\n<domain *.$m>\n</domain>\nrelay-domain $M\n");
    const SyntaxTree* const trees[] = {&tree};
    const Symbols symbols = Symbols::of(trees);
    EXPECT_THAT(applied(tree.text(), rename(trees, symbols, SymbolKind::virtual_mta, "A", "b").edits.at(0).edit),
                HasSubstr("<virtual-mta \"b\">"));
    EXPECT_THAT(applied(tree.text(), rename(trees, symbols, SymbolKind::macro, "m", "mm").edits.at(0).edit),
                HasSubstr("domain-macro mm x.example\n<domain *.$mm>\n</domain>\nrelay-domain $mm\n"));
}

TEST(Renaming, RefusesNamesThatCouldNotBeReadOrAreTaken) {
    const SyntaxTree tree(
        "<virtual-mta a>\n</virtual-mta>\n<virtual-mta-pool p>\nvirtual-mta a\n</virtual-mta-pool>\ndomain-macro m x\n<source "
        "s>\n</source>\n");
    const SyntaxTree* const trees[] = {&tree};
    const Symbols symbols = Symbols::of(trees);
    const auto problem = [&](SymbolKind kind, const char* from, const std::string& to) {
        return rename(trees, symbols, kind, from, to).problem;
    };
    for (const char* bad : {"", "two words", "a#b", "a\"b", "a,b", "a=b", "<a>"})
        EXPECT_NE(problem(SymbolKind::virtual_mta, "a", bad), "") << bad;
    EXPECT_EQ(problem(SymbolKind::virtual_mta, "a", "P"), "\"P\" exists already");
    EXPECT_EQ(problem(SymbolKind::virtual_mta, "a", "A"), "") << "only its case changes";
    EXPECT_NE(problem(SymbolKind::virtual_mta, "none", "b"), "");
    const SyntaxTree queue("<domain a.example>\nqueue-to shared\n</domain>\n");
    const SyntaxTree* const one[] = {&queue};
    EXPECT_EQ(rename(one, Symbols::of(one), SymbolKind::queue, "shared", "x.rollup").problem,
              "\"x.rollup\" would not be read as a queue there");
    EXPECT_EQ(rename(one, Symbols::of(one), SymbolKind::queue, "shared", "both").problem, "");
    EXPECT_NE(problem(SymbolKind::macro, "m", "a-b"), "");
    EXPECT_NE(problem(SymbolKind::source, "s", "10/8"), "");
    EXPECT_NE(problem(SymbolKind::virtual_mta, "a", std::string(300, 'x')), "");
}

}  // namespace
}  // namespace mailrace::config
