// Configurations with mistakes that people make: each is refused, at the right place, in words that help. One row a mistake.
#include "helpers.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

using ::testing::HasSubstr;

struct Mistake {
    const char* what;
    const char* text;
    std::uint32_t line, column;
    const char* code;
    const char* words;  // part of the message
    const char* help;   // part of what was expected, or the nearest name
};

const Mistake mistakes[] = {
    // names
    {"misspelt directive", "total-max-smpt-out 5\n", 1, 1, "unknown-directive", "no directive \"total-max-smpt-out\"",
     "total-max-smtp-out"},
    {"misspelt directive in a section", "<domain *>\n  bounce-afer 4d\n</domain>\n", 2, 3, "unknown-directive", "bounce-afer",
     "bounce-after"},
    {"underscores", "<domain *>\nmax_smtp_out 5\n</domain>\n", 2, 1, "unknown-directive", "max_smtp_out", "max-smtp-out"},
    {"misspelt in a section without effect", "<smtp-user u>\n pasword x\n</smtp-user>\n", 2, 2, "unknown-directive", "pasword",
     "password"},
    {"another mail server's directive", "smtpd_banner hello\n", 1, 1, "unknown-directive", "smtpd_banner", ""},
    {"misspelt section", "<virtual-mat v>\n</virtual-mat>\n", 1, 2, "unknown-section", "no section <virtual-mat>", "virtual-mta"},
    {"a queue section", "<queue gmail.example/v>\n</queue>\n", 1, 2, "unknown-section", "<queue>", ""},
    {"directive in the wrong section", "<source 0/0>\n max-smtp-out 5\n</source>\n", 2, 2, "wrong-section",
     "cannot stand in <source 0/0>", "<domain>, <virtual-mta>"},
    {"global directive in a section", "<domain *>\n smtp-listener 0/0:25\n</domain>\n", 2, 2, "wrong-section",
     "cannot stand in <domain *>", "the top level"},
    {"domain directive at the top", "retry-after 10m\n", 1, 1, "wrong-section", "cannot stand in the top level", "<domain>"},
    {"section in the wrong place", "<source 0/0>\n<domain *>\n</domain>\n</source>\n", 2, 2, "wrong-section",
     "<domain> cannot stand in <source 0/0>", "the top level"},
    // units
    {"unit that does not exist", "<domain *>\nretry-after 10x\n</domain>\n", 2, 13, "bad-value", "\"10x\"", "10m,30m,1h"},
    {"a month", "<domain *>\nbounce-after 1mo\n</domain>\n", 2, 14, "bad-value", "\"1mo\"", "1d12h"},
    {"units in the wrong order", "<domain *>\nbounce-after 12h4d\n</domain>\n", 2, 14, "bad-value", "\"12h4d\"", "1d12h"},
    {"negative time", "<domain *>\nbounce-after -4d\n</domain>\n", 2, 14, "bad-value", "\"-4d\"", "a time"},
    {"time in words", "<domain *>\nbounce-after 4 days\n</domain>\n", 2, 16, "bad-value", "only one value", "a time"},
    {"rate without a time", "<domain *>\nmax-msg-rate 100\n</domain>\n", 2, 14, "bad-value", "\"100\"", "100/h"},
    {"rate a fortnight", "<domain *>\nmax-msg-rate 100/fortnight\n</domain>\n", 2, 14, "bad-value", "100/fortnight", "83/10m"},
    {"rate in no time at all", "<domain *>\nmax-msg-rate 100/0m\n</domain>\n", 2, 14, "bad-value", "100/0m", "83/10m"},
    {"size with a strange unit", "<source 0/0>\nmax-message-size 10Q\n</source>\n", 2, 18, "bad-value", "\"10Q\"", "50M"},
    {"size with a point", "<source 0/0>\nmax-message-size 1.5M\n</source>\n", 2, 18, "bad-value", "1.5M", "50M"},
    // types
    {"number expected", "total-max-smtp-in many\n", 1, 19, "bad-value", "\"many\"", "a whole number"},
    {"number too large for 64 bits", "total-max-smtp-in 99999999999999999999\n", 1, 19, "bad-value", "99999999999999999999",
     "a whole number"},
    {"number outside its bounds", "<domain *>\ndefault-smtp-port 70000\n</domain>\n", 2, 19, "bad-value", "between 1 and 65535",
     ""},
    {"time outside its bounds", "<domain *>\nconnection-idle-timeout 1h\n</domain>\n", 2, 25, "bad-value", "between 0 and 10m",
     ""},
    {"yes or no expected", "<source 0/0>\nsmtp-service maybe\n</source>\n", 2, 14, "bad-value", "\"maybe\"", "yes or no"},
    {"1 for yes", "<source 0/0>\nsmtp-service 1\n</source>\n", 2, 14, "bad-value", "\"1\"", "yes or no"},
    {"one of the known words", "<domain *>\ntype carrier-pigeon\n</domain>\n", 2, 6, "bad-value", "carrier-pigeon", "smtp, pipe"},
    {"wrong even where it has no effect yet", "<domain *>\nreuse-ssl-session perhaps\n</domain>\n", 2, 19, "bad-value",
     "\"perhaps\"", "yes or no"},
    {"value missing", "<domain *>\nmax-smtp-out\n</domain>\n", 2, 1, "missing-value", "missing", "a whole number"},
    {"value commented out", "<domain *>\nmax-smtp-out # 5\n</domain>\n", 2, 1, "missing-value", "missing", "a whole number"},
    {"one value too many", "host-name a.example b.example\n", 1, 21, "bad-value", "only one value", "a host name"},
    {"no host name", "host-name mail_example!com\n", 1, 11, "bad-value", "mail_example!com", "a host name"},
    {"no address", "smtp-source-host 192.0.2.300 a.example\n", 1, 18, "bad-value", "192.0.2.300", "192.0.2.1"},
    {"prefix too long", "<source 10.0.0.0/33>\n</source>\n", 1, 9, "bad-value", "10.0.0.0/33", "10/8"},
    {"range without its mask", "<source 10.0>\n</source>\n", 1, 9, "bad-value", "\"10.0\"", "10/8"},
    {"malformed IPv6", "<source 2001:db8:::/32>\n</source>\n", 1, 9, "bad-value", "2001:db8:::/32", "2001:db8::/32"},
    {"port that cannot be", "smtp-listener 0.0.0.0:99999\n", 1, 15, "bad-value", "0.0.0.0:99999", "0.0.0.0:25"},
    {"listener without brackets", "smtp-listener ::1:25:25:25:25:25:25:25:25:25\n", 1, 15, "bad-value", "::1:25", "[::1]:2525"},
    {"listener section without a port that can be", "<smtp-listener here>\n</smtp-listener>\n", 1, 16, "bad-value", "\"here\"",
     "0.0.0.0:25"},
    {"malformed hosts", "<domain *>\nsmtp-hosts [10.0.0.1\n</domain>\n", 2, 12, "bad-value", "[10.0.0.1", "h1.example.com"},
    {"domain pattern with a star inside", "<domain mail.*.example>\n</domain>\n", 1, 9, "bad-value", "mail.*.example",
     "*.example.com"},
    {"domain pattern with blanks", "<domain a.example b.example>\n</domain>\n", 1, 9, "bad-value", "a.example b.example",
     "*.example.com"},
    {"record type that does not exist", "<acct-file /x.csv>\nrecords d,z\n</acct-file>\n", 2, 9, "bad-value",
     "\"z\" is not a record type", "d,b,t"},
    {"webhook without an address", "<webhook crm>\nrecords d\n</webhook>\n", 1, 10, "no-url", "no address", "url https"},
    {"webhook over plain http to elsewhere", "<webhook crm>\nurl http://hooks.example.com/x\n</webhook>\n", 2, 5, "bad-value", "use https", "https://host/path"},
    {"webhook with a password in its address", "<webhook crm>\nurl https://u:p@hooks.example.com/x\n</webhook>\n", 2, 5, "bad-value", "authorization",
     "https://host/path"},
    {"webhook given twice", "<webhook crm>\nurl https://a.example/\n</webhook>\n<webhook CRM>\nurl https://a.example/\n</webhook>\n", 4, 10, "duplicate",
     "another <webhook", ""},
    {"batch of nothing", "<webhook crm>\nurl https://a.example/\nbatch-size 0\n</webhook>\n", 3, 12, "bad-value", "1 to 10000", "1 to 10000"},
    {"category that does not exist", "<acct-file /x.csv>\ncategory-filter bad-mailbox,spam\n</acct-file>\n", 2, 17, "bad-value", "\"spam\"", "bad-mailbox"},
    {"accounting file given twice", "<acct-file /x.csv>\n</acct-file>\n<acct-file /x.csv>\n</acct-file>\n", 3, 12, "duplicate", "another <acct-file", ""},
    {"role that does not exist", "control-role user:mail god\n", 1, 24, "bad-value", "\"god\"", "monitor, operator or admin"},
    {"weight of nothing", "<virtual-mta a>\n</virtual-mta>\n<virtual-mta-pool p>\nvirtual-mta a weight=0\n</virtual-mta-pool>\n",
     4, 15, "bad-value", "weight=1 to weight=1000", ""},
    // names that are not defined
    {"unknown virtual MTA in a pool",
     "<virtual-mta mta1>\n</virtual-mta>\n<virtual-mta-pool p>\nvirtual-mta mta1\nvirtual-mta mta2\n</virtual-mta-pool>\n", 5, 13,
     "unknown-name", "no <virtual-mta mta2>", "mta1"},
    {"unknown default virtual MTA", "<source 0/0>\ndefault-virtual-mta nowhere\n</source>\n", 2, 21, "unknown-name",
     "no virtual MTA or pool \"nowhere\"", ""},
    {"unknown pattern list", "<pattern-list routes>\n</pattern-list>\n<source 0/0>\npattern-list rotes\n</source>\n", 4, 14,
     "unknown-name", "no <pattern-list rotes>", "routes"},
    {"unknown SMTP pattern list", "<domain *>\nsmtp-pattern-list blocking\n</domain>\n", 2, 19, "unknown-name",
     "no <smtp-pattern-list blocking>", ""},
    {"unknown source of a listener", "smtp-listener 0/0:25 source={feeders}\n", 1, 29, "unknown-name", "no <source {feeders}>",
     ""},
    {"unknown source of a user", "<source {feeder}>\n</source>\n<smtp-user u>\npassword x\nsource {feeders}\n</smtp-user>\n", 5,
     8, "unknown-name", "no <source {feeders}>", "{feeder}"},
    {"unknown macro", "domain-macro webmail a.example\n<domain $webmial>\n</domain>\n", 2, 9, "unknown-name",
     "no domain-macro \"webmial\"", "webmail"},
    {"unknown macro in a macro", "domain-macro a x.example,$b\n<domain $a>\n</domain>\n", 1, 14, "unknown-name",
     "no domain-macro \"b\"", ""},
    {"unknown rewrite list", "<virtual-mta v>\nrewrite-list senders\n</virtual-mta>\n", 2, 14, "unknown-name",
     "no <rewrite-list senders>", ""},
    {"unknown suppression list",
     "<source 0/0>\nsuppression-lists left,complained\n</source>\n<address-list left>\n</address-list>\n", 2, 24, "unknown-name",
     "no <address-list complained>", ""},
    {"unknown source group", "<source 0/0>\nsource-group web\n</source>\n", 2, 14, "unknown-name", "no <source-group web>", ""},
    {"unknown proxy", "use-proxy p1\n", 1, 11, "unknown-name", "no <proxy p1>", ""},
    {"unknown cold virtual MTA", "<virtual-mta v>\ncold-virtual-mta w\n</virtual-mta>\n", 2, 18, "unknown-name",
     "no <virtual-mta w>", "v"},
    {"unknown virtual MTA of a pattern", "<pattern-list p>\nrcpt-to /@x/ virtual-mta=w\n</pattern-list>\n", 2, 26, "unknown-name",
     "no virtual MTA or pool \"w\"", ""},
    // twice
    {"virtual MTA twice", "<virtual-mta v>\n</virtual-mta>\n<virtual-mta V>\n</virtual-mta>\n", 3, 14, "duplicate",
     "another <virtual-mta V> in line 1", ""},
    {"pool twice",
     "<virtual-mta v>\n</virtual-mta>\n<virtual-mta-pool p>\nvirtual-mta v\n</virtual-mta-pool>\n<virtual-mta-pool "
     "p>\nvirtual-mta v\n</virtual-mta-pool>\n",
     6, 19, "duplicate", "another <virtual-mta-pool p>", ""},
    {"pool and virtual MTA of one name",
     "<virtual-mta v>\n</virtual-mta>\n<virtual-mta-pool v>\nvirtual-mta v\n</virtual-mta-pool>\n", 3, 19, "duplicate",
     "a virtual MTA has the name", ""},
    {"macro twice", "domain-macro a x.example\ndomain-macro a y.example\n", 2, 14, "duplicate", "another macro \"a\"", ""},
    {"listener twice", "smtp-listener 127.0.0.1:25\nsmtp-listener 127.0.0.1:25\n", 2, 15, "duplicate", "already listened on", ""},
    {"user twice", "<smtp-user u>\npassword x\n</smtp-user>\n<smtp-user u>\npassword x\n</smtp-user>\n", 4, 12, "duplicate",
     "another <smtp-user u>", ""},
    {"pattern list twice", "<smtp-pattern-list p>\n</smtp-pattern-list>\n<smtp-pattern-list p>\n</smtp-pattern-list>\n", 3, 20,
     "duplicate", "another <smtp-pattern-list p>", ""},
    // structure
    {"section never closed", "<domain *>\nmax-smtp-out 5\n", 1, 2, "unclosed-section", "never closed", "</domain>"},
    {"closed by another tag", "<virtual-mta v>\n<domain *>\n</virtual-mta>\n", 3, 3, "unclosed-section",
     "comes before <domain> of line 2", "</domain>"},
    {"closed twice", "<domain *>\n</domain>\n</domain>\n", 3, 3, "stray-close", "closes nothing", ""},
    {"tag not complete", "<domain *\nmax-smtp-out 5\n", 1, 1, "bad-section", "not complete", "<tag name>"},
    {"section without its name", "<virtual-mta>\n</virtual-mta>\n", 1, 2, "missing-name", "needs a name", "<virtual-mta news>"},
    {"directive behind a tag", "<domain *> max-smtp-out 5\n</domain>\n", 1, 12, "text-after-section", "nothing may follow",
     "a new line"},
    {"both tags on one line", "<domain *></domain>\n", 1, 11, "text-after-section", "nothing may follow", "a new line"},
    {"quote not closed", "<acct-file /x.csv>\nuser-string \"no end\n</acct-file>\n", 2, 13, "bad-quoting", "does not end with \"",
     ""},
    {"pattern not closed",
     "<smtp-pattern-list p>\nreply /too many mode=backoff\n</smtp-pattern-list>\n<domain *>\nsmtp-pattern-list p\n</domain>\n", 2,
     7, "bad-quoting", "does not end with /", ""},
    {"empty pool", "<virtual-mta-pool p>\n</virtual-mta-pool>\n", 1, 19, "empty-pool", "no virtual MTA", "virtual-mta NAME"},
    {"pool name as a name that cannot be referred to", "<virtual-mta a/b>\n</virtual-mta>\n", 1, 14, "bad-value", "\"a/b\"",
     "without blanks"},
    {"domains of a macro on the next line", "domain-macro webmail\na.example,b.example\n", 1, 1, "missing-value",
     "on the same line", "example.com"},
    {"macro with a name that is none", "domain-macro web-mail a.example\n", 1, 14, "bad-value", "letters, digits and _", ""},
    {"macro that contains itself", "domain-macro a x.example,$b\ndomain-macro b $a\n<domain $a>\n</domain>\n", 2, 14,
     "macro-circle", "contains itself", ""},
    {"virtual MTA in two pools with rules",
     "<virtual-mta v>\n</virtual-mta>\n<virtual-mta-pool p>\nvirtual-mta v\n<domain "
     "*>\n</domain>\n</virtual-mta-pool>\n<virtual-mta-pool q>\nvirtual-mta v\n<domain *>\n</domain>\n</virtual-mta-pool>\n",
     9, 13, "two-pools", "both have <domain> rules", ""},
    {"include without a reader", "include /etc/passwd\n", 1, 9, "include", "cannot be included", ""},
    {"binary file",
     "\x7f"
     "ELF\x02\x01\n",
     1, 1, "unknown-directive", "no directive", ""},
    {"a mail instead of a configuration", "From: a@example.com\nSubject: x\n", 1, 1, "unknown-directive", "From:", ""},
    {"XML instead of a configuration", "<?xml version=\"1.0\"?>\n", 1, 2, "unknown-section", "<?xml>", ""},
};

const Diagnostic* error_at(const LoadResult& result, const Mistake& m) {
    for (const Diagnostic& d : result.diagnostics)
        if (d.code == m.code && d.line == m.line && d.column == m.column) return &d;
    return nullptr;
}

TEST(Mistakes, AreRefusedAtTheirPlaceInWordsThatHelp) {
    for (const Mistake& m : mistakes) {
        SCOPED_TRACE(m.what);
        const LoadResult result = load_of(m.text);
        const Diagnostic* d = error_at(result, m);
        if (!d) {
            ADD_FAILURE() << m.code << " at " << m.line << ':' << m.column << " is not among\n" << texts(result.diagnostics);
            continue;
        }
        const Status lists = find_tag("smtp-pattern-list")->status;  // an entry of a list without effect stops nothing
        const bool warns_only = m.what == std::string("pattern not closed") && lists == Status::not_supported;
        EXPECT_EQ(d->severity, warns_only ? Severity::warning : Severity::error) << texts(result.diagnostics);
        EXPECT_EQ(result.config == nullptr, !warns_only);
        EXPECT_THAT(d->message, HasSubstr(m.words));
        EXPECT_THAT(d->expected + ' ' + d->nearest, HasSubstr(m.help));
        EXPECT_GT(d->length, 0u);
        EXPECT_LE(count_errors(result.diagnostics), 3u) << "one mistake, many errors:\n" << texts(result.diagnostics);
    }
}

/// What may be a slip but can be meant: said, and loaded.
struct Doubt {
    const char* what;
    const char* text;
    std::uint32_t line;
    const char* code;
    Severity severity;
};
const Doubt doubts[] = {
    {"value given twice", "<domain *>\nmax-smtp-out 5\nmax-smtp-out 6\n</domain>\n", 3, "given-twice", Severity::warning},
    {"pattern list used before it is defined", "<source 0/0>\npattern-list p\n</source>\n<pattern-list p>\n</pattern-list>\n", 2,
     "order", Severity::information},
    {"everybody may relay", "<source 0/0>\nalways-allow-relaying yes\n</source>\n", 2, "open-relay", Severity::warning},
    {"everybody may relay, at the top level", "always-allow-relaying yes\n", 1, "open-relay", Severity::warning},
    {"column that nobody knows", "<acct-file /x.csv>\nrecord-fields d rcpt,dsnStaus\n</acct-file>\n", 2, "unknown-column",
     Severity::warning},
    {"domain twice", "<domain a.example>\nmax-smtp-out 5\n</domain>\n<domain A.example>\nmax-smtp-out 6\n</domain>\n", 4,
     "duplicate", Severity::warning},
    {"obsolete directive", "<domain *>\ndk-sign yes\n</domain>\n", 2, "obsolete", Severity::warning},
};

TEST(Doubts, AreSaidAndTheConfigurationLoads) {
    for (const Doubt& m : doubts) {
        SCOPED_TRACE(m.what);
        const LoadResult result = load_of(m.text);
        EXPECT_TRUE(result.config) << texts(result.diagnostics);
        const Diagnostic* found = nullptr;
        for (const Diagnostic& d : result.diagnostics)
            if (d.code == m.code && d.line == m.line) found = &d;
        ASSERT_TRUE(found) << texts(result.diagnostics);
        EXPECT_EQ(found->severity, m.severity);
    }
}

TEST(SameValues, GivenTwiceAreNoDoubt) {
    const LoadResult result = load_of(
        "<domain *>\nmax-smtp-out 5\nmax-smtp-out 5\n</domain>\n<source 127.0.0.1>\nalways-allow-relaying yes\n</source>\n");
    EXPECT_EQ(texts(result.diagnostics), "");
}

}  // namespace
}  // namespace mailrace::config
