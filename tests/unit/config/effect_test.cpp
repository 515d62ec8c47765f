#include "helpers.h"

#include <chrono>
#include <iostream>
#include <random>

#include "shared/config/effect.h"

namespace mailrace::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// "block | directive before -> after | queues" of each change; a default stands in brackets.
std::vector<std::string> told(const std::string& before, const std::string& after, const std::vector<QueueName>& queues = {}) {
    std::vector<std::string> out;
    const auto value = [](const std::string& text, const std::string& otherwise) {
        return text.empty() ? '[' + otherwise + ']' : text;
    };
    for (const Change& c : effect(*config_of(before), *config_of(after), queues)) {
        std::string line = c.block + " | ";
        if (c.kind == ChangeKind::value)
            line += c.directive + ' ' + value(c.before, c.before_default) + " -> " + value(c.after, c.after_default);
        else
            line += to_string(c.kind);
        out.push_back(line + " | " + std::to_string(c.queues) + (c.needs_restart ? " restart" : ""));
    }
    return out;
}

const std::vector<QueueName> three{{"a.example", "{default}"}, {"b.example", "{default}"}, {"b.example", "v"}};

TEST(Effect, OfTheSameConfigurationIsNothing) {
    const std::string text =
        "<domain *>\nmax-smtp-out 5\n</domain>\n<virtual-mta v>\n<domain a.example>\nretry-after 5m\n</domain>\n</virtual-mta>\n";
    EXPECT_THAT(told(text, text, three), IsEmpty());
    EXPECT_THAT(told(text, "# another line\n" + text, three), IsEmpty());
}

TEST(Effect, CountsTheQueuesWhoseSettingChanges) {
    EXPECT_THAT(told("<domain *>\nretry-after 10m\n</domain>\n<domain a.example>\nretry-after 1h\n</domain>\n",
                     "<domain *>\nretry-after 20m\n</domain>\n<domain a.example>\nretry-after 1h\n</domain>\n", three),
                ElementsAre("<domain *> | retry-after 10m -> 20m | 2"));
}

TEST(Effect, ALineThatMeansTheSameIsNoChange) {
    EXPECT_THAT(told("<domain *>\nretry-after 600\nuse-starttls true\nmax-msg-rate 60/60m\nconnect-timeout 120\n</domain>\n",
                     "<domain *>\nretry-after 10m\nUse-StartTLS yes\nmax-msg-rate 60/h\n</domain>\n", three),
                IsEmpty())
        << "also where the default is written down";
    EXPECT_THAT(told("<domain a.example>\nroute h1.example\nmax-rcpt-per-message 7\n</domain>\n",
                     "<domain a.example>\nsmtp-hosts h1.example\nmax-rcpt-per-transaction 7\n</domain>\n", three),
                IsEmpty())
        << "another name of the same";
}

TEST(Effect, BlamesTheSectionThatChanged) {
    const std::string all = "<domain *>\nretry-after 10m\n</domain>\n";
    const std::string own = "<domain a.example>\nretry-after 1h\n</domain>\n";
    EXPECT_THAT(told(all, all + own, three), ElementsAre("<domain a.example> | retry-after 10m -> 1h | 1"));
    EXPECT_THAT(told(all + own, all, three), ElementsAre("<domain a.example> | retry-after 1h -> 10m | 1"));
    EXPECT_THAT(told(own, all + own, three), IsEmpty()) << "the default, written down";
    EXPECT_THAT(told("<virtual-mta v>\n<domain b.example>\nretry-after 1h\n</domain>\n</virtual-mta>\n",
                     "<virtual-mta v>\n<domain b.example>\nretry-after 2h\n</domain>\n</virtual-mta>\n", three),
                ElementsAre("<domain b.example> in <virtual-mta v> | retry-after 1h -> 2h | 1"));
}

TEST(Effect, FollowsDefaultsThatDependOnOtherValues) {
    EXPECT_THAT(
        told("<domain *>\nmax-smtp-out 30\nmax-msg-rate 100/h\n</domain>\n",
             "<domain *>\nmax-smtp-out 5\nmax-msg-rate 50/h\nbackoff-max-msg-rate 7/h\n</domain>\n", three),
        ElementsAre("<domain *> | max-smtp-out 30 -> 5 | 3", "<domain *> | backoff-max-smtp-out [20] -> [5] | 3",
                    "<domain *> | max-msg-rate 100/h -> 50/h | 3", "<domain *> | backoff-max-msg-rate [100/h] -> 7/h | 3"));
}

TEST(Effect, KnowsThatClearingGoesBackToTheDefault) {
    EXPECT_THAT(told("<domain *>\nretry-after 1h\n</domain>\n",
                     "<domain *>\nretry-after 1h\n</domain>\n<domain b.example>\nretry-after \"\"\n</domain>\n", three),
                ElementsAre("<domain b.example> | retry-after 1h -> [10m] | 2"));
}

TEST(Effect, SeesPoolsMacrosAndVirtualMtas) {
    const std::string around =
        "<virtual-mta v>\n</virtual-mta>\n<virtual-mta w>\n</virtual-mta>\n<domain $m>\nretry-after 3h\n</domain>\n";
    EXPECT_THAT(
        told(around + "domain-macro m x.example\n", around + "domain-macro m x.example,b.example\n", three),
        ElementsAre("<domain $m> | retry-after [10m] -> 3h | 2", " | domain-macro m x.example -> m x.example,b.example | 0"));
    const std::string pool =
        "domain-macro m x.example\n<virtual-mta-pool p>\nvirtual-mta w\n<domain b.example>\nretry-after 1h\n</domain>\n";
    EXPECT_THAT(told(around + pool + "</virtual-mta-pool>\n", around + pool + "virtual-mta v\n</virtual-mta-pool>\n", three),
                ElementsAre("<domain b.example> in <virtual-mta-pool p> | retry-after [10m] -> 1h | 1",
                            "<virtual-mta-pool p> | virtual-mta [] -> v | 1"));
}

TEST(Effect, TellsSectionsThatTouchNoQueueYet) {
    EXPECT_THAT(told("", "<domain [*.]new.example>\nretry-after 1h\nmax-smtp-out 30\n</domain>\n", three),
                ElementsAre("<domain [*.]new.example> | retry-after [10m] -> 1h | 0",
                            "<domain [*.]new.example> | max-smtp-out [20] -> 30 | 0"));
    EXPECT_THAT(
        told("", "<domain [10/8]>\nretry-after 1h\n</domain>\ndomain-macro m a,b\n<domain *.$m>\nretry-after 1h\n</domain>\n"),
        ElementsAre("<domain [10/8]> | retry-after [10m] -> 1h | 0", " | domain-macro [] -> m a,b | 0",
                    "<domain *.$m> | retry-after [10m] -> 1h | 0"));
}

TEST(Effect, TellsWhatChangesOutsideOfQueuesAndWhatNeedsARestart) {
    EXPECT_THAT(
        told(
            "total-max-smtp-out 100\nsmtp-listener 127.0.0.1:2525\n<source 10/8>\nmax-message-size 10M\n</source>\n",
            "total-max-smtp-out 50\nsmtp-listener 127.0.0.1:2526\n<source 10/8>\nmax-message-size 20M\n</source>\nlog-file /x\n"),
        ElementsAre(" | total-max-smtp-out 100 -> 50 | 0", " | smtp-listener 127.0.0.1:2525 -> 127.0.0.1:2526 | 0",
                    "<source 10/8> | max-message-size 10M -> 20M | 0", " | log-file [] -> /x | 0 restart"));
    EXPECT_THAT(told("<acct-file a.csv>\nrecords d\n</acct-file>\n", "<acct-file a.csv>\nrecords d,b\n</acct-file>\n"),
                ElementsAre("<acct-file a.csv> | records d -> d,b | 0"));
    EXPECT_THAT(told("control-role user:a monitor\ncontrol-role user:b admin\n",
                     "control-role user:b admin\ncontrol-role user:c admin\n"),
                ElementsAre(" | control-role user:a monitor -> user:c admin | 0"));
    EXPECT_THAT(told("host-name a.example\nhost-name b.example\n", "host-name b.example\nhost-name a.example\n"),
                ElementsAre(" | host-name a.example; b.example -> b.example; a.example | 0"))
        << "the first one is the name we give";
}

TEST(Effect, TellsNewAndGoneSectionsAndTheQueuesOfAVirtualMta) {
    EXPECT_THAT(
        told("<virtual-mta v>\nmax-smtp-out 10\n</virtual-mta>\n",
             "<virtual-mta v>\nmax-smtp-out 20\n</virtual-mta>\n<virtual-mta new>\nhost-name n.example\n</virtual-mta>\n", three),
        ElementsAre("<virtual-mta v> | max-smtp-out 10 -> 20 | 1", "<virtual-mta new> | added | 0",
                    "<virtual-mta new> | host-name [] -> n.example | 0"));
    EXPECT_THAT(told("<virtual-mta v>\n</virtual-mta>\n", "", three), ElementsAre("<virtual-mta v> | removed | 1"));
}

TEST(Effect, NamesExamplesAndPlaces) {
    const auto changes = effect(*config_of("<domain *>\nretry-after 1h\n</domain>\n"),
                                *config_of("\n<domain *>\nretry-after 2h\n</domain>\n"), three);
    ASSERT_THAT(changes, SizeIs(1));
    EXPECT_EQ(changes[0].before_where, "test.conf:2");
    EXPECT_EQ(changes[0].after_where, "test.conf:3");
    EXPECT_EQ(changes[0].examples.size(), 3u);
    EXPECT_EQ(to_sentence(changes[0]), "3 queues change retry-after 1h → 2h");
    const auto followed = effect(*config_of("<domain *>\nmax-msg-rate 9/h\n</domain>\n"),
                                 *config_of("<domain *>\nmax-msg-rate 8/h\n</domain>\n"), three);
    ASSERT_THAT(followed, SizeIs(2));
    EXPECT_EQ(to_sentence(followed[1]), "3 queues change backoff-max-msg-rate 9/h (default) → 8/h (default), with max-msg-rate");
    Change change;
    change.directive = "max-smtp-out";
    change.before_default = "20";
    change.after = "5";
    change.queues = 1;
    EXPECT_EQ(to_sentence(change), "1 queue changes max-smtp-out 20 (default) → 5");
    change.queues = 0;
    change.needs_restart = true;
    EXPECT_EQ(to_sentence(change), "max-smtp-out 20 (default) → 5, after a restart");
}

TEST(Effect, HidesSecretsFromThoseWhoMayNotSeeThem) {
    std::vector<Change> changes(1);
    changes[0].directive = "smtp-server-tls-certificate";
    changes[0].before = "/a.pem secret1";
    changes[0].after = "/a.pem secret2";
    hide_secrets(changes);
    EXPECT_EQ(changes[0].before, "/a.pem ********");
    EXPECT_EQ(changes[0].after, "/a.pem ********");
}

// ---- against the settings themselves

const std::vector<std::string>& directives() {
    static const std::vector<std::string> some{"max-smtp-out",         "retry-after",  "use-starttls", "max-msg-rate",
                                               "backoff-max-msg-rate", "bounce-after", "queue-to",     "smtp-hosts"};
    return some;
}

std::string random_rules(std::mt19937& random, int depth) {
    const std::vector<std::string> patterns{"*", "[*.]a.example", "*.a.example", "a.example", "x.a.example", "$m", "b.example"};
    const std::vector<std::vector<std::string>> values{
        {"5", "20", "30", "\"\""}, {"10m", "600", "1h", "\"\""}, {"yes", "no", "true"}, {"100/h", "unlimited", "50/h"},
        {"7/h", "100/h", "\"\""},  {"4d12h", "108h", "1d"},      {"q.example", "\"\""}, {"h1,h2", "h2", "\"\""}};
    std::string out;
    for (auto n = random() % 4; n > 0; --n) {
        out += "<domain " + patterns[random() % patterns.size()] + ">\n";
        for (auto m = random() % 3; m > 0; --m) {
            const std::size_t d = random() % values.size();
            out += directives()[d] + ' ' + values[d][random() % values[d].size()] + '\n';
        }
        out += "</domain>\n";
    }
    if (depth == 0) return out;
    out += "<virtual-mta v>\n" + random_rules(random, 0) + "</virtual-mta>\n<virtual-mta w>\n" + random_rules(random, 0) +
           "</virtual-mta>\n";
    out += std::string("<virtual-mta-pool p>\nvirtual-mta ") + (random() % 2 ? "v" : "w") + '\n' + random_rules(random, 0) +
           "</virtual-mta-pool>\n";
    return out + "domain-macro m b.example" + (random() % 2 ? ",x.a.example" : "") + "\n";
}

template <class T>
bool same(const Setting<T>& a, const Setting<T>& b) {
    return *a == *b;
}

/// Which of the directives above differ for a queue, by the settings that the daemon would get.
std::set<std::string> really_different(const DomainSettings& a, const DomainSettings& b) {
    std::set<std::string> out;
    const auto check = [&](const char* name, bool is_same) {
        if (!is_same) out.insert(name);
    };
    check("max-smtp-out", same(a.max_smtp_out, b.max_smtp_out));
    check("retry-after", same(a.retry_after, b.retry_after));
    check("use-starttls", same(a.use_starttls, b.use_starttls));
    check("max-msg-rate", same(a.max_msg_rate, b.max_msg_rate));
    check("backoff-max-msg-rate", same(a.backoff_max_msg_rate, b.backoff_max_msg_rate));
    check("backoff-max-smtp-out", same(a.backoff_max_smtp_out, b.backoff_max_smtp_out));
    check("bounce-after", same(a.bounce_after, b.bounce_after));
    check("queue-to", same(a.queue_to, b.queue_to));
    check("smtp-hosts", same(a.smtp_hosts, b.smtp_hosts));
    return out;
}

TEST(Effect, IsExactForEveryQueueOfRandomConfigurations) {
    std::mt19937 random(5);
    std::vector<QueueName> queues;
    for (const char* domain : {"a.example", "x.a.example", "y.a.example", "b.example", "other.example"})
        for (const char* vmta : {"{default}", "v", "w"}) queues.push_back({domain, vmta});
    for (int round = 0; round < 400; ++round) {
        const std::string before = random_rules(random, 1), after = random_rules(random, 1);
        const auto running = config_of(before), wanted = config_of(after);
        for (const QueueName& queue : queues) {
            std::set<std::string> told_of;
            for (const Change& change : effect(*running, *wanted, std::span(&queue, 1))) {
                if (change.queues == 0 || !change.block.starts_with("<domain")) continue;
                EXPECT_TRUE(told_of.insert(change.directive).second) << "told twice: " << change.directive;
            }
            ASSERT_EQ(told_of, really_different(*running->domain_settings(queue.domain, queue.vmta),
                                                *wanted->domain_settings(queue.domain, queue.vmta)))
                << before << "\n=====\n"
                << after << queue.domain << '/' << queue.vmta;
        }
        // All at once they add up to the same.
        std::size_t sum = 0, expected = 0;
        for (const Change& change : effect(*running, *wanted, queues))
            if (change.block.starts_with("<domain")) sum += change.queues;
        for (const QueueName& queue : queues)
            expected += really_different(*running->domain_settings(queue.domain, queue.vmta),
                                         *wanted->domain_settings(queue.domain, queue.vmta))
                            .size();
        ASSERT_EQ(sum, expected);
    }
}

TEST(Effect, PrintsWhatTenThousandQueuesTake) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        const std::string n = std::to_string(i);
        text += "<virtual-mta v" + n + ">\n";
        for (int d = 0; d < 10; ++d)
            text += "<domain d" + std::to_string(d) + ".example>\nmax-smtp-out " + std::to_string(d + 1) +
                    "\nretry-after 10m,20m\n</domain>\n";
        text += "</virtual-mta>\n";
    }
    const auto running = config_of("<domain *>\nmax-msg-rate 100/h\n</domain>\n" + text);
    const auto wanted = config_of("<domain *>\nmax-msg-rate 50/h\n</domain>\n" + text);
    std::vector<QueueName> queues;
    for (int i = 0; i < 1000; ++i)
        for (int d = 0; d < 10; ++d) queues.push_back({"d" + std::to_string(d) + ".example", "v" + std::to_string(i)});
    const auto start = std::chrono::steady_clock::now();
    const auto changes = effect(*running, *wanted, queues);
    const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    std::cout << queues.size() << " queues of as many rules, " << text.size() << " bytes: " << took << " ms\n";
    ASSERT_THAT(changes, SizeIs(2));
    EXPECT_EQ(changes[0].queues, 10'000u);
    EXPECT_EQ(changes[1].directive, "backoff-max-msg-rate");
}

}  // namespace
}  // namespace mailrace::config
