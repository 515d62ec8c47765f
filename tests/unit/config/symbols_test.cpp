#include "helpers.h"

#include "shared/config/outline.h"
#include "shared/config/symbols.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using K = SymbolKind;

/// "line:column+length text" of each, as the bytes of the document say it.
std::vector<std::string> shown(const std::vector<SymbolUse>& uses, const SyntaxTree& tree) {
    std::vector<std::string> out;
    for (const SymbolUse& use : uses)
        out.push_back(std::to_string(use.line) + ":" +
                      std::string(tree.content(tree.lines()[use.line - 1]).substr(use.column, use.length)));
    return out;
}

TEST(Symbols, FindDefinitionsAndUsesOfEveryKind) {
    const SyntaxTree tree(
        "<virtual-mta One>\n"                                                                                    // 1
        "  cold-virtual-mta two\n"                                                                               // 2
        "  use-proxy px,py\n"                                                                                    // 3
        "  rewrite-list rw\n"                                                                                    // 4
        "</virtual-mta>\n"                                                                                       // 5
        "<virtual-mta \"two\">\n</virtual-mta>\n"                                                                // 6, 7
        "<virtual-mta-pool pool>\n"                                                                              // 8
        "  virtual-mta ONE weight=2\n"                                                                           // 9
        "</virtual-mta-pool>\n"                                                                                  // 10
        "<pattern-list pl>\n"                                                                                    // 11
        "  mail-from /a b/ virtual-mta=one,recipient-priority=5\n"                                               // 12
        "  header X-A /x/ call-to:other\n"                                                                       // 13
        "  * virtual-mta=pool\n"                                                                                 // 14
        "</pattern-list>\n"                                                                                      // 15
        "<source {auth}>\n"                                                                                      // 16
        "  default-virtual-mta POOL\n"                                                                           // 17
        "  pattern-list pl\n"                                                                                    // 18
        "  suppression-lists gone, more\n"                                                                       // 19
        "</source>\n"                                                                                            // 20
        "<smtp-user u>\n  source {auth}\n</smtp-user>\n"                                                         // 21-23
        "smtp-listener 127.0.0.1:25 source={auth}\n"                                                             // 24
        "<domain *>\n  smtp-pattern-list spl\n  queue-to big.rollup\n  reroute-to-virtual-mta two\n</domain>\n"  // 25-29
        "<mx-rollup-list>\n  mx *.big.example big.rollup\n</mx-rollup-list>\n"                                   // 30-32
        "<domain big.rollup>\n</domain>\n"                                                                       // 33-34
        "<proxy px>\n</proxy>\n");                                                                               // 35-36
    const Symbols s = Symbols::of(tree);
    EXPECT_THAT(shown(s.definitions(K::virtual_mta, "one"), tree), ElementsAre("1:One"));
    EXPECT_THAT(shown(s.uses(K::virtual_mta, "One"), tree), ElementsAre("9:ONE", "12:one"));
    EXPECT_THAT(shown(s.definitions(K::virtual_mta, "two"), tree), ElementsAre("6:two"));
    EXPECT_THAT(shown(s.uses(K::virtual_mta, "two"), tree), ElementsAre("2:two", "28:two"));
    EXPECT_THAT(shown(s.mentions(K::virtual_mta_pool, "pool"), tree), ElementsAre("8:pool", "14:pool", "17:POOL"));
    EXPECT_THAT(shown(s.mentions(K::source, "{auth}"), tree), ElementsAre("16:{auth}", "22:{auth}", "24:{auth}"));
    EXPECT_THAT(shown(s.mentions(K::pattern_list, "pl"), tree), ElementsAre("11:pl", "18:pl"));
    EXPECT_THAT(s.undefined(K::pattern_list), ElementsAre("other"));
    EXPECT_THAT(s.undefined(K::address_list), ElementsAre("gone", "more"));
    EXPECT_THAT(s.undefined(K::proxy), ElementsAre("py"));
    EXPECT_THAT(shown(s.uses(K::rewrite_list, "rw"), tree), ElementsAre("4:rw"));
    EXPECT_THAT(shown(s.uses(K::smtp_pattern_list, "spl"), tree), ElementsAre("26:spl"));
    EXPECT_THAT(shown(s.definitions(K::mx_rollup, "big.rollup"), tree), ElementsAre("31:big.rollup"));
    EXPECT_THAT(shown(s.uses(K::mx_rollup, "big.rollup"), tree), ElementsAre("27:big.rollup", "33:big.rollup"));
    EXPECT_THAT(s.names(K::virtual_mta), ElementsAre("One", "two"));
    EXPECT_THAT(s.names(K::smtp_user), ElementsAre("u"));
    EXPECT_TRUE(s.is_defined(K::virtual_mta, "{Default}"));
}

TEST(Symbols, FollowMacrosWithoutTheirDollar) {
    const SyntaxTree tree(
        "domain-macro base a.example, b.example\ndomain-macro all $base, c.example\n<domain *.$all>\n</domain>\nrelay-domain "
        "$base\n");
    const Symbols s = Symbols::of(tree);
    EXPECT_THAT(shown(s.definitions(K::macro, "base"), tree), ElementsAre("1:base"));
    EXPECT_THAT(shown(s.uses(K::macro, "base"), tree), ElementsAre("2:base", "5:base"));
    EXPECT_THAT(shown(s.uses(K::macro, "all"), tree), ElementsAre("3:all"));
    EXPECT_EQ(s.at(0, {5, 13})->name, "base") << "on the dollar";
    EXPECT_EQ(s.at(0, {5, 14})->name, "base");
    EXPECT_EQ(s.at(0, {5, 18})->name, "base") << "at its end";
    EXPECT_FALSE(s.at(0, {5, 3}));
    EXPECT_FALSE(s.at(1, {5, 14}));
    EXPECT_FALSE(s.at(0, {99, 0}));
}

TEST(Symbols, AQueueIsDefinedByTheDomainThatQueueToNames) {
    const SyntaxTree tree(
        "<domain a.example>\nqueue-to Shared/v\n</domain>\n<domain shared>\n</domain>\n<domain b.example>\nqueue-to "
        "\"\"\n</domain>\n");
    const Symbols s = Symbols::of(tree);
    EXPECT_THAT(shown(s.mentions(K::queue, "shared"), tree), ElementsAre("2:Shared", "4:shared"));
    EXPECT_THAT(shown(s.uses(K::virtual_mta, "v"), tree), ElementsAre("2:v"));
    EXPECT_THAT(s.names(K::queue), ElementsAre("shared"));
}

TEST(Symbols, ReachAcrossDocuments) {
    const SyntaxTree main("<source 10/8>\ndefault-virtual-mta a\n</source>\ninclude other.conf\n");
    const SyntaxTree other("<virtual-mta-pool a>\n</virtual-mta-pool>\n");
    const SyntaxTree* const trees[] = {&main, nullptr, &other};
    const Symbols s = Symbols::of(trees);
    ASSERT_EQ(s.definitions(K::virtual_mta_pool, "a").size(), 1u);
    EXPECT_EQ(s.definitions(K::virtual_mta_pool, "a")[0].document, 2u);
    EXPECT_EQ(s.at(0, {2, 20})->kind, K::virtual_mta_pool) << "it is a pool, though a virtual MTA could stand there";
    EXPECT_EQ(s.uses(K::file, "other.conf").size(), 1u);
}

TEST(Symbols, TakeNoNamesFromCommentsUnknownSectionsOrBrokenLines) {
    const SyntaxTree tree("# <virtual-mta a>\n<nobody x>\nvirtual-mta b\n</nobody>\n<virtual-mta c\ndefault-virtual-mta \"d\n");
    EXPECT_THAT(Symbols::of(tree).all(), IsEmpty());
}

TEST(Outline, ShowsSectionsAsTheyAreNested) {
    const SyntaxTree tree(
        "host-name a.example\n<virtual-mta a>\n<domain *>\n</domain>\ninclude b.conf\n<domain "
        "x.example>\n</domain>\n</virtual-mta>\n<dns>\n");
    const std::vector<OutlineItem> items = outline(tree);
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0].title, "virtual-mta a");
    EXPECT_EQ(items[0].line, 2u);
    EXPECT_EQ(items[0].end_line, 8u);
    ASSERT_EQ(items[0].children.size(), 3u);
    EXPECT_EQ(items[0].children[0].title, "domain *");
    EXPECT_EQ(items[0].children[1].title, "include b.conf");
    EXPECT_EQ(items[0].children[2].line, 6u);
    EXPECT_EQ(items[1].title, "dns");
    EXPECT_EQ(items[1].end_line, 9u) << "never closed";
}

TEST(Outline, EndsASectionThatItsParentCloses) {
    const std::vector<OutlineItem> items = outline(SyntaxTree("<virtual-mta a>\n<domain *>\nmax-smtp-out 1\n</virtual-mta>\n"));
    ASSERT_EQ(items.size(), 1u);
    ASSERT_EQ(items[0].children.size(), 1u);
    EXPECT_EQ(items[0].children[0].end_line, 3u);
}

}  // namespace
}  // namespace mailrace::config
