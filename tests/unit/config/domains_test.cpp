#include <thread>

#include "helpers.h"

namespace mailrace::config {
namespace {

using namespace std::chrono_literals;

std::uint64_t connections(const Config& config, std::string_view domain, std::string_view vmta = "{default}") {
    return *config.domain_settings(domain, vmta)->max_smtp_out;
}

TEST(DomainPatterns, TheMostSpecificWinsWhereverItStands) {
    const auto config = config_of(
        "<domain a.example.com>\n max-smtp-out 4\n</domain>\n<domain *>\n max-smtp-out 1\n max-rcpt-per-message 7\n</domain>\n"
        "<domain *.example.com>\n max-smtp-out 3\n</domain>\n<domain [*.]com>\n max-smtp-out 2\n</domain>\n"
        "<domain [192.0.2/24]>\n max-smtp-out 5\n</domain>\n<domain [192.0.2.1]>\n max-smtp-out 6\n</domain>\n");
    EXPECT_EQ(connections(*config, "x.net"), 1u);
    EXPECT_EQ(connections(*config, "com"), 2u);
    EXPECT_EQ(connections(*config, "example.com"), 2u);
    EXPECT_EQ(connections(*config, "b.example.com"), 3u);
    EXPECT_EQ(connections(*config, "A.Example.COM"), 4u);
    EXPECT_EQ(connections(*config, "[192.0.2.9]"), 5u);
    EXPECT_EQ(connections(*config, "[192.0.2.1]"), 6u);
    EXPECT_EQ(connections(*config, "[198.51.100.1]"), 1u);
    EXPECT_EQ(*config->domain_settings("a.example.com", "{default}")->max_rcpt_per_transaction, 7u);
}

TEST(DomainPatterns, MacrosExpandAndAnExplicitDomainBeatsThem) {
    const auto config = config_of(
        "<domain yahoo.example>\n max-smtp-out 9\n</domain>\n"
        "domain-macro big gmail.example, yahoo.example, $more\n<domain $big>\n max-smtp-out 8\n</domain>\n"
        "domain-macro more aol.example\n<domain mx.$more>\n max-smtp-out 2\n</domain>\n");
    EXPECT_EQ(connections(*config, "gmail.example"), 8u);
    EXPECT_EQ(connections(*config, "yahoo.example"), 9u);
    EXPECT_EQ(connections(*config, "aol.example"), 8u);
    EXPECT_EQ(connections(*config, "mx.aol.example"), 2u);
    EXPECT_EQ(connections(*config, "mx.gmail.example"), 20u);
}

TEST(DomainPatterns, MacrosThatContainThemselvesOrDoNotExistAreRefused) {
    const LoadResult circle = load_of("domain-macro a $b\ndomain-macro b $a\n<domain $a>\n</domain>\n");
    EXPECT_TRUE(find(circle.diagnostics, "macro-circle")) << texts(circle.diagnostics);
    EXPECT_TRUE(find(load_of("domain-macro unused a.example,$unused\n").diagnostics, "macro-circle"));
    EXPECT_TRUE(find(load_of("domain-macro unused a.example,$none\n").diagnostics, "unknown-name"));
    const LoadResult unknown = load_of("domain-macro gmail gmail.example\n<domain $gmial>\n</domain>\n");
    ASSERT_TRUE(find(unknown.diagnostics, "unknown-name"));
    EXPECT_EQ(find(unknown.diagnostics, "unknown-name")->nearest, "gmail");
    const LoadResult bare = load_of("domain-macro gmail\ngmail.example\n");
    ASSERT_FALSE(bare.config);
    EXPECT_THAT(texts(bare.diagnostics), ::testing::HasSubstr("stand on the same line"));
}

constexpr const char* layered =
    "<domain *>\n max-smtp-out 1\n</domain>\n<domain gmail.example>\n max-smtp-out 2\n max-msg-rate 100/h\n</domain>\n"
    "<virtual-mta v>\n <domain *>\n  max-smtp-out 5\n </domain>\n</virtual-mta>\n<virtual-mta w>\n</virtual-mta>\n"
    "<virtual-mta x>\n</virtual-mta>\n"
    "<virtual-mta-pool p>\n virtual-mta v\n virtual-mta w\n <domain *>\n  max-smtp-out 3\n </domain>\n"
    " <domain gmail.example>\n  max-smtp-out 4\n </domain>\n</virtual-mta-pool>\n";

TEST(Precedence, VirtualMtaOverPoolOverGlobal) {
    const auto config = config_of(layered);
    EXPECT_EQ(connections(*config, "other.example", "x"), 1u);
    EXPECT_EQ(connections(*config, "gmail.example", "x"), 2u);
    EXPECT_EQ(connections(*config, "other.example", "w"), 3u);
    EXPECT_EQ(connections(*config, "gmail.example", "w"), 4u);
    EXPECT_EQ(connections(*config, "gmail.example", "V"), 5u);
    EXPECT_EQ(config->domain_settings("gmail.example", "v")->max_msg_rate->count, 100u);
}

TEST(Precedence, IsExplainedWithWhatWasOverridden) {
    const auto config = config_of(layered);
    const auto all = config->explain("gmail.example", "v");
    const auto row = [&](std::string_view name) {
        for (const Explained& e : all)
            if (e.directive == name) return e;
        return Explained{};
    };
    const Explained out = row("max-smtp-out");
    EXPECT_EQ(out.value, "5");
    EXPECT_EQ(out.file, "test.conf");
    EXPECT_EQ(out.line, 10u);
    EXPECT_EQ(out.block, "<domain *> in <virtual-mta v>");
    ASSERT_EQ(out.overrode.size(), 4u);
    EXPECT_EQ(out.overrode[0].value, "4");
    EXPECT_EQ(out.overrode[0].block, "<domain gmail.example> in <virtual-mta-pool p>");
    EXPECT_EQ(out.overrode[3].value, "1");
    const Explained untouched = row("bounce-after");
    EXPECT_TRUE(untouched.is_default);
    EXPECT_EQ(untouched.value, "4d12h");
}

TEST(DomainSettings, ReadEveryKindOfValue) {
    const auto config = config_of(
        "<domain *>\n retry-after 10m,30m,1h\n backoff-to-normal-after never\n bounce-upon-no-mx 4h\n smtp-hosts "
        "h1.example,h2.example;h3.example:26\n"
        " type discard\n max-msg-rate 83/10m\n use-starttls no\n queue-to big/v\n max-errors-per-connection "
        "unlimited\n</domain>\n"
        "<domain a.example>\n queue-to \"\"\n bounce-upon-no-mx yes\n</domain>\n");
    const auto d = config->domain_settings("b.example", "{default}");
    EXPECT_EQ(*d->retry_after, (std::vector<Duration>{10min, 30min, 1h}));
    EXPECT_TRUE(d->backoff_to_normal_after->never);
    EXPECT_EQ(*d->bounce_upon_no_mx, (NoMxPolicy{true, 4h}));
    ASSERT_EQ(d->smtp_hosts->size(), 3u);
    EXPECT_EQ((*d->smtp_hosts)[2].port, 26);
    EXPECT_EQ(*d->type, DeliveryType::discard);
    EXPECT_FALSE(*d->use_starttls);
    EXPECT_EQ(*d->queue_to, "big/v");
    EXPECT_EQ(*d->max_errors_per_connection, 0u);
    const auto cleared = config->domain_settings("a.example", "{default}");
    EXPECT_EQ(*cleared->queue_to, "");
    EXPECT_TRUE(cleared->queue_to.is_default);
    EXPECT_EQ(*cleared->bounce_upon_no_mx, (NoMxPolicy{true, 0s}));
}

TEST(DomainSettings, AWayOfDeliveryThatWeDoNotHaveIsRefused) {
    const LoadResult result = load_of("<domain *>\n type pipe\n</domain>\n");
    EXPECT_FALSE(result.config);
    EXPECT_THAT(texts(result.diagnostics), ::testing::HasSubstr("test.conf:2:7: error: type pipe is not yet in this version"));
}

TEST(DomainSettings, BackoffFollowsTheNormalValueWhereUnset) {
    const auto config = config_of(
        "<domain *>\n max-msg-rate 50/h\n max-smtp-out 3\n max-connect-rate 5/m\n backoff-max-connect-rate 1/m\n</domain>\n");
    const auto d = config->domain_settings("a.example", "{default}");
    EXPECT_EQ(d->backoff_max_msg_rate->count, 50u);
    EXPECT_EQ(*d->backoff_max_smtp_out, 3u);
    EXPECT_EQ(d->backoff_max_connect_rate->count, 1u);
    EXPECT_EQ(config->where(d->backoff_max_msg_rate.place), "test.conf:2");
}

TEST(DomainSettings, AreSharedBetweenQueuesWithTheSameRulesAndReadableFromManyThreads) {
    const auto config = config_of(layered);
    EXPECT_EQ(config->domain_settings("a.example", "x"), config->domain_settings("b.example", "x"));
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 2000; ++i) {
                const std::string domain = "d" + std::to_string(i % 50) + ".example";
                if (connections(*config, domain, t % 2 ? "v" : "w") != (t % 2 ? 5u : 3u)) ++wrong;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace mailrace::config
