// Texts made to hurt: the loader answers each with an error, in bounded time and memory.
#include "helpers.h"

#include <chrono>
#include <iostream>

#include "shared/config/formatter.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::config {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

TEST(HostileText, DeepNestingIsRefused) {
    const LoadResult result = load_of(repeated("<pattern-list>\n", 10'000));
    EXPECT_TRUE(find(result.diagnostics, "too-deep"));
    EXPECT_FALSE(result.config);
    EXPECT_LE(result.diagnostics.size(), 5'000u);
}

TEST(HostileText, HugeLinesAreRefused) {
    const LoadResult result = load_of("host-name " + std::string(1 << 20, 'a') + "\nhost-name b.example\n");
    ASSERT_TRUE(find(result.diagnostics, "line-too-long"));
    EXPECT_EQ(count_errors(result.diagnostics), 1u);
}

TEST(HostileText, ZeroBytesAreRefused) {
    const LoadResult result = load_of(std::string("host-name a\0b\n", 14));
    EXPECT_TRUE(find(result.diagnostics, "not-text"));
}

TEST(HostileText, ManyErrorsKeepABoundedReport) {
    const LoadResult result = load_of(repeated("no-such-thing 1\n", 20'000));
    EXPECT_EQ(result.diagnostics.size(), 5'000u);
    EXPECT_EQ(result.counts.refused, 20'000u);
}

TEST(HostileText, AnErrorIsNotLostBehindThousandsOfWarnings) {
    const LoadResult result = load_of(repeated("http-mgmt-port 1\n", 6'000) + "total-max-smtp-in x\n");
    EXPECT_FALSE(result.config);
    EXPECT_TRUE(find(result.diagnostics, "bad-value"));
}

TEST(HostileText, MillionsOfLinesEnd) {
    const LoadResult result = load_of(std::string(3'000'000, '\n'));
    EXPECT_TRUE(find(result.diagnostics, "too-many-lines"));
}

TEST(HostileText, FilesThatIncludeTwiceEachEnd) {
    MemoryFileReader files;
    for (int i = 0; i < 30; ++i) files.put("/f" + std::to_string(i), repeated("include /f" + std::to_string(i + 1) + "\n", 2));
    files.put("/f30", "\n");
    const LoadResult result = load(files, "/f0");
    EXPECT_FALSE(result.config);
    EXPECT_LE(result.documents.size(), 10'000u);
}

TEST(HostileText, MacrosThatDoubleEachTimeAreExpandedOnce) {
    std::string text = "domain-macro m0 a.example,b.example\n";
    for (int i = 1; i < 40; ++i) {
        const std::string inner = "$m" + std::to_string(i - 1);
        text += "domain-macro m" + std::to_string(i) + ' ' + inner + ',' + inner + '\n';
    }
    const LoadResult result = load_of(text + "<domain $m39>\n max-smtp-out 2\n</domain>\n");
    ASSERT_TRUE(result.config) << texts(result.diagnostics);
    EXPECT_EQ(*result.config->domain_settings("b.example", "{default}")->max_smtp_out, 2u);
}

TEST(HostileText, MacrosInMacrosWithoutEndAreRefused) {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "domain-macro m" + std::to_string(i) + " $m" + std::to_string(i + 1) + '\n';
    const LoadResult result = load_of(text + "domain-macro m200000 a.example\n<domain $m0>\n</domain>\n");
    EXPECT_FALSE(result.config);
    EXPECT_TRUE(find(result.diagnostics, "too-deep"));
    EXPECT_LE(count_errors(result.diagnostics), 2u);
}

TEST(HostileText, MacrosInMacrosOfSensibleDepthAreFine) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += "domain-macro m" + std::to_string(i) + " $m" + std::to_string(i + 1) + '\n';
    const auto config = config_of(text + "domain-macro m50 a.example\n<domain $m0>\nmax-smtp-out 3\n</domain>\n");
    EXPECT_EQ(*config->domain_settings("a.example", "{default}")->max_smtp_out, 3u);
}

TEST(HostileText, MacrosThatMultiplyDomainsAreBounded) {
    std::string text = "domain-macro m a0.example";
    for (int i = 1; i < 3'000; ++i) text += ",a" + std::to_string(i) + ".example";
    text += '\n';
    for (int i = 0; i < 1'000; ++i) text += "<domain p" + std::to_string(i) + ".$m>\n</domain>\n";
    const LoadResult result = load_of(text);
    EXPECT_TRUE(find(result.diagnostics, "too-large"));
}

TEST(HostileText, APatternOfAHundredMegabytesIsOneError) {
    const LoadResult result =
        load_of("<smtp-pattern-list p>\nreply /" + repeated("(a|b)*", 16'000'000) + "/ mode=backoff\n</smtp-pattern-list>\n");
    EXPECT_TRUE(find(result.diagnostics, "line-too-long"));
    EXPECT_EQ(count_errors(result.diagnostics), 1u);
}

TEST(HostileText, AMillionTinyLinesAreRead) {
    const LoadResult result = load_of(repeated("relay-domain a\n", 1'000'000));
    EXPECT_TRUE(result.config);
    EXPECT_EQ(result.counts.honoured, 1'000'000u);
}

TEST(HostileText, AValueGivenHalfAMillionTimesEnds) {
    std::string text = "<domain *>\n";
    for (int i = 0; i < 500'000; ++i) text += "max-smtp-out " + std::to_string(i) + '\n';
    EXPECT_TRUE(find(load_of(text + "</domain>\n").diagnostics, "given-twice"));
}

TEST(HostileText, ManyNamesThatAreNotDefinedEnd) {
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += "<virtual-mta v" + std::to_string(i) + ">\n</virtual-mta>\n<source 0/0>\ndefault-virtual-mta w" +
                std::to_string(i) + "\n</source>\n";
    const LoadResult result = load_of(text);
    EXPECT_EQ(result.counts.refused, 100'000u);
}

TEST(HostileText, ManyDuplicateListenersEnd) {
    const LoadResult result = load_of(repeated("smtp-listener 127.0.0.1:25\n", 3'000));
    EXPECT_TRUE(find(result.diagnostics, "duplicate"));
}

/// A thousand virtual MTAs, 50,000 lines. The time is printed: machines differ, and a test must not fail because one is busy.
TEST(LargeConfiguration, OfFiftyThousandLinesLoads) {
    std::string text;
    for (int i = 0; i < 1'000; ++i) {
        const std::string n = std::to_string(i);
        text += "<virtual-mta vmta" + n + ">\n    smtp-source-host 10.0." + std::to_string(i / 250) + '.' +
                std::to_string(i % 250 + 1) + " out" + n + ".example\n";
        for (int d = 0; d < 4; ++d) {
            text += "    <domain d" + std::to_string(d) + ".example>\n";
            text += repeated("        max-smtp-out 5  # comment\n        retry-after 10m,20m\n        max-msg-rate 100/h\n", 3);
            text += "    </domain>\n";
        }
        text += "    # end\n\n</virtual-mta>\n";
    }
    const auto lines = std::count(text.begin(), text.end(), '\n');
    const auto start = std::chrono::steady_clock::now();
    const LoadResult result = load_of(text);
    const auto loaded = std::chrono::steady_clock::now();
    ASSERT_TRUE(result.config) << texts(result.diagnostics).substr(0, 500);
    std::size_t sum = 0;
    constexpr int lookups = 100'000;
    for (int i = 0; i < lookups; ++i)
        sum += *result.config->domain_settings("d" + std::to_string(i % 5) + ".example", "vmta" + std::to_string(i % 1'000))
                    ->max_smtp_out;
    const auto looked = std::chrono::steady_clock::now();
    EXPECT_EQ(sum, lookups / 5 * (4u * 5 + 20));
    const auto ms = [](auto span) { return std::chrono::duration_cast<std::chrono::milliseconds>(span).count(); };
    std::cout << lines << " lines load in " << ms(loaded - start) << " ms; " << lookups << " lookups take " << ms(looked - loaded)
              << " ms\n";
}

}  // namespace
}  // namespace mailrace::config
