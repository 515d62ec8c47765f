#include "helpers.h"

#include "shared/config/assist.h"
#include "shared/config/ranking.h"

namespace mailrace::config {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// A text with the cursor at '|'.
struct Edited {
    std::string text;
    Position cursor;
};
Edited edited(std::string text) {
    const std::size_t at = text.find('|');
    text.erase(at, 1);
    const std::size_t line_start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const auto line = static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n') + 1);
    return {std::move(text), {line, static_cast<std::uint32_t>(at - line_start)}};
}

constexpr const char* names_around =
    "<virtual-mta news>\n</virtual-mta>\n<virtual-mta News-2>\n</virtual-mta>\n<virtual-mta other>\n</virtual-mta>\n"
    "<virtual-mta-pool all>\nvirtual-mta news\nvirtual-mta other\n</virtual-mta-pool>\n"
    "<source {auth}>\n</source>\n<source inside>\n</source>\n<source 10/8>\n</source>\n"
    "<pattern-list first>\n</pattern-list>\n<smtp-pattern-list blocks>\n</smtp-pattern-list>\n"
    "<address-list gone>\n</address-list>\n<mx-rollup-list>\nmx *.mx.big.example big.rollup\n</mx-rollup-list>\n"
    "domain-macro freemail a.example,b.example\n";

/// Both ways of completing, which must agree; names come from the document itself.
CompletionList completed(const std::string& marked) {
    const Edited e = edited(names_around + marked);
    const SyntaxTree tree(e.text);
    const Symbols symbols = Symbols::of(tree);
    const CompletionList list = complete(tree, e.cursor, symbols);
    const CompletionList again = complete(std::string_view(e.text), e.cursor, symbols);
    EXPECT_EQ(list.items.size(), again.items.size()) << marked;
    return list;
}
std::vector<std::string> inserts(const std::string& marked) {
    std::vector<std::string> out;
    for (const Completion& c : completed(marked).items) out.push_back(c.insert);
    return out;
}
/// The line after the first proposal, or the one of that label, was taken.
std::string taken(const std::string& marked, const std::string& label = {}) {
    const Edited e = edited(marked);
    const CompletionList list = completed(marked);
    for (const Completion& c : list.items) {
        if (!label.empty() && c.label != label) continue;
        std::string line = e.text.substr(e.text.rfind('\n') == std::string::npos ? 0 : e.text.rfind('\n') + 1);
        return line.replace(list.from, list.to - list.from, c.insert);
    }
    return "nothing";
}

TEST(Completion, KnowsTheSectionThatTheCursorStandsIn) {
    EXPECT_EQ(taken("total-max-smtp-o|"), "total-max-smtp-out ");
    EXPECT_THAT(inserts("<domain *>\ntotal-max-smtp-o|"), IsEmpty());
    EXPECT_EQ(taken("<domain *>\n  max-smtp-o|"), "  max-smtp-out ");
    EXPECT_EQ(taken("<virtual-mta a>\n<domain x.example>\n retry-a|"), " retry-after ");
    EXPECT_THAT(inserts("<virtual-mta a>\n<domain x.example>\n</domain>\n retry-a|"), IsEmpty());
    EXPECT_EQ(taken("<virtual-mta a>\n<domain x.example>\n</domain>\nsmtp-source-h|"), "smtp-source-host ");
    EXPECT_THAT(inserts("<nobody-knows x>\nmax|"), IsEmpty());
}

TEST(Completion, WorksInTheMiddleOfALineAndOfAnUnfinishedOne) {
    EXPECT_EQ(taken("<domain *>\n  max-sm|tp 20"), "  max-smtp-out 20");
    EXPECT_EQ(taken("<domain *>\nuse-starttls y|"), "use-starttls yes");
    EXPECT_EQ(taken("<domain *>\nuse-starttls n|o # why"), "use-starttls no # why");
    EXPECT_THAT(inserts("<domain *>\n# max-smtp|"), IsEmpty());
    EXPECT_THAT(inserts("<domain *>\nmax-smtp-out 2 # max|"), IsEmpty());
    EXPECT_THAT(inserts("<domain *>\nbcc-upon-delivery \"unfinished y|"), IsEmpty());
}

TEST(Completion, PutsPrefixesBeforeInitialsBeforeOtherMatches) {
    EXPECT_EQ(fit("max-smtp-out", "max-smtp-out"), Fit::whole);
    EXPECT_EQ(fit("Max-SMTP-out", "max-s"), Fit::prefix);
    EXPECT_EQ(fit("max-smtp-out", "mso"), Fit::initials);
    EXPECT_EQ(fit("max-smtp-out", "ma-smt"), Fit::initials);
    EXPECT_EQ(fit("backoff-max-smtp-out", "ax-smtp"), Fit::inside);
    EXPECT_EQ(fit("max-smtp-out", "xsu"), Fit::subsequence);
    EXPECT_EQ(fit("max-smtp-out", "xyz"), std::nullopt);
    const auto list = inserts("<domain *>\nmax-smtp-|");
    ASSERT_FALSE(list.empty());
    EXPECT_EQ(list.front(), "max-smtp-out ");
    EXPECT_THAT(list, Contains("backoff-max-smtp-out "));
    EXPECT_EQ(taken("<domain *>\nbmso|"), "backoff-max-smtp-out ");
}

TEST(Completion, CarriesHelpDefaultAndStatusAndPutsWhatHasNoEffectLast) {
    const CompletionList list = completed("<domain *>\n|");
    ASSERT_GT(list.items.size(), 100u);
    bool seen_without_effect = false;
    for (const Completion& c : list.items) {
        if (c.kind != CompletionKind::directive) continue;
        const bool effect = c.status == Status::honoured || c.status == Status::honoured_with_difference;
        EXPECT_FALSE(effect && seen_without_effect) << c.label;
        seen_without_effect |= !effect;
        EXPECT_FALSE(c.help.empty()) << c.label;
        EXPECT_FALSE(c.detail.empty()) << c.label;
    }
    EXPECT_TRUE(seen_without_effect);
    const CompletionList old = completed("<domain *>\npix-bug|");
    ASSERT_THAT(old.items, SizeIs(1));
    EXPECT_EQ(old.items[0].status, Status::obsolete);
    EXPECT_THAT(old.items[0].help, HasSubstr("obsolete: "));
    EXPECT_THAT(completed("<domain *>\nmax-smtp-out|").items[0].detail, HasSubstr("default 20"));
}

TEST(Completion, OffersTheTagsOfTheSectionAndTheRightClosingTag) {
    EXPECT_EQ(taken("<virtual-mta-p|"), "<virtual-mta-pool ");
    EXPECT_EQ(taken("<dn|"), "<dns>");
    EXPECT_EQ(taken("<dom| *>"), "<domain *>");
    EXPECT_EQ(taken("<virtual-mta a>\n  <|"), "  <domain ");
    EXPECT_THAT(inserts("<virtual-mta a>\n<|"), ElementsAre("domain ", "/virtual-mta>"));
    EXPECT_THAT(inserts("<virtual-mta a>\n<domain *>\n</|"), ElementsAre("domain>", "virtual-mta>"));
    EXPECT_EQ(taken("<virtual-mta a>\n<domain *>\n</do|main>"), "</domain>");
    EXPECT_THAT(inserts("</|"), IsEmpty());
    EXPECT_THAT(inserts("<virtual-mta a>\n|"), Contains("</virtual-mta>"));
    EXPECT_THAT(inserts("<domain *> |"), IsEmpty());
}

TEST(Completion, OffersChoicesBooleansAndTheDefault) {
    EXPECT_THAT(inserts("<domain *>\nuse-starttls |"), ElementsAre("yes", "no", "\"\""));
    EXPECT_EQ(completed("<domain *>\nuse-starttls |").items[0].detail, "default");
    EXPECT_EQ(taken("<domain *>\ntype dis|"), "type discard");
    EXPECT_EQ(taken("<source 10/8>\nadd-date-header ov|"), "add-date-header override");
    EXPECT_EQ(taken("<source 10/8>\nadd-date-header tr|"), "add-date-header true");
    EXPECT_EQ(taken("control-role user:x op|"), "control-role user:x operator");
    EXPECT_THAT(inserts("<domain *>\ndefault-smtp-port |"), ElementsAre("25", "\"\""));
    EXPECT_THAT(inserts("total-max-smtp-in |"), ElementsAre("100"));
}

TEST(Completion, OffersUnitsAndSaysWhatTheyComeTo) {
    EXPECT_THAT(inserts("<domain *>\nbounce-after 4|"), ElementsAre("4d12h", "4m", "4h", "4d", "4s", "4w"));
    EXPECT_THAT(inserts("<domain *>\nbounce-after 1d12|"), ElementsAre("1d12m", "1d12h", "1d12s"));
    EXPECT_EQ(taken("<domain *>\nretry-after 10m,3|", "3m"), "retry-after 10m,3m");
    EXPECT_EQ(taken("<domain *>\nmax-msg-rate 100|"), "max-msg-rate 100/h");
    EXPECT_THAT(inserts("<domain *>\nmax-msg-rate 100/|"), ElementsAre("100/h", "100/m", "100/s", "100/d", "100/10m"));
    EXPECT_EQ(completed("<domain *>\nmax-msg-rate 100|").items[0].detail, "100 an hour, one each 36 s");
    EXPECT_THAT(inserts("<source 0/0>\nmax-message-size 5|"), ElementsAre("5M", "5k", "5G", "5T"));
    EXPECT_THAT(inserts("<domain *>\nmax-data-volume-rate 5|"), Contains("5M/s"));
}

TEST(Completion, OffersTheNamesThatADirectiveRefersTo) {
    EXPECT_THAT(inserts("<virtual-mta-pool p>\nvirtual-mta n|"), ElementsAre("News-2", "news"));
    EXPECT_EQ(taken("<virtual-mta-pool p>\nvirtual-mta news w|"), "virtual-mta news weight=1");
    EXPECT_THAT(inserts("<source 10/8>\ndefault-virtual-mta |"),
                ElementsAre("News-2", "news", "other", "all", "{default}", "\"\""));
    EXPECT_THAT(inserts("<source 10/8>\npattern-list |"), ElementsAre("first", "\"\""));
    EXPECT_THAT(inserts("<source 10/8>\nsuppression-lists gone,g|"), ElementsAre("gone"));
    EXPECT_THAT(inserts("<smtp-user u>\nsource |"), ElementsAre("inside", "{auth}"));
    EXPECT_EQ(taken("smtp-listener 0.0.0.0:25 s|", "inside"), "smtp-listener 0.0.0.0:25 source=inside");
    EXPECT_EQ(taken("smtp-listener 0.0.0.0:25 source=ins|"), "smtp-listener 0.0.0.0:25 source=inside");
    EXPECT_THAT(inserts("<domain *>\nsmtp-pattern-list |"), ElementsAre("blocks", "\"\""));
    EXPECT_EQ(taken("<domain *>\nqueue-to b|"), "queue-to big.rollup");
    EXPECT_EQ(taken("domain-macro more c.example,$f|"), "domain-macro more c.example,$freemail");
}

TEST(Completion, KnowsTheEntriesOfPatternSections) {
    EXPECT_EQ(taken("<pattern-list p>\nmail-from /x/ virtual-mta=ne|", "news"), "mail-from /x/ virtual-mta=news");
    EXPECT_EQ(taken("<pattern-list p>\nheader Subject /a b/ al|"), "header Subject /a b/ virtual-mta=all");
    EXPECT_EQ(taken("<pattern-list p>\n* call|", "first"), "* call-to:first");
    EXPECT_THAT(inserts("<pattern-list p>\nmail-from /vir|"), IsEmpty());
    EXPECT_EQ(taken("<bounce-category-patterns>\n/full/ quo|"), "/full/ quota-issues");
    EXPECT_EQ(taken("<smtp-pattern-list l>\nreply /421/ mode|"), "reply /421/ mode=backoff");
    EXPECT_EQ(taken("<mx-rollup-list>\nmx *.other.example b|"), "mx *.other.example big.rollup");
}

TEST(Completion, KnowsRecordTypesAndColumns) {
    EXPECT_THAT(inserts("<acct-file a.csv>\nrecords d,t|"), ElementsAre("t", "tq"));
    EXPECT_EQ(taken("<acct-file a.csv>\nrecord-fields b bounceC|"), "record-fields b bounceCat");
    EXPECT_THAT(inserts("<acct-file a.csv>\nrecord-fields b dlvSi|"), Not(Contains("dlvSize")));
    EXPECT_EQ(taken("<acct-file a.csv>\nrecord-fields delivery *,!dlvS|", "!dlvSize"), "record-fields delivery *,!dlvSize");
}

TEST(Completion, OffersNamesForSectionsThatAreUsedAndNotYetDefined) {
    EXPECT_EQ(taken("<domain *>\nsmtp-pattern-list missing\n</domain>\n<smtp-pattern-list |"), "<smtp-pattern-list missing>");
    EXPECT_EQ(taken("<domain *.$|"), "<domain *.$freemail>");
    EXPECT_THAT(inserts("<domain |"), Contains("big.rollup>"));
    EXPECT_EQ(taken("<domain big|>"), "<domain big.rollup>");
    EXPECT_THAT(inserts("<domain *>\nqueue-to o|wn"), Not(Contains("own"))) << "the name being typed is no proposal";
    EXPECT_EQ(taken("<source {a|"), "<source {auth}>");
}

TEST(Completion, NeverOffersMoreThanItsBound) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "<virtual-mta v" + std::to_string(i) + ">\n</virtual-mta>\n";
    text += "<virtual-mta-pool p>\nvirtual-mta ";
    const SyntaxTree tree(text);
    const CompletionList list = complete(tree, {6002, 12}, Symbols::of(tree));
    EXPECT_THAT(list.items, SizeIs(max_completions));
    EXPECT_EQ(list.items[0].insert, "v0");
}

std::string hovered(const std::string& marked) {
    const Edited e = edited(marked);
    const SyntaxTree tree(e.text);
    const Symbols symbols = Symbols::of(tree);
    const auto found = hover(tree, e.cursor, &symbols);
    return found ? found->title : "nothing";
}

TEST(HoverHelp, ExplainsDirectivesAndTags) {
    const Edited e = edited("<domain *>\n  max-s|mtp-out 5\n</domain>\n");
    const auto found = hover(SyntaxTree(e.text), e.cursor);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, "max-smtp-out");
    EXPECT_EQ(found->default_text, "20");
    EXPECT_EQ(found->status, "honoured");
    EXPECT_EQ(found->type, "a whole number");
    EXPECT_EQ(found->scopes, "<domain>");
    EXPECT_EQ(found->line, 2u);
    EXPECT_EQ(found->column, 2u);
    EXPECT_EQ(found->length, 12u);
    EXPECT_EQ(hovered("<dom|ain *>\n"), "<domain>");
    EXPECT_EQ(hovered("<domain *>\n</dom|ain>\n"), "<domain>");
    EXPECT_EQ(hovered("max-s|mtp-out 4\n"), "max-smtp-out") << "also where it does not belong";
    EXPECT_EQ(hovered("nobody-k|nows 4\n"), "nothing");
    EXPECT_EQ(hovered("host-name a.example # com|ment\n"), "nothing");
}

TEST(HoverHelp, SaysWhatAValueComesTo) {
    EXPECT_EQ(hovered("<domain *>\nmax-msg-rate 83/1|0m\n"), "83/10m = 498 an hour, one each 7.2 s");
    EXPECT_EQ(hovered("<domain *>\nbounce-after 4d|12h\n"), "4d12h = 4 days 12 hours");
    EXPECT_EQ(hovered("<domain *>\nretry-after 10m,9|0\n"), "90 = 1 minute 30 seconds");
    EXPECT_EQ(hovered("<source 10/|8>\n"), "10/8 = 10.0.0.0 to 10.255.255.255");
    EXPECT_EQ(hovered("<source 0/0>\nmax-message-size 1|0M\n"), "10M = 10,485,760 bytes");
    EXPECT_EQ(hovered("<domain *>\nmax-data-volume-rate 10M|/m\n"), "10M/m = 175 kB a second");
    EXPECT_EQ(hovered("<domain [*.]a.exa|mple>\n"), "[*.]a.example = a.example and every domain below it");
    EXPECT_EQ(hovered("<domain *>\nsource-ip-max-msg-rate 192.0.2/24 50/m|\n"), "50/m = 3,000 an hour, one each 1.2 s");
    EXPECT_EQ(hovered("<domain *>\nmax-msg-rate 18446744073709551615/s|\n"),
              "18446744073709551615/s = very many a second, one each 0 µs");
    EXPECT_EQ(hovered("<domain *>\nmax-msg-rate 1/100|d\n"), "1/100d = 0 a day, one each 100 days");
}

TEST(HoverHelp, SaysWhereANameIsDefined) {
    const Edited e = edited("<virtual-mta a>\n</virtual-mta>\n<source 10/8>\ndefault-virtual-mta |a\n</source>\n");
    const SyntaxTree tree(e.text);
    const Symbols symbols = Symbols::of(tree);
    const auto found = hover(tree, e.cursor, &symbols);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, "virtual MTA a");
    EXPECT_EQ(found->note, "defined in line 1, used 1 time");
    EXPECT_THAT(found->definitions, SizeIs(1));
    EXPECT_EQ(hover(tree, {1, 14}, &symbols)->note, "defined here, used 1 time");
}

/// 50,000 lines: a thousand virtual MTAs with rules of their own.
std::string large_file() {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        const std::string n = std::to_string(i);
        text += "<virtual-mta vmta" + n + ">\n    smtp-source-host 10.0.0.1 out" + n + ".example.com\n";
        for (int j = 0; j < 15; ++j) {
            text += "    <domain d" + std::to_string(j) + "-" + n + ".example>\n        max-smtp-out " + std::to_string(j) +
                    "\n    </domain>\n";
        }
        text += "    cold-virtual-mta vmta0\n</virtual-mta>\n\n";
    }
    return text;
}

TEST(Completion, PrintsWhatItTakesInALargeFile) {
    using Clock = std::chrono::steady_clock;
    const auto ms = [](auto span) { return std::chrono::duration<double, std::milli>(span).count(); };
    const SyntaxTree tree(large_file());
    const auto start = Clock::now();
    const Symbols symbols = Symbols::of(tree);
    const auto listed = Clock::now();
    const Position middle{49'000, 6};
    const auto by_tree = complete(tree, middle, symbols);
    const auto completed = Clock::now();
    const auto by_text = complete(std::string_view(tree.text()), middle, symbols);
    const auto again = Clock::now();
    hover(tree, middle, &symbols);
    const auto hovered = Clock::now();
    std::cout << tree.lines().size() << " lines: symbols " << ms(listed - start) << " ms, completion " << ms(completed - listed)
              << " ms, from the bare text " << ms(again - completed) << " ms, hover " << ms(hovered - again) << " ms\n";
    EXPECT_EQ(by_tree.items.size(), by_text.items.size());
    EXPECT_EQ(symbols.names(SymbolKind::virtual_mta).size(), 1000u);
    EXPECT_EQ(symbols.uses(SymbolKind::virtual_mta, "vmta0").size(), 1000u);
}

}  // namespace
}  // namespace mailrace::config
