#include "shared/config/import.h"

#include "helpers.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

ImportResult imported(std::string text, std::map<std::string, std::string> more = {}) {
    MemoryFileReader files(std::move(more));
    files.put("/etc/pmta/config", std::move(text));
    ImportResult result = import_powermta(files, "/etc/pmta/config");
    EXPECT_TRUE(result.loaded.config) << texts(result.loaded.diagnostics)
                                      << (result.documents.empty() ? "" : result.documents[0].text);
    return result;
}

/// The main file without its first line, which says where it came from.
std::string main_of(const ImportResult& result) {
    const std::string& text = result.documents.at(0).text;
    return text.substr(text.find('\n') + 1);
}

std::string report_of(const ImportResult& result) {
    std::string out;
    for (const ImportNote& n : result.report)
        out += n.file + ':' + std::to_string(n.line) + ' ' + std::string(to_string(n.kind)) + ": " + n.message + '\n';
    return out;
}

TEST(Import, PathsAreOurs) {
    const ImportResult result = imported(
        "log-file /var/log/pmta/log   # rotated\n<spool /var/spool/pmta>\n</spool>\n<acct-file /var/log/pmta/acct.csv>\n  "
        "move-to "
        "/var/log/pmta/done\n</acct-file>\nsmtp-server-tls-certificate /etc/pmta/mail.pem\ndomain-key "
        "s1,example.com,/etc/pmta/keys/example.pem\n");
    EXPECT_EQ(main_of(result),
              "log-file /var/log/mailrace/log   # rotated\n<spool /var/spool/mailrace>\n</spool>\n<acct-file "
              "/var/log/mailrace/acct.csv>\n"
              "  move-to /var/log/mailrace/done\n</acct-file>\nsmtp-server-tls-certificate /etc/mailrace/mail.pem\ndomain-key "
              "s1,example.com,/etc/mailrace/keys/example.pem\n");
    EXPECT_THAT(report_of(result), HasSubstr("/etc/pmta/config:7 human: copy /etc/pmta/mail.pem to /etc/mailrace/mail.pem\n"));
    EXPECT_THAT(report_of(result),
                HasSubstr("/etc/pmta/config:8 human: copy /etc/pmta/keys/example.pem to /etc/mailrace/keys/example.pem\n"));
    EXPECT_THAT(report_of(result), HasSubstr("/etc/pmta/config:2 human: mail that waits in /var/spool/pmta is not taken over"));
}

TEST(Import, DeprecatedFormsAreWrittenAsToday) {
    const ImportResult result = imported(
        "smtp-ip 192.0.2.1\nsmtp-ip 2001:db8::1\nsmtp-port 2525\nspool /var/spool/pmta\nspool-min-free-space 5M\n"
        "smtp-source-ip 192.0.2.9 host-name out.example.com\n"
        "<domain *>\n  route a.example,b.example\n  max-msg-per-hour 500   # gently\n  backoff-max-msg-per-hour 0\n  "
        "max-smtp-out-per-source-ip 3\n</domain>\n<source 0/0>\n  deliver-local-dsn no\n</source>\n");
    EXPECT_EQ(main_of(result),
              "smtp-listener 192.0.2.1:2525\nsmtp-listener [2001:db8::1]:2525\n"
              "# smtp-ip 2001:db8::1  (smtp-listener says it now)\n# smtp-port 2525  (smtp-listener says it now)\n"
              "<spool /var/spool/mailrace>\n    min-free-space 5M\n</spool>\n"
              "# spool-min-free-space 5M  (min-free-space in <spool> says it now)\n"
              "smtp-source-host 192.0.2.9 out.example.com\n"
              "<domain *>\n  smtp-hosts a.example,b.example\n  max-msg-rate 500/h  # gently\n  backoff-max-msg-rate unlimited\n  "
              "source-ip-max-smtp-out 0/0 3\n</domain>\n<source 0/0>\n  suppress-local-dsn yes\n</source>\n");
    ASSERT_EQ(result.loaded.config->global().listeners.size(), 2u);
    EXPECT_EQ(result.loaded.config->global().spools[0].min_free_space.bytes, 5u << 20);
}

TEST(Import, WhatHasNoMeaningHereIsCommentedOutWithItsReason) {
    const ImportResult result = imported(
        "sync-msg-create false\n<signals>\n    api-key x\n\n</signals>\ndummy-smtp-port 2500\n<domain *>\n  dk-sign yes  # "
        "old\n</domain>\n");
    EXPECT_THAT(main_of(result), HasSubstr("# sync-msg-create false  (a message is on the disk before 250, always)\n"));
    EXPECT_THAT(main_of(result), HasSubstr("# <signals>  (SparkPost Signals"));
    EXPECT_THAT(main_of(result), HasSubstr("    # api-key x\n\n# </signals>\n# dummy-smtp-port 2500  (use mailrace-simulator"));
    EXPECT_THAT(main_of(result), HasSubstr("  # dk-sign yes  # old  (DomainKeys was replaced"));
    EXPECT_THAT(report_of(result), HasSubstr(":8 dropped: \"dk-sign\": DomainKeys"));
}

TEST(Import, WhatIsNotThereYetStaysAndIsReported) {
    const ImportResult result = imported("<domain *>\n    reuse-ssl-session yes\n    bounce-upon-no-mx 4h\n</domain>\n");
    EXPECT_EQ(main_of(result), "<domain *>\n    reuse-ssl-session yes\n    bounce-upon-no-mx 4h\n</domain>\n");
    EXPECT_THAT(report_of(result), HasSubstr(":3 kept: \"bounce-upon-no-mx\": "));
    // A directive that is there by now is not reported.
    const bool missing = find_directive(Scope::domain, "reuse-ssl-session")->status == config::Status::not_supported;
    EXPECT_EQ(report_of(result).find(":2 human: \"reuse-ssl-session\": not yet") != std::string::npos, missing);
}

TEST(Import, APlainPasswordIsPointedAtTheHash) {
    const ImportResult result = imported("<smtp-user feeder>\n  password secret\n</smtp-user>\n");
    EXPECT_THAT(report_of(result), HasSubstr(":2 human: a plain password: run \"mailracectl password\" and write password-hash"));
    EXPECT_THAT(report_of(result), Not(HasSubstr("secret")));
}

TEST(Import, MailForAProgramDoesNotLeaveBySmtp) {
    const ImportResult result = imported("<domain in.example>\n  type pipe\n  command \"/bin/take $to\"\n</domain>\n");
    EXPECT_THAT(main_of(result), HasSubstr("  type file\n  file-destination /var/spool/mailrace/pipe\n"));
    EXPECT_EQ(*result.loaded.config->domain_settings("in.example", "{default}")->type, DeliveryType::file);
    EXPECT_THAT(report_of(result), HasSubstr(":2 human: type pipe is not there yet"));
}

TEST(Import, IncludesKeepTheirPlacesBesideTheMainFile) {
    const ImportResult result =
        imported("include /etc/pmta/vmta/*.conf\ninclude rules\ninclude /srv/lists/more.conf\ninclude missing.conf\n",
                 {{"/etc/pmta/vmta/a.conf", "<virtual-mta a>\ninclude ../rules-of-a\n</virtual-mta>\n"},
                  {"/etc/pmta/rules-of-a", "host-name a.example\n"},
                  {"/etc/pmta/vmta/b.conf", "<virtual-mta b>\n</virtual-mta>\n"},
                  {"/etc/pmta/rules", "<domain *>\ninclude /etc/pmta/vmta/a.rules\n</domain>\n"},
                  {"/etc/pmta/vmta/a.rules", "route x.example\n"},
                  {"/srv/lists/more.conf", "host-name m.example\n"}});
    EXPECT_THAT(
        main_of(result),
        HasSubstr("include vmta/*.conf\ninclude rules\ninclude srv/lists/more.conf\n# include missing.conf  (not found)\n"));
    std::vector<std::string> paths;
    for (const ImportedDocument& d : result.documents) paths.push_back(d.path);
    EXPECT_THAT(paths, ElementsAre("mailrace.conf", "vmta/a.conf", "rules-of-a", "vmta/b.conf", "rules", "vmta/a.rules",
                                   "srv/lists/more.conf"));
    EXPECT_THAT(report_of(result), HasSubstr("/etc/pmta/config:4 human: there is no file /etc/pmta/missing.conf here"));
    EXPECT_THAT(report_of(result), HasSubstr("/etc/pmta/vmta/a.rules:1 rewritten: \"route\""));
    ASSERT_TRUE(result.loaded.config->virtual_mta("b"));
    EXPECT_EQ(result.loaded.config->domain_settings("q.example", "a")->smtp_hosts->at(0).host, "x.example");
}

TEST(Import, NothingIsPlacedOutsideOfTheFolder) {
    const ImportResult result = imported("include ../shared/x.conf\ninclude ./y.conf\n",
                                         {{"/etc/shared/x.conf", "host-name x.example\n"}, {"/etc/pmta/y.conf", "host-name y.example\n"}});
    EXPECT_EQ(main_of(result), "include etc/shared/x.conf\ninclude y.conf\n");
    for (const ImportedDocument& d : result.documents) EXPECT_THAT(d.path, Not(HasSubstr("..")));
}

TEST(Import, MistakesAreCommentedOutUntilTheRestLoads) {
    const ImportResult result = imported(
        "total-max-smpt-out 5\n<virtual-mta a>\n</virtual-mta>\n<virtual-mta-pool p>\n  virtual-mta b\n</virtual-mta-pool>\n"
        "<source 0/0>\n  default-virtual-mta p\n</source>\n<queue x>\n  y 1\n</queue>\n<domain a.example>\n  retry-after soon\n"
        "<domain b.example>\n  max-smtp-out 1\n</domian>\n</domain>\n");
    const std::string text = main_of(result);
    EXPECT_THAT(text, HasSubstr("# total-max-smpt-out 5  (not taken over)\n"));
    EXPECT_THAT(text, HasSubstr("  # retry-after soon  (not taken over)\n</domain>\n<domain b.example>\n"));
    EXPECT_THAT(text, HasSubstr("  max-smtp-out 1\n</domain>\n"));
    EXPECT_THAT(text, HasSubstr("# <queue x>  (not taken over)\n  # y 1\n# </queue>\n"));
    EXPECT_THAT(report_of(result),
                HasSubstr(":1 human: not taken over: there is no directive \"total-max-smpt-out\"; did you mean"));
    EXPECT_THAT(report_of(result), HasSubstr(":15 human: <domain> of line 13 was never closed"));
    EXPECT_THAT(report_of(result), HasSubstr(":17 rewritten: the closing tag is written </domain>"));
}

TEST(Import, WhatCannotBeReadCannotBeReadAsACommentEither) {
    std::string text = "host-name a.example\nlog-file /a";
    text += '\0';
    text += "b\n# ";
    text += '\0';
    text += "\nhost-name " + std::string(100'000, 'a') + "\n# " + std::string(100'000, 'b') + "\nhost-name c.example\n";
    const ImportResult result = imported(text);
    EXPECT_EQ(result.loaded.config->global().host_name->size(), 2u);
    EXPECT_EQ(main_of(result).find('\0'), std::string::npos);
}

TEST(Import, LinesThatAnEditorBrokeAreJoined) {
    const ImportResult result = imported(
        "domain-macro webmail\n   a.example, b.example\n<bounce-category-patterns>\n    /mailbox (is full|ov\ner quota)/ "
        "quota-issues\n"
        "</bounce-category-patterns>\n<domain $webmail>\n max-smtp-out 2\n</domain>\n");
    EXPECT_THAT(main_of(result), HasSubstr("domain-macro webmail a.example, b.example\n"));
    EXPECT_THAT(main_of(result), HasSubstr("    /mailbox (is full|over quota)/ quota-issues\n"));
    EXPECT_EQ(*result.loaded.config->domain_settings("b.example", "{default}")->max_smtp_out, 2u);
}

TEST(Import, AFileThatCannotBeReadIsSaid) {
    MemoryFileReader files;
    const ImportResult result = import_powermta(files, "/etc/pmta/config");
    EXPECT_TRUE(result.documents.empty());
    EXPECT_THAT(report_of(result), HasSubstr("there is no file /etc/pmta/config"));
}

/// What we import is imported to itself, but for the first line.
TEST(Import, OfWhatWeWroteChangesNothingMore) {
    const ImportResult first = imported("smtp-ip 192.0.2.1\n<domain *>\n route a.example\n dk-sign yes\n</domian>\nnonsense 1\n");
    MemoryFileReader files;
    files.put("/c/config", first.documents[0].text);
    const ImportResult second = import_powermta(files, "/c/config");
    EXPECT_EQ(main_of(second), first.documents[0].text);
    EXPECT_TRUE(second.report.empty()) << report_of(second);
}

}  // namespace
}  // namespace mailrace::config
