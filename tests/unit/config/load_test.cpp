#include "helpers.h"

#include "shared/config/restart.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(BuiltInDefault, LoadsWithoutAnyFinding) {
    const LoadResult result = load_of(std::string(built_in_text()));
    EXPECT_TRUE(result.config);
    EXPECT_EQ(texts(result.diagnostics), "");
    ASSERT_TRUE(built_in_default());
}

TEST(BuiltInDefault, LetsOnlyThisMachineRelay) {
    const auto config = built_in_default();
    EXPECT_TRUE(*config->source_settings(*parse_ip("127.0.0.1"))->always_allow_relaying);
    EXPECT_TRUE(*config->source_settings(*parse_ip("::1"))->always_allow_relaying);
    for (const char* stranger : {"192.0.2.1", "10.0.0.1", "2001:db8::1"})
        EXPECT_FALSE(*config->source_settings(*parse_ip(stranger))->always_allow_relaying) << stranger;
}

TEST(EmptyConfiguration, IsNoOpenRelayAndHasListenerSpoolAndVirtualMta) {
    const auto config = config_of("");
    EXPECT_FALSE(*config->source_settings(*parse_ip("127.0.0.1"))->always_allow_relaying);
    ASSERT_EQ(config->global().listeners.size(), 1u);
    EXPECT_EQ(config->global().listeners[0].port, 25);
    EXPECT_EQ(config->global().spools.size(), 1u);
    EXPECT_NE(config->choose_virtual_mta("", 0), nullptr);
    EXPECT_EQ(*config->domain_settings("example.com", "{default}")->max_smtp_out, 20u);
}

TEST(GlobalSettings, TakeTheirValuesWithTheirLines) {
    const auto config = config_of(
        "host-name a.example\nhost-name b.example\ntotal-max-smtp-out 5000\nname-server 127.0.0.1:5353\n"
        "log-file /var/log/mailrace.log\n"
        "smtp-source-host 192.0.2.1 out.example\nmemory-limit 2G\nhistory-retention 2w\n"
        "control-role group:mail operator\nspool /var/spool/x\nspool-min-free-space 5M\n");
    const GlobalSettings& g = config->global();
    EXPECT_THAT(*g.host_name, ElementsAre("a.example", "b.example"));
    EXPECT_EQ(*g.total_max_smtp_out, 5000u);
    EXPECT_FALSE(g.total_max_smtp_out.is_default);
    EXPECT_EQ(config->where(g.total_max_smtp_out.place), "test.conf:3");
    EXPECT_TRUE(g.total_max_smtp_in.is_default);
    EXPECT_EQ(config->where(g.total_max_smtp_in.place), "");
    EXPECT_THAT(*g.name_server, ElementsAre(HostPort{"127.0.0.1", 5353}));
    EXPECT_EQ(g.source_hosts[0].host_name, "out.example");
    EXPECT_EQ(g.memory_limit->bytes, 2ull << 30);
    EXPECT_EQ(*g.history_retention, Duration(336h));
    EXPECT_EQ(g.control_roles[0].role, "operator");
    EXPECT_EQ(g.spools[0].directory, "/var/spool/x");
    EXPECT_EQ(g.spools[0].min_free_space.bytes, 5u << 20);
    EXPECT_TRUE(config->is_relay_domain("A.example"));
    EXPECT_FALSE(config->is_relay_domain("c.example"));
}

TEST(Listeners, HaveBothFormsAndBothFamilies) {
    const auto config = config_of(
        "smtp-listener 0/0:2525\nsmtp-listener [::1]:2526 source={in}\n<smtp-listener 127.0.0.1:2527>\n  source {in}\n"
        "</smtp-listener>\n<source {in}>\n always-allow-relaying yes\n</source>\n");
    const auto& listeners = config->global().listeners;
    ASSERT_EQ(listeners.size(), 3u);
    EXPECT_TRUE(listeners[0].address.is_unspecified());
    EXPECT_EQ(listeners[0].port, 2525);
    EXPECT_TRUE(listeners[1].address.v6);
    EXPECT_EQ(listeners[1].source, "{in}");
    EXPECT_EQ(listeners[2].source, "{in}");
    EXPECT_TRUE(*config->source_settings(*parse_ip("192.0.2.9"), "{in}")->always_allow_relaying);
}

TEST(Sources, MergeFromGeneralToSpecificAndANamedOneWins) {
    const auto config = config_of(
        "<source 10.1/16>\n max-message-size 1M\n</source>\n"
        "<source 0/0>\n max-message-size 9M\n smtp-data-timeout 3m\n</source>\n"
        "<source 10.1.1.1>\n max-message-size 2M\n</source>\n"
        "<source {api}>\n max-message-size 7M\n</source>\n");
    const auto size = [&](const char* ip, const char* name = "") {
        return config->source_settings(*parse_ip(ip), name)->max_message_size->bytes >> 20;
    };
    EXPECT_EQ(size("192.0.2.1"), 9u);
    EXPECT_EQ(size("10.1.2.2"), 1u);
    EXPECT_EQ(size("10.1.1.1"), 2u);
    EXPECT_EQ(size("10.1.1.1", "{API}"), 7u);
    EXPECT_EQ(*config->source_settings(*parse_ip("10.1.1.1"))->smtp_data_timeout, Duration(3min));
}

TEST(Sources, GatherTheHeadersToRemove) {
    const auto config =
        config_of("<source 0/0>\n remove-header X-A,X-B\n</source>\n<source 10/8>\n remove-header X-C\n</source>\n");
    EXPECT_THAT(*config->source_settings(*parse_ip("10.1.1.1"))->remove_header, ElementsAre("X-A", "X-B", "X-C"));
    EXPECT_THAT(*config->source_settings(*parse_ip("192.0.2.1"))->remove_header, ElementsAre("X-A", "X-B"));
}

TEST(AccountingFiles, KeepTheirOptions) {
    const auto config = config_of(
        "<acct-file /var/log/a.csv>\n records delivery\n records b,tq\n record-fields d rcpt,header_x-id\n max-size 50M\n "
        "delete-after never\n"
        " user-string \"a b\"\n</acct-file>\n<acct-file |/usr/bin/etl --to >x>\n</acct-file>\n");
    const auto& files = config->global().accounting_files;
    ASSERT_EQ(files.size(), 2u);
    EXPECT_THAT(files[0].records, ElementsAre("d", "b", "tq"));
    EXPECT_THAT(files[0].record_fields.at("d"), ElementsAre("rcpt", "header_x-id"));
    EXPECT_EQ(files[0].max_size.bytes, 50u << 20);
    EXPECT_TRUE(files[0].delete_after.never);
    EXPECT_EQ(files[0].user_string, "a b");
    EXPECT_TRUE(files[1].pipe);
    EXPECT_EQ(files[1].target, "/usr/bin/etl --to >x");
    EXPECT_THAT(files[1].records, ElementsAre("d", "b"));
}

TEST(AccountingFiles, SayWhatIsWrittenAndHow) {
    const auto config = config_of(
        "<acct-file a.jsonl>\n format json\n queue-filter !x/*,*\n category-filter bad-mailbox\n privacy-policy siphash key\n write-timeout 5s\n"
        " count-moved-records yes\n sync yes\n map-header-to-field d,b header_X-Order order\n</acct-file>\n");
    const AccountingFileSettings& file = config->global().accounting_files.at(0);
    EXPECT_EQ(file.format, "json");
    EXPECT_THAT(file.queue_filter, ElementsAre("!x/*", "*"));
    EXPECT_THAT(file.category_filter, ElementsAre("bad-mailbox"));
    EXPECT_EQ(file.privacy_policy, "siphash key");
    EXPECT_EQ(file.write_timeout, std::chrono::seconds(5));
    EXPECT_TRUE(file.count_moved_records && file.sync);
    ASSERT_EQ(file.map_header_to_field.size(), 2u);
    EXPECT_EQ(file.map_header_to_field[1].record, "b");
    EXPECT_EQ(file.map_header_to_field[1].header, "x-order");
    EXPECT_EQ(file.map_header_to_field[1].field, "order");
    EXPECT_THAT(wanted_headers(config->global(), " d b t r "), ElementsAre("x-order"));
    EXPECT_TRUE(wanted_headers(config->global(), " f ").empty());
}

TEST(Webhooks, KeepTheirOptionsAndHaveThoseDefaults) {
    const auto config = config_of(
        "<webhook crm>\n url https://hooks.example.com:8443/in?x=1\n secret abc\n records d,f\n format lines\n batch-size 50\n batch-bytes 64K\n batch-wait 2s\n"
        " request-timeout 9s\n retry-interval 1m\n give-up-after never\n dead-letter-file /var/dead\n tls-ca-file /etc/ca.pem\n authorization \"Bearer x\"\n</webhook>\n"
        "<webhook other>\n url http://[::1]:8080/\n</webhook>\n");
    const auto& webhooks = config->global().webhooks;
    ASSERT_EQ(webhooks.size(), 2u);
    const WebhookSettings& w = webhooks[0];
    EXPECT_EQ(w.secret, "abc");
    EXPECT_THAT(w.records, ElementsAre("d", "f"));
    EXPECT_EQ(w.format, "lines");
    EXPECT_EQ(w.batch_size, 50u);
    EXPECT_EQ(w.batch_bytes.bytes, 65536u);
    EXPECT_EQ(w.request_timeout, std::chrono::seconds(9));
    EXPECT_TRUE(w.give_up_after.never);
    EXPECT_EQ(w.dead_letter_file, "/var/dead");
    EXPECT_EQ(w.tls_ca_file, "/etc/ca.pem");
    EXPECT_EQ(w.authorization, "Bearer x");
    const WebhookSettings silent;
    EXPECT_EQ(webhooks[1].batch_wait, silent.batch_wait);
    EXPECT_THAT(webhooks[1].records, ElementsAre("d", "b"));
    std::string why;
    const auto url = parse_webhook_url(w.url, why);
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "hooks.example.com");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target, "/in?x=1");
    EXPECT_TRUE(url->tls);
    for (const char* wrong : {"ftp://x/", "https://", "https:///x", "https://h:/", "https://h:99999/", "https://u@h/", "http://192.0.2.1/", "http://127.0.0.1.evil.example/", "https://a b/"})
        EXPECT_FALSE(parse_webhook_url(wrong, why)) << wrong;
}

/// What the schema prints as defaults is what silence means.
TEST(Webhooks, HaveTheDefaultsOfTheSchema) {
    std::string lines;
    for (const Directive* d : all_directives())
        if (d->scopes & in(Scope::webhook) && !d->default_text.empty()) lines += std::string(d->name) + ' ' + std::string(d->default_text) + '\n';
    const auto written = config_of("<webhook a>\nurl https://x.example/\n" + lines + "</webhook>\n"), silent = config_of("<webhook a>\nurl https://x.example/\n</webhook>\n");
    WebhookSettings a = written->global().webhooks.at(0), b = silent->global().webhooks.at(0);
    a.place = b.place = {};
    a.records_given = b.records_given;
    EXPECT_EQ(a, b);
}

TEST(VirtualMtas, HaveSourcesPoolsAndWeights) {
    const auto config = config_of(
        "<virtual-mta A>\n smtp-source-ip 192.0.2.1 host-name a.example\n smtp-source-host 192.0.2.2 b.example\n max-smtp-out 7\n"
        "</virtual-mta>\n<virtual-mta b>\n</virtual-mta>\n"
        "<virtual-mta-pool p>\n virtual-mta a weight=3\n virtual-mta b\n</virtual-mta-pool>\n");
    const VirtualMta* a = config->virtual_mta("a");
    ASSERT_TRUE(a);
    EXPECT_EQ(a->name, "A");
    ASSERT_EQ(a->source_hosts.size(), 2u);
    EXPECT_EQ(a->source_hosts[0].host_name, "a.example");
    EXPECT_EQ(*a->max_smtp_out, 7u);
    std::map<std::string, int> chosen;
    for (std::uint64_t ticket = 0; ticket < 400; ++ticket) ++chosen[config->choose_virtual_mta("P", ticket)->name];
    EXPECT_EQ(chosen["A"], 300);
    EXPECT_EQ(chosen["b"], 100);
    EXPECT_EQ(config->choose_virtual_mta("nobody", 0), nullptr);
}

TEST(CrossReferences, AreCheckedAndTheNearestNameIsOffered) {
    const LoadResult result = load_of(
        "<virtual-mta mailer1>\n</virtual-mta>\n<virtual-mta-pool p>\n virtual-mta mailer2\n</virtual-mta-pool>\n"
        "<source 10/8>\n default-virtual-mta maler1\n</source>\nsmtp-listener 127.0.0.1:26 source=none\n");
    EXPECT_FALSE(result.config);
    const std::string all = texts(result.diagnostics);
    EXPECT_THAT(all, HasSubstr("test.conf:4:14: error: there is no <virtual-mta mailer2>; did you mean \"mailer1\"?"));
    EXPECT_THAT(all, HasSubstr("there is no virtual MTA or pool \"maler1\"; did you mean \"mailer1\"?"));
    EXPECT_THAT(all, HasSubstr("there is no <source none>"));
    EXPECT_THAT(texts(load_of("<virtual-mta-pool p>\n</virtual-mta-pool>\n").diagnostics), HasSubstr("this pool has no virtual MTA"));
}

TEST(CrossReferences, AVirtualMtaInTwoPoolsWithRulesIsRefused) {
    const LoadResult result = load_of(
        "<virtual-mta v>\n</virtual-mta>\n"
        "<virtual-mta-pool p>\n virtual-mta v\n <domain *>\n  max-smtp-out 1\n </domain>\n</virtual-mta-pool>\n"
        "<virtual-mta-pool q>\n virtual-mta v\n <domain *>\n  max-smtp-out 2\n </domain>\n</virtual-mta-pool>\n");
    EXPECT_TRUE(find(result.diagnostics, "two-pools")) << texts(result.diagnostics);
}

TEST(Restart, IsAskedForOnlyWhereAReloadCannotDo) {
    const auto before = config_of("smtp-listener 127.0.0.1:25\n<domain *>\n max-smtp-out 5\n</domain>\n");
    const auto same = config_of("# moved\nsmtp-listener 127.0.0.1:25\n<domain *>\n max-smtp-out 6\n</domain>\n");
    EXPECT_TRUE(needs_restart(*before, *same).empty());
    const auto other = config_of("smtp-listener 127.0.0.1:26\n<spool /elsewhere>\n</spool>\n");
    EXPECT_THAT(needs_restart(*before, *other), ElementsAre("spool"));
}

TEST(Revisions, ChangeWithTheText) {
    EXPECT_EQ(load_of("host-name a.example\n").revision, load_of("host-name a.example\n").revision);
    EXPECT_NE(load_of("host-name a.example\n").revision, load_of("host-name b.example\n").revision);
}

}  // namespace
}  // namespace mailrace::config
