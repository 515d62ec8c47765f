#include "helpers.h"

#include <random>

#include "shared/config/text_diff.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string lines_of(std::string_view letters) {
    std::string out;
    for (const char c : letters) out += std::string(1, c) + '\n';
    return out;
}

/// The second text, made from the first by the edits.
std::string applied(std::string_view before, std::string_view after) {
    const auto a = split_lines(before), b = split_lines(after);
    std::string out;
    std::size_t at = 0;
    for (const LineEdit& edit : diff_lines(before, after)) {
        for (; at < edit.old_first; ++at) out += a[at];
        for (std::size_t i = 0; i < edit.new_count; ++i) out += b[edit.new_first + i];
        at += edit.old_count;
    }
    for (; at < a.size(); ++at) out += a[at];
    return out;
}

std::size_t changed_lines(std::string_view before, std::string_view after) {
    const DiffCounts counts = count_changes(before, after);
    return counts.added + counts.removed;
}

/// By the textbook: the length of the longest common subsequence.
std::size_t common_lines(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            best[i][j] = a[i] == b[j] ? best[i + 1][j + 1] + 1 : std::max(best[i + 1][j], best[i][j + 1]);
    return best[0][0];
}

TEST(TextDiff, FindsTheFewestLinesThatChange) {
    std::mt19937 random(7);
    for (int round = 0; round < 4000; ++round) {
        std::string a, b;
        const auto letters = 2 + random() % 5;
        for (auto n = random() % 24; n > 0; --n) a += static_cast<char>('a' + random() % letters);
        for (auto n = random() % 24; n > 0; --n) b += static_cast<char>('a' + random() % letters);
        const std::string before = lines_of(a), after = lines_of(b);
        ASSERT_EQ(applied(before, after), after) << a << " " << b;
        ASSERT_EQ(changed_lines(before, after), a.size() + b.size() - 2 * common_lines(a, b)) << a << " " << b;
    }
}

TEST(TextDiff, LeavesALineBetweenTwoEdits) {
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        std::string a, b;
        for (auto n = random() % 30; n > 0; --n) a += static_cast<char>('a' + random() % 3);
        for (auto n = random() % 30; n > 0; --n) b += static_cast<char>('a' + random() % 3);
        const auto edits = diff_lines(lines_of(a), lines_of(b));
        for (std::size_t i = 1; i < edits.size(); ++i) {
            ASSERT_GT(edits[i].old_first, edits[i - 1].old_first + edits[i - 1].old_count) << a << " " << b;
            ASSERT_GT(edits[i].new_first, edits[i - 1].new_first + edits[i - 1].new_count) << a << " " << b;
        }
    }
}

TEST(TextDiff, ShowsAnAddedSectionAsOne) {
    const std::string before = "<domain a>\n    max-smtp-out 1\n</domain>\n\n<domain c>\n    max-smtp-out 3\n</domain>\n";
    const std::string after =
        "<domain a>\n    max-smtp-out 1\n</domain>\n\n<domain b>\n    max-smtp-out 2\n</domain>\n\n<domain c>\n    max-smtp-out "
        "3\n</domain>\n";
    EXPECT_THAT(diff_lines(before, after), ElementsAre(LineEdit{4, 0, 4, 4}));
    EXPECT_THAT(diff_lines(after, before), ElementsAre(LineEdit{4, 4, 4, 0}));
}

TEST(TextDiff, WritesUnifiedDiffs) {
    EXPECT_EQ(unified("a\nb\nc\n", "a\nb\nc\n", {"x", "y"}), "");
    EXPECT_EQ(unified("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nE\nf\ng\nh\n", {"x", "y"}),
              "--- x\n+++ y\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
    EXPECT_EQ(unified("", "a\n", {"x", "y"}), "--- x\n+++ y\n@@ -0,0 +1 @@\n+a\n");
    EXPECT_EQ(unified("a\n", "", {"x", "y"}), "--- x\n+++ y\n@@ -1 +0,0 @@\n-a\n");
    EXPECT_EQ(unified("a", "a\n", {"x", "y"}), "--- x\n+++ y\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    EXPECT_EQ(unified("a\r\n", "a\n", {"x", "y"}), "--- x\n+++ y\n@@ -1 +1 @@\n-a\r\n+a\n");
    EXPECT_THAT(hunks(lines_of("abcdefghijklmnop"), lines_of("Xbcdefghijklmnop"), 2), SizeIs(1));
    EXPECT_THAT(hunks(lines_of("abcdefghijklmnop"), lines_of("XbcdefghijklmnoY"), 2), SizeIs(2));
    EXPECT_THAT(hunks(lines_of("abcdefgh"), lines_of("XbcdYfgh"), 2), SizeIs(1));
    const auto all = hunks(lines_of("ab"), lines_of("aXb"));
    ASSERT_THAT(all, SizeIs(1));
    ASSERT_THAT(all[0].lines, SizeIs(3));
    EXPECT_EQ(all[0].lines[1].change, LineChange::added);
    EXPECT_EQ(all[0].lines[1].old_line, 0u);
    EXPECT_EQ(all[0].lines[1].new_line, 2u);
    EXPECT_EQ(all[0].lines[2].old_line, 2u);
    EXPECT_EQ(all[0].lines[2].new_line, 3u);
}

TEST(TextDiff, SaysWhichPartOfALineChanged) {
    const ChangedPart part = changed_part("max-smtp-out 20 # x", "max-smtp-out 5 # x");
    EXPECT_EQ(part.from, 13u);
    EXPECT_EQ(part.old_length, 2u);
    EXPECT_EQ(part.new_length, 1u);
    const ChangedPart umlaut = changed_part("\xC3\xA4", "\xC3\xB6");
    EXPECT_EQ(umlaut.from, 0u) << "characters are not torn";
    EXPECT_EQ(umlaut.old_length, 2u);
    const ChangedPart doubled = changed_part("aa", "aaa");
    EXPECT_EQ(doubled.from + doubled.old_length, 2u);
}

/// No sleep, no time limit: that it comes to an end at all is the promise.
TEST(TextDiff, IsBoundedForLargeTextsThatDifferEverywhere) {
    std::string a, b, c;
    for (int i = 0; i < 50'000; ++i) {
        a += "line " + std::to_string(i) + '\n';
        b += "line " + std::to_string(i % 3 == 0 ? -i : i) + '\n';
        c += i % 2 == 0 ? "x\n" : "y\n";
    }
    EXPECT_EQ(changed_lines(a, b), 2u * (50'000 / 3 + 1) - 2) << "line 0 is the same";
    EXPECT_TRUE(applied(a, c) == c);
    std::string d;
    for (int i = 0; i < 50'000; ++i) d += i * 7 % 3 == 0 ? "x\n" : "y\n";
    EXPECT_TRUE(applied(c, d) == d);
}

TEST(Merge, JoinsChangesOfDifferentLines) {
    const std::string base = "host-name a\n<domain *>\n    max-smtp-out 1\n    max-msg-rate 10/h\n</domain>\n";
    const std::string mine = "host-name a\n<domain *>\n    max-smtp-out 2\n    max-msg-rate 10/h\n</domain>\n";
    const std::string theirs = "host-name a\n<domain *>\n    max-smtp-out 1\n    max-msg-rate 20/h\n</domain>\nlog-file x\n";
    const MergeResult result = merge(base, mine, theirs);
    EXPECT_THAT(result.conflicts, IsEmpty()) << "neighbouring lines are no conflict";
    EXPECT_EQ(result.text, "host-name a\n<domain *>\n    max-smtp-out 2\n    max-msg-rate 20/h\n</domain>\nlog-file x\n");
    EXPECT_EQ(merge(base, base, theirs).text, theirs);
    EXPECT_EQ(merge(base, mine, base).text, mine);
    EXPECT_EQ(merge(base, mine, mine).text, mine);
    EXPECT_THAT(merge(base, mine, mine).conflicts, IsEmpty());
}

TEST(Merge, TellsConflictsWithBothSides) {
    const MergeResult result = merge("a\nb\nc\n", "a\nB1\nB2\nc\n", "a\nbb\nc\nd\n");
    EXPECT_EQ(result.text, "a\nB1\nB2\nc\nd\n") << "mine stands there until somebody chooses";
    ASSERT_THAT(result.conflicts, SizeIs(1));
    EXPECT_EQ(result.conflicts[0].line, 2u);
    EXPECT_EQ(result.conflicts[0].count, 2u);
    EXPECT_EQ(result.conflicts[0].base, "b\n");
    EXPECT_EQ(result.conflicts[0].mine, "B1\nB2\n");
    EXPECT_EQ(result.conflicts[0].theirs, "bb\n");
    ASSERT_THAT(result.parts, SizeIs(3));
    EXPECT_TRUE(result.parts[result.conflicts[0].part].conflict);
}

TEST(Merge, TakesTwoInsertionsAtOnePlaceForAConflictUnlessTheyAreTheSame) {
    EXPECT_THAT(merge("a\nz\n", "a\nb\nz\n", "a\nc\nz\n").conflicts, SizeIs(1));
    EXPECT_THAT(merge("a\nz\n", "a\nb\nz\n", "a\nb\nz\n").conflicts, IsEmpty());
    EXPECT_EQ(merge("a\nz\n", "a\nb\nz\n", "a\nb\nz\n").text, "a\nb\nz\n");
    EXPECT_THAT(merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n").conflicts, SizeIs(1)) << "removed by one, changed by the other";
    EXPECT_THAT(merge("", "a\n", "b\n").conflicts, SizeIs(1));
}

TEST(Merge, OfOneSideIsThatSideAndItsPartsAreItsText) {
    std::mt19937 random(3);
    const auto text = [&] {
        std::string letters;
        for (auto n = random() % 16; n > 0; --n) letters += static_cast<char>('a' + random() % 4);
        return lines_of(letters);
    };
    for (int round = 0; round < 3000; ++round) {
        const std::string base = text(), mine = text(), theirs = text();
        ASSERT_EQ(merge(base, mine, base).text, mine);
        ASSERT_EQ(merge(base, base, theirs).text, theirs);
        ASSERT_EQ(merge(base, mine, mine).text, mine);
        const MergeResult result = merge(base, mine, theirs);
        std::string joined, other;
        for (const MergePart& part : result.parts) joined += part.text;
        ASSERT_EQ(joined, result.text);
        // What the other side would have got is the same merge with the sides changed.
        for (const MergePart& part : result.parts) other += part.conflict ? part.theirs : part.text;
        ASSERT_EQ(other, merge(base, theirs, mine).text);
        for (const MergeConflict& conflict : result.conflicts) {
            const auto lines = split_lines(result.text);
            std::string there;
            for (std::uint32_t i = 0; i < conflict.count; ++i) there += lines[conflict.line - 1 + i];
            ASSERT_EQ(there, conflict.mine);
        }
    }
}

}  // namespace
}  // namespace mailrace::config
