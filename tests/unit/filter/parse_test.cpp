#include <gtest/gtest.h>

#include <map>

#include "shared/filter/completion.h"
#include "shared/filter/filter.h"
#include "shared/filter/lexer.h"
#include "shared/filter/match.h"
#include "shared/filter/predicate.h"
#include "shared/filter/times.h"

namespace mailrace::filter {
namespace {

const WallTime kNow{std::chrono::seconds{1'767'323'045}};  // 2026-01-02 03:04:05

/// A record made of a few texts and numbers.
class Fields final : public Record {
public:
    std::string_view text(FieldId field) const override {
        const auto it = texts.find(field);
        return it == texts.end() ? std::string_view{} : std::string_view(it->second);
    }
    std::int64_t number(FieldId field) const override {
        const auto it = numbers.find(field);
        return it == numbers.end() ? 0 : it->second;
    }
    std::map<FieldId, std::string> texts;
    std::map<FieldId, std::int64_t> numbers;
};

using E = EventField;

Fields gmail_bounce() {
    Fields f;
    f.numbers[id_of(E::type)] = 3;
    f.numbers[id_of(E::code)] = 550;
    f.numbers[id_of(E::status)] = pack_status(5, 7, 1);
    f.numbers[id_of(E::time)] = unix_us(kNow - std::chrono::hours(1));
    f.numbers[id_of(E::size)] = 20'000;
    f.numbers[id_of(E::total_time)] = 1'500'000;
    f.texts[id_of(E::provider)] = "gmail.rollup";
    f.texts[id_of(E::domain)] = "gmail.example";
    f.texts[id_of(E::category)] = "spam-related";
    f.texts[id_of(E::response)] = "550-5.7.1 Our system has Blocked this\r\n550 5.7.1 see (https://help.example/)";
    f.texts[id_of(E::recipient)] = "Ann.Lee@gmail.example";
    f.texts[id_of(E::source)] = "198.51.100.7";
    f.texts[id_of(E::ip)] = "2001:db8::25";
    return f;
}

bool passes(std::string_view text) {
    const Parsed parsed = parse(text, event_fields(), kNow);
    EXPECT_TRUE(parsed.ok()) << text << ": " << (parsed.problems.empty() ? "" : parsed.problems[0].words);
    return parsed.ok() && matches(parsed.filter(), gmail_bounce());
}

TEST(FilterLanguage, what_fits_the_event_passes) {
    for (const char* text : {"", "  ", "type:bounce", "TYPE:Bounce", "type:b", "type:bounce,deferral", "provider:gmail", "provider:gmail.rollup",
                             "type:bounce provider:gmail code:5* category:spam-related since:2h \"blocked\"", "code:550", "code:55*", "code:5xx",
                             "code:500..550", "code>=550", "code:>549", "code:<551", "status:5.7.1", "status:5.7.*", "status:5", "status:5.*",
                             "-type:delivery", "!type:delivery", "NOT type:delivery", "not (type:delivery or type:receipt)", "type!=delivery",
                             "type:delivery OR code:550", "type:delivery | code:550", "(type:delivery || domain:gmail.example) code:550",
                             "source:198.51.100.7", "source:198.51.100.0/24", "source:198.51.100.*", "source:198/8", "ip:2001:db8::/32",
                             "ip:2001:DB8:0:0::25,192.0.2.1/32 OR ip:2001:db8::25", "recipient:ann.lee@GMAIL.example", "recipient:lee",
                             "recipient:*@gmail.example", "rcpt:ann*", "blocked", "\"has blocked\"", "/block(ed|s)/", "response:/5\\.7\\.1 see/",
                             "/https?:\\/\\/help/", "blo*this", "since:2026-01-02", "since:today", "between:2026-01-01..2026-01-02",
                             "time:2026-01-02T02", "until:30m", "until:now", "size:>19k", "size:10k..1m", "total-time:>1s", "took:1s..2s",
                             "job:\"\"", "job:*", "-job:?*", "response:\"\"  OR type:bounce", "type:bounce AND code:550 && blocked",
                             "type: bounce, deferral", "category:spam*", "domain:gmail.exampl?", "- code:1 OR code:550"}) {
        EXPECT_TRUE(passes(text)) << text;
    }
}

TEST(FilterLanguage, what_does_not_fit_stays_out) {
    for (const char* text : {"type:delivery", "-type:bounce", "provider:gma", "provider:gmail.com", "code:4*", "code:551", "status:5.7.2", "status:4",
                             "source:198.51.101.0/24", "source:198.51.100.8", "ip:192.0.2.0/24", "recipient:lee@gmail.example", "since:30m",
                             "until:2h", "\"not there\"", "/^blocked/", "size:<19k", "job:?*", "domain:gmail",
                             "type:bounce code:4* OR type:delivery", "type:bounce (code:4* OR blocked) -spam -5.7.1"}) {
        EXPECT_FALSE(passes(text)) << text;
    }
}

struct Mistake {
    const char* text;
    std::size_t offset;
    std::size_t length;
    const char* words;
};

TEST(FilterLanguage, mistakes_are_told_with_their_place) {
    const Mistake mistakes[] = {
        {"provder:gmail", 0, 7, "did you mean provider"},
        {"type:bounse", 5, 6, "one of receipt, delivery, bounce"},
        {"type:", 0, 5, "value is missing after type"},
        {"type:bounce,", 0, 5, "value is missing"},
        {"type:,bounce", 5, 1, "missing before this comma"},
        {"code:abc", 5, 3, "550, 55* or 5*"},
        {"code:550..500", 5, 8, "ends before it begins"},
        {"blocked (type:bounce", 8, 1, "not closed"},
        {"type:bounce) x", 11, 1, "closes nothing"},
        {"()", 0, 2, "nothing inside"},
        {"\"open", 0, 5, "closing \" is missing"},
        {"/open", 0, 5, "closing / is missing"},
        {"/(/", 0, 3, "pattern cannot be read"},
        {"response:/[/", 9, 3, "pattern cannot be read"},
        {"OR code:5*", 0, 2, "before OR"},
        {"code:5* OR", 8, 2, "after OR"},
        {"code:5* AND", 8, 3, "between two conditions"},
        {"NOT", 0, 3, "after NOT a condition is missing"},
        {"since:tomorrow", 6, 8, "2026-01-02T03:04"},
        {"since:2026-02-30", 6, 10, "2026-01-02T03:04"},
        {"source:300.1.1.1", 7, 9, "198.51.100.0/24"},
        {"source:10.0.0.0/33", 7, 11, "198.51.100.0/24"},
        {"domain:>x", 8, 1, "it cannot be greater"},
        {"type:/x/", 5, 3, "cannot be searched with a pattern"},
        {"size:10x", 5, 3, "10k or 1m"},
        {"status:5.*.1", 7, 5, "5.1.1 or 5.1.*"},
        {"message:ABC", 8, 3, "13 characters"},
        {"http://help.example", 0, 4, "quotes"},
    };
    for (const Mistake& m : mistakes) {
        const Parsed parsed = parse(m.text, event_fields(), kNow);
        ASSERT_FALSE(parsed.ok()) << m.text;
        EXPECT_EQ(parsed.problems[0].offset, m.offset) << m.text;
        EXPECT_EQ(parsed.problems[0].length, m.length) << m.text;
        EXPECT_NE(parsed.problems[0].words.find(m.words), std::string::npos) << m.text << ": " << parsed.problems[0].words;
    }
}

TEST(FilterLanguage, nesting_length_and_number_of_values_are_bounded) {
    EXPECT_FALSE(parse(std::string(2000, '(') + "x" + std::string(2000, ')'), event_fields(), kNow).ok());
    EXPECT_FALSE(parse(std::string(100, '!') + "x", event_fields(), kNow).ok());
    EXPECT_FALSE(parse(std::string(kMaxFilterLength + 1, 'a'), event_fields(), kNow).ok());
    std::string many = "code:1";
    for (std::size_t i = 0; i < kMaxFilterTerms; ++i) many += ",2";
    EXPECT_FALSE(parse(many, event_fields(), kNow).ok());
}

TEST(FilterLanguage, quoted_values_read_back_as_they_were) {
    for (const std::string value : {"plain", "with space", "a\"b", "a\\b", "star*", "", "a,b", "(x)", "1..2", "/re/", "\\", "<x>", "-x", "!x"}) {
        const Parsed parsed = parse("job:" + quote_value(value), event_fields(), kNow);
        ASSERT_TRUE(parsed.ok()) << value;
        Fields f;
        f.texts[id_of(E::job)] = value;
        EXPECT_TRUE(matches(parsed.filter(), f)) << value;
        f.texts[id_of(E::job)] = value + "x";
        EXPECT_FALSE(matches(parsed.filter(), f)) << value;
    }
}

TEST(FilterLanguage, time_range_that_every_match_needs_is_found) {
    const auto range = required_range(parse("type:bounce since:2h until:1h", event_fields(), kNow).filter(), id_of(E::time));
    EXPECT_EQ(range.from, unix_us(kNow - std::chrono::hours(2)));
    EXPECT_EQ(range.to, unix_us(kNow - std::chrono::hours(1)));
    const auto open = required_range(parse("type:bounce OR since:2h", event_fields(), kNow).filter(), id_of(E::time));
    EXPECT_EQ(open.from, INT64_MIN);
}

TEST(FilterLanguage, queues_have_their_own_fields) {
    const Parsed parsed = parse("mode:backoff depth:>1000 domain:gmail.example oldest:<2h", queue_fields(), kNow);
    ASSERT_TRUE(parsed.ok()) << parsed.problems[0].words;
    Fields f;
    f.texts[id_of(QueueField::mode)] = "backoff";
    f.texts[id_of(QueueField::domain)] = "gmail.example";
    f.numbers[id_of(QueueField::depth)] = 1001;
    f.numbers[id_of(QueueField::oldest)] = unix_us(kNow - std::chrono::hours(3));
    EXPECT_TRUE(matches(parsed.filter(), f));
    f.numbers[id_of(QueueField::depth)] = 1000;
    EXPECT_FALSE(matches(parsed.filter(), f));
}

TEST(FilterLexer, tokens_carry_their_place) {
    const std::string text = "-type:bounce,deferral (\"a b\" OR /x\\/y/) depth>=5";
    const auto tokens = lex(text);
    std::vector<std::pair<TokenKind, std::string>> got;
    for (const Token& t : tokens) got.emplace_back(t.kind, text.substr(t.offset, t.length));
    using K = TokenKind;
    const std::vector<std::pair<TokenKind, std::string>> expected = {
        {K::keyword, "-"}, {K::field, "type"}, {K::operator_, ":"}, {K::value, "bounce"}, {K::comma, ","}, {K::value, "deferral"},
        {K::open, "("}, {K::string, "\"a b\""}, {K::keyword, "OR"}, {K::regex, "/x\\/y/"}, {K::close, ")"}, {K::field, "depth"},
        {K::operator_, ">="}, {K::value, "5"}};
    EXPECT_EQ(got, expected);
    EXPECT_EQ(unquote("/x\\/y\\./"), "x/y\\.");
    EXPECT_EQ(unquote("\"a\\\"b\\\\c\""), "a\"b\\c");
}

TEST(FilterLexer, highlight_marks_what_is_wrong) {
    const auto tokens = highlight("provder:gmail code:5*", event_fields());
    ASSERT_EQ(tokens.size(), 6u);
    EXPECT_EQ(tokens[0].kind, TokenKind::error);
    EXPECT_EQ(tokens[3].kind, TokenKind::field);
    EXPECT_EQ(tokens[5].kind, TokenKind::value);
}

std::vector<std::string> offered(std::string_view text) {
    std::vector<std::string> out;
    for (const Candidate& c : complete(text, text.size(), event_fields()).candidates) out.push_back(c.text);
    return out;
}

TEST(FilterCompletion, offers_fields_values_and_keywords) {
    EXPECT_EQ(offered("prov"), std::vector<std::string>{"provider:"});
    EXPECT_EQ(offered("code:5* -prov"), std::vector<std::string>{"provider:"});
    EXPECT_EQ(offered("rcp"), std::vector<std::string>{"recipient:"});
    EXPECT_EQ(offered("category:spam"), std::vector<std::string>{"spam-related"});
    EXPECT_EQ(offered("type:bounce,del"), (std::vector<std::string>{"delivery", "delivered"}));
    EXPECT_EQ(offered("type:").size(), 13u);
    EXPECT_EQ(offered("type:bounce o").front(), "orcpt:");
    EXPECT_GT(offered("").size(), 30u);
    EXPECT_TRUE(offered("\"prov").empty());
    const Completion c = complete("type:bou provider:x", 8, event_fields());
    EXPECT_EQ(c.offset, 5u);
    EXPECT_EQ(c.length, 3u);
    ASSERT_NE(c.field, nullptr);
    EXPECT_EQ(c.field->name, "type");
}

TEST(FilterTimes, durations_and_times_are_read) {
    EXPECT_EQ(read_duration("1h30m"), 5'400'000'000);
    EXPECT_EQ(read_duration("200ms"), 200'000);
    EXPECT_EQ(read_duration("5min"), 300'000'000);
    EXPECT_FALSE(read_duration("5"));
    EXPECT_FALSE(read_duration("99999999999999999999d"));
    const auto day = read_time("2026-01-02", kNow);
    ASSERT_TRUE(day);
    EXPECT_EQ(day->last - day->first + 1, 86'400'000'000);
    const auto clock = read_time("02:30", kNow);
    ASSERT_TRUE(clock);
    EXPECT_EQ(clock->first, unix_us(kNow) - 34 * 60'000'000LL - 5'000'000);
    EXPECT_FALSE(read_time("2026-13-01", kNow));
    EXPECT_FALSE(read_time("24:00", kNow));
}

TEST(FilterMatch, comparisons) {
    EXPECT_TRUE(glob_nocase("mail.Example.com", "*.example.*"));
    EXPECT_FALSE(glob_nocase("example.com", "*.example.*"));
    EXPECT_TRUE(glob_nocase("", "*"));
    EXPECT_TRUE(contains_nocase("xABCx", "abc"));
    EXPECT_FALSE(contains_nocase("ab", "abc"));
    for (const char* good : {"::", "::1", "1::", "fe80::1:2", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "192.0.2.1", "1:2:3:4:5:6:192.0.2.1"})
        EXPECT_TRUE(parse_ip(good)) << good;
    for (const char* bad : {"", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "1.2.3", "1.2.3.256", "::1.2.3", "g::", "1:"})
        EXPECT_FALSE(parse_ip(bad)) << bad;
    EXPECT_EQ(*parse_ip("::ffff:192.0.2.1"), *parse_ip("192.0.2.1"));
}

}  // namespace
}  // namespace mailrace::filter
