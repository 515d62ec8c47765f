#include "helpers.h"

#include "shared/config/formatter.h"
#include "shared/config/lexer.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> words(std::string_view line) {
    std::vector<std::string> out;
    for (const Word& word : lex_line(line).words) out.push_back(word.text);
    return out;
}

TEST(Lexer, QuotesGroupAndBackslashEscapes) {
    EXPECT_THAT(words("user-string \"a b\" c\\ d \\\"x\\\" \\$y"), ElementsAre("user-string", "a b", "c d", "\"x\"", "$y"));
    EXPECT_THAT(words("command \"C:\\\\Mail\\\\in.exe\""), ElementsAre("command", "C:\\Mail\\in.exe"));
    EXPECT_THAT(words("queue-to \"\""), ElementsAre("queue-to", ""));
}

TEST(Lexer, AHashEndsTheLineEvenInRegexAndPassword) {
    EXPECT_THAT(words("password abc#def"), ElementsAre("password", "abc"));
    EXPECT_EQ(lex_line("password abc#def").comment, 12u);
    EXPECT_THAT(words("/a\\x23b/ other # not this"), ElementsAre("a\\x23b", "other"));
}

TEST(Lexer, RegularExpressionsKeepBlanksAndBackslashes) {
    EXPECT_THAT(words("/mailbox +(is +)?full/ quota-issues"), ElementsAre("mailbox +(is +)?full", "quota-issues"));
    EXPECT_THAT(words("reply /^4\\.7\\.1; http:\\/\\/x/y/ mode=backoff"),
                ElementsAre("reply", "^4\\.7\\.1; http:\\/\\/x/y", "mode=backoff"));
    EXPECT_THAT(words("// other"), ElementsAre("", "other"));
    EXPECT_THAT(words("include /etc/mail/my conf"), ElementsAre("include", "/etc/mail/my", "conf"));
    EXPECT_STREQ(lex_line("/never ends other").error, "the regular expression does not end with /");
    EXPECT_NE(lex_line("a \"b").error, nullptr);
}

TEST(SyntaxTree, KeepsEveryByte) {
    const std::string text = "\xEF\xBB\xBF# c\r\n\r\n  host-name\ta.example # x\r\n<domain *>\n\tmax-smtp-out 1\n</domain>\nlast";
    const SyntaxTree tree(text);
    std::string again(text, 0, 3);
    for (const Line& line : tree.lines()) again += tree.raw(line);
    EXPECT_EQ(again, text);
    EXPECT_EQ(tree.text(), text);
    EXPECT_TRUE(tree.diagnostics().empty());
    ASSERT_EQ(tree.sections().size(), 2u);
    EXPECT_EQ(tree.sections()[1].name, "*");
    EXPECT_EQ(tree.sections()[1].open_line, 4u);
    EXPECT_EQ(tree.sections()[1].close_line, 6u);
}

TEST(SyntaxTree, AnEditLeavesAllOtherBytesAlone) {
    const std::string text = "a 1 # x\r\n  b   2\r\nc 3";
    const SyntaxTree tree(text);
    EXPECT_EQ(tree.with_lines_replaced(2, 2, "b 5\r\n"), "a 1 # x\r\nb 5\r\nc 3");
    EXPECT_EQ(tree.with_lines_replaced(2, 1, "new\r\n"), "a 1 # x\r\nnew\r\n  b   2\r\nc 3");
    EXPECT_EQ(tree.with_lines_replaced(9, 9, "\r\nd 4"), text + "\r\nd 4");
}

TEST(SyntaxTree, GoesOnAfterErrorsSoThatAllAreFound) {
    const LoadResult result = load_of(
        "max-smtp-uot 5\n"                       // 1 unknown
        "total-max-smtp-in many\n"               // 2 bad value
        "<domain *>\n"                           // 3
        "  retry-after soon\n"                   // 4 bad value
        "  <virtual-mta x>\n"                    // 5 wrong place
        "</domain>\n"                            // 6 closes both
        "</source>\n"                            // 7 stray
        "<sauce 0/0>\n  whatever 1\n</sauce>\n"  // 8 unknown section, content skipped
        "user-string \"x\n"                      // 11 quoting
        "host-name ok.example\n"
        "<source 0/0>\n");  // 13 never closed
    EXPECT_FALSE(result.config);
    std::vector<std::pair<std::uint32_t, std::string>> found;
    for (const Diagnostic& d : result.diagnostics)
        if (d.severity == Severity::error) found.emplace_back(d.line, d.code);
    EXPECT_THAT(found,
                ElementsAre(std::pair(1u, "unknown-directive"), std::pair(2u, "bad-value"), std::pair(4u, "bad-value"),
                            std::pair(5u, "wrong-section"), std::pair(6u, "unclosed-section"), std::pair(7u, "stray-close"),
                            std::pair(8u, "unknown-section"), std::pair(11u, "bad-quoting"), std::pair(13u, "unclosed-section")))
        << texts(result.diagnostics);
}

TEST(Diagnostics, SayWhereWhatWasExpectedAndTheNearestName) {
    const LoadResult result = load_of(
        "<domain *>\n    max-smtp-uot 5\n    use-starttls perhaps\n    total-max-smtp-in 5\n</domain>\n<suorce "
        "0/0>\n</suorce>\n");
    ASSERT_EQ(result.diagnostics.size(), 4u) << texts(result.diagnostics);
    EXPECT_EQ(to_text(result.diagnostics[0]),
              "test.conf:2:5: error: there is no directive \"max-smtp-uot\"; did you mean \"max-smtp-out\"?");
    const Diagnostic& value = result.diagnostics[1];
    EXPECT_EQ(value.line, 3u);
    EXPECT_EQ(value.column, 18u);
    EXPECT_EQ(value.length, 7u);
    EXPECT_EQ(value.expected, "yes or no");
    EXPECT_EQ(to_text(result.diagnostics[2]),
              "test.conf:4:5: error: \"total-max-smtp-in\" cannot stand in <domain *>; expected it in the top level");
    EXPECT_EQ(result.diagnostics[3].nearest, "source");
}

TEST(Diagnostics, SayWhyALineHasNoEffect) {
    const LoadResult result =
        load_of("http-mgmt-port 8080\n<domain *>\n dk-sign yes\n dkim-sign yes\n type discard\n</domain>\n");
    ASSERT_TRUE(result.config) << texts(result.diagnostics);
    EXPECT_EQ(count_errors(result.diagnostics), 0u);
    EXPECT_THAT(texts(result.diagnostics), HasSubstr("test.conf:1:1: warning: \"http-mgmt-port\" is not supported: "));
    EXPECT_THAT(texts(result.diagnostics), HasSubstr("test.conf:3:2: warning: \"dk-sign\" is obsolete and ignored: "));
    EXPECT_EQ(result.counts.obsolete, 1u);
    EXPECT_EQ(result.counts.not_supported, 2u);
    EXPECT_EQ(result.counts.honoured + result.counts.different, 1u);
}

TEST(Includes, StandInTheirPlaceWithWildcardsAndRelativePaths) {
    MemoryFileReader files;
    files.put("/etc/mail/main.conf", "include vmta/*.conf\n<domain *>\n include rules\n</domain>\n");
    files.put("/etc/mail/vmta/b.conf", "<virtual-mta b>\n</virtual-mta>\n");
    files.put("/etc/mail/vmta/a.conf", "<virtual-mta a>\n</virtual-mta>\n");
    files.put("/etc/mail/rules", "max-smtp-out 3\n");
    const LoadResult result = load(files, "/etc/mail/main.conf");
    ASSERT_TRUE(result.config) << texts(result.diagnostics);
    EXPECT_TRUE(result.config->virtual_mta("a") && result.config->virtual_mta("b"));
    const auto settings = result.config->domain_settings("x.example", "a");
    EXPECT_EQ(*settings->max_smtp_out, 3u);
    EXPECT_EQ(result.config->where(settings->max_smtp_out.place), "/etc/mail/rules:1");
    EXPECT_EQ(result.documents.size(), 4u);
    EXPECT_EQ(result.documents[0].path, "/etc/mail/main.conf");
}

TEST(Includes, CirclesDepthAndMissingFilesAreErrors) {
    MemoryFileReader files;
    files.put("/a", "include /b\nhost-name ok.example\n");
    files.put("/b", "include /a\n");
    LoadResult result = load(files, "/a");
    ASSERT_TRUE(find(result.diagnostics, "include-circle"));
    EXPECT_EQ(find(result.diagnostics, "include-circle")->file, "/b");
    for (int i = 0; i < 40; ++i) files.put("/d" + std::to_string(i), "include /d" + std::to_string(i + 1) + "\n");
    result = load(files, "/d0");
    EXPECT_TRUE(find(result.diagnostics, "include-depth"));
    result = load(files, "/nowhere");
    EXPECT_THAT(texts(result.diagnostics), HasSubstr("/nowhere: error: there is no file /nowhere"));
    EXPECT_FALSE(result.config);
}

TEST(Formatter, IndentsAndKeepsComments) {
    const SyntaxTree tree("\n\n# top\r\n<domain   *>   # all\n\n\n\tmax-smtp-out\t 5   # five  \n# inside\n </domain>\n\n\n");
    EXPECT_EQ(format(tree), "# top\n<domain *>  # all\n\n    max-smtp-out 5  # five\n    # inside\n</domain>\n");
}

TEST(Formatter, PutsNoBlankBehindALoneBackslash) {
    EXPECT_EQ(format(SyntaxTree("a b\\# c\nd e\\\tf\ng h\\\\# i\n")), "a b\\\t# c\nd e\\\tf\ng h\\\\  # i\n");
}

TEST(Formatter, StrayCarriageReturnsAreBlanks) { EXPECT_EQ(format(SyntaxTree("a b\r\r\n<x\r\r\n")), "a b\n<x\n"); }

TEST(Formatter, KeepsTheMeaningAndIsStable) {
    const std::string awkward =
        "user-strin \"a\n<acct-file |/bin/x  --a >b>\n user-string   \"a  b\" \n</acct-file>\n<domain *>x\n\n   queue-to "
        "\"\"#c\n</domain>\n"
        "<pattern-list p>\n header X-A /a  b/  virtual-mta=v\n</pattern-list>\n/x/ y\n<unclosed\n";
    for (const std::string& text : {std::string(built_in_text()), awkward}) {
        const SyntaxTree before(text);
        const std::string formatted = format(before);
        const SyntaxTree after(formatted);
        EXPECT_EQ(format(after), formatted);
        std::vector<std::string> left, right;
        for (const auto* tree : {&before, &after})
            for (const Line& line : tree->lines()) {
                auto& out = tree == &before ? left : right;
                if (line.kind == LineKind::blank) continue;
                out.push_back(std::to_string(static_cast<int>(line.kind)));
                for (const Word& word : line.words) out.push_back(word.text);
            }
        EXPECT_EQ(left, right);
    }
}

}  // namespace
}  // namespace mailrace::config
