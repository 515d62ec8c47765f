// Targets with threads of their own: programs that take everything, die, hang, and what a webhook makes of answers.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "daemon/journal/webhook_target.h"
#include "tests/unit/journal/fixture.h"

#if __has_include(<sys/wait.h>)
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#define MAILRACE_CAN_FORK 1
#endif

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

JournalOptions with_pipe(const Directory& directory, const std::string& script) {
    JournalOptions options = options_for(directory);
    config::AccountingFileSettings pipe;
    pipe.pipe = true;
    pipe.target = "/bin/sh -c '" + script + "' take " + directory.path();
    pipe.records = {"d", "b", "t", "tq", "r"};
    pipe.retry_interval = 1s;
    options.accounting.files.push_back(std::move(pipe));
    return options;
}

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Whole lines without the headers; what was torn when a program died is left out.
std::vector<std::string> rows_in(const std::string& path) {
    std::vector<std::string> out;
    const std::string text = read(path);
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
        if (text.compare(at, 5, "type,") != 0) out.push_back(text.substr(at, end - at));
    return out;
}

std::vector<std::string> expected_rows(const JournalOptions& options, const std::vector<events::Event>& events) {
    const AccountingLayout layout(options.accounting.files[0]);
    std::vector<std::string> out;
    for (const events::Event& e : events) {
        if (!layout.takes(e)) continue;
        const std::string row = layout.row(e, e.time);
        out.push_back(row.substr(0, row.size() - 1));
    }
    return out;
}

template <class Condition>
bool comes_true(Condition condition, std::chrono::seconds within = 30s) {
    const auto deadline = std::chrono::steady_clock::now() + within;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

#ifdef MAILRACE_CAN_FORK

TEST(Pipe, gets_the_header_and_every_row_in_order) {
    Directory directory;
    const JournalOptions options = with_pipe(directory, "cat > \"$1\"/taken");
    events::AttentionBoard board;
    const auto events = steady_traffic(1, 3000);
    write_events(options, events, board, SystemClock::instance());
    const AccountingLayout layout(options.accounting.files[0]);
    EXPECT_TRUE(read(directory.path() + "/taken").starts_with(layout.header()));
    EXPECT_EQ(rows_in(directory.path() + "/taken"), expected_rows(options, events));
    // The next run goes on behind it, with a header of its own.
    const auto more = steady_traffic(3001, 3100);
    write_events(options, more, board, SystemClock::instance());
    EXPECT_EQ(rows_in(directory.path() + "/taken"), expected_rows(options, more));
    EXPECT_TRUE(board.open().empty());
}

TEST(Pipe, one_that_dies_is_started_again_and_loses_nothing) {
    Directory directory;
    // Twice it dies with most of what it has read in its hands.
    const JournalOptions options = with_pipe(directory, "echo x >> \"$1\"/runs; if [ $(wc -l < \"$1\"/runs) -lt 3 ]; then head -n 40 >> \"$1\"/taken; exit 1; fi; cat >> \"$1\"/taken");
    events::AttentionBoard board;
    const auto events = steady_traffic(1, 4000);
    const auto expected = expected_rows(options, events);
    auto journal = Journal::open(options, SystemClock::instance(), board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->start([](EventId) {}, no_log);
    (*journal)->append(pack_of(events));
    EXPECT_TRUE(comes_true([&] { return !board.open().empty(); }));
    const std::set<std::string> wanted(expected.begin(), expected.end());
    EXPECT_TRUE(comes_true([&] {
        const auto rows = rows_in(directory.path() + "/taken");
        const std::set<std::string> got(rows.begin(), rows.end());
        return std::includes(got.begin(), got.end(), wanted.begin(), wanted.end());
    }));
    EXPECT_TRUE(comes_true([&] { return board.open().empty(); })) << "the note ends when it works again";
    (*journal)->stop();
    EXPECT_LE(rows_in(directory.path() + "/taken").size(), expected.size() + 2 * 1000) << "only what may have been in its hands comes again";
}

TEST(Pipe, one_that_hangs_is_ended_and_holds_up_nobody) {
    Directory directory;
    JournalOptions options = with_pipe(directory, "echo x >> \"$1\"/runs; if [ $(wc -l < \"$1\"/runs) -lt 2 ]; then sleep 100; fi; cat >> \"$1\"/taken");
    options.accounting.files[0].write_timeout = 1s;
    config::AccountingFileSettings file = options.accounting.files[0];
    file.pipe = false;
    file.target = directory.path() + "/acct.csv";
    options.accounting.files.push_back(file);
    events::AttentionBoard board;
    const auto events = steady_traffic(1, 5000);
    const auto expected = expected_rows(options, events);
    auto journal = Journal::open(options, SystemClock::instance(), board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->start([](EventId) {}, no_log);
    (*journal)->append(pack_of(events));
    EXPECT_TRUE(comes_true([&] { return rows_in(directory.path() + "/taken").size() >= expected.size(); }));
    EXPECT_EQ(rows_in(directory.path() + "/taken"), expected);
    const auto states = (*journal)->accounting();
    ASSERT_EQ(states.size(), 2u);
    EXPECT_TRUE(comes_true([&] { return (*journal)->accounting()[0].written == expected.size(); }));
    EXPECT_TRUE(comes_true([&] { return (*journal)->accounting()[1].written == expected.size(); }));
    EXPECT_EQ((*journal)->accounting()[1].failures, 1u);
    (*journal)->stop();
}

TEST(Pipe, other_settings_go_on_from_the_same_place_and_end_the_note) {
    Directory directory;
    JournalOptions options = with_pipe(directory, "exit 7");
    events::AttentionBoard board;
    const auto events = steady_traffic(1, 2000);
    const auto expected = expected_rows(options, events);
    auto journal = Journal::open(options, SystemClock::instance(), board);
    ASSERT_TRUE(journal.has_value());
    (*journal)->start([](EventId) {}, no_log);
    (*journal)->append(pack_of(events));
    EXPECT_TRUE(comes_true([&] { return !board.open().empty(); }));
    AccountingSettings mended = options.accounting;
    mended.files[0].target = "/bin/sh -c 'cat > \"$1\"/taken' take " + directory.path();  // another command is another target: it begins with what comes
    AccountingSettings patient = options.accounting;
    patient.files[0].format = "json";
    (*journal)->configure(options.retention, options.max_bytes, patient);
    EXPECT_TRUE(comes_true([&] { return (*journal)->accounting()[0].format == "json" && (*journal)->accounting()[0].waiting == events.size(); }));
    (*journal)->configure(options.retention, options.max_bytes, mended);
    EXPECT_TRUE(comes_true([&] { return (*journal)->accounting()[0].target == mended.files[0].target; }));
    const auto more = steady_traffic(2001, 2100);
    (*journal)->append(pack_of(more));
    EXPECT_TRUE(comes_true([&] { return rows_in(directory.path() + "/taken").size() == expected_rows(options, more).size(); }));
    EXPECT_TRUE(comes_true([&] { return board.open().empty(); }, 60s));
    (*journal)->stop();
}

TEST(Pipe, killed_at_any_moment_the_daemon_loses_no_row) {
    Directory directory;
    JournalOptions options = with_pipe(directory, "cat >> \"$1\"/taken");
    options.partition_events = 3000;
    const auto events = steady_traffic(1, 9'000);
    std::mt19937 random(5);
    for (int round = 0; round < 5; ++round) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            events::AttentionBoard board;
            auto journal = Journal::open(options, SystemClock::instance(), board);
            if (!journal) _exit(1);
            (*journal)->start([](EventId) {}, no_log);
            for (std::uint64_t at = (*journal)->position().value; at < events.size(); at += 50) {
                const std::uint64_t end = std::min<std::uint64_t>(at + 50, events.size());
                (*journal)->append(pack_of({events.begin() + static_cast<std::ptrdiff_t>(at), events.begin() + static_cast<std::ptrdiff_t>(end)}));
                std::this_thread::sleep_for(8ms);
            }
            std::this_thread::sleep_for(3s);
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200 + random() % 700));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
    }
    events::AttentionBoard board;
    write_events(options, events, board, SystemClock::instance());
    const auto rows = rows_in(directory.path() + "/taken");
    for (const std::string& row : expected_rows(options, events)) ASSERT_NE(std::find(rows.begin(), rows.end(), row), rows.end()) << row;
}

#endif

TEST(Webhook, answers_are_judged) {
    using V = WebhookVerdict;
    for (const unsigned status : {200u, 201u, 202u, 204u}) EXPECT_EQ(judge(status), V::taken) << status;
    for (const unsigned status : {301u, 302u, 401u, 403u, 404u, 408u, 425u, 429u, 500u, 502u, 503u, 504u}) EXPECT_EQ(judge(status), V::retry) << status;
    for (const unsigned status : {400u, 405u, 415u, 422u}) EXPECT_EQ(judge(status), V::refuse) << status;
    EXPECT_EQ(judge(410), V::gone);
    EXPECT_EQ(judge(413), V::smaller);
}

TEST(Webhook, retry_after_is_seconds_or_a_date_and_bounded) {
    EXPECT_EQ(retry_after("120", kStart), 120s);
    EXPECT_EQ(retry_after("99999999999", kStart), 1h);
    EXPECT_EQ(retry_after("Fri, 02 Jan 2026 03:05:05 GMT", kStart), 60s);
    EXPECT_EQ(retry_after("Fri, 02 Jan 2026 03:00:00 GMT", kStart), 0s);
    for (const char* wrong : {"", "soon", "-5", "12x", "Fri, 99 Jan 2026 03:05:05 GMT", "Fri, 02 Jan 2026 03:05:05"}) EXPECT_EQ(retry_after(wrong, kStart), 0s) << wrong;
}

TEST(Webhook, one_that_does_not_answer_ends_in_time_and_at_a_stop) {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor silent(io, {boost::asio::ip::make_address("127.0.0.1"), 0});
    config::WebhookUrl url;
    url.tls = false;
    url.host = "127.0.0.1";
    url.port = silent.local_endpoint().port();
    url.target = "/";
    const auto begun = std::chrono::steady_clock::now();
    WebhookClient patient(url, {{}, {}, 1s});
    const auto late = patient.post({}, "{}", [] { return false; });
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().cls, ErrorClass::timeout);
    WebhookClient stopped(url, {{}, {}, 60s});
    const auto ended = stopped.post({}, "{}", [] { return true; });
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().cls, ErrorClass::cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 20s);
    silent.close();
    WebhookClient refused(url, {{}, {}, 5s});
    EXPECT_FALSE(refused.post({}, "{}", [] { return false; }));
}

/// The example of the specification of Standard Webhooks.
TEST(Webhook, signatures_are_those_of_standard_webhooks) {
    EXPECT_EQ(webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"),
              "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    EXPECT_NE(webhook_signature("a", "i", "1", "x"), webhook_signature("b", "i", "1", "x"));
}

TEST(EventFeed, who_falls_behind_reads_the_history_and_misses_nothing) {
    Directory directory;
    const JournalOptions options = options_for(directory);
    events::AttentionBoard board;
    const auto events = steady_traffic(1, 40'000);
    write_events(options, events, board, SystemClock::instance());
    config::RecordSettings settings;
    settings.records = {"d", "b"};
    const RecordFilter filter(settings);
    EventFeed feed(list_of(options), filter, EventId{30'000});
    for (std::size_t at = 30'000; at < 40'000; at += 1000)
        feed.offer(std::make_shared<const std::vector<events::Event>>(events.begin() + static_cast<std::ptrdiff_t>(at), events.begin() + static_cast<std::ptrdiff_t>(at) + 1000));
    std::vector<std::uint64_t> got, wanted;
    for (const events::Event& e : events)
        if (filter.takes(e)) wanted.push_back(e.id.value);
    EventId at;
    for (int guard = 0; at < feed.newest() && guard < 100'000; ++guard) {
        std::size_t room = 777;
        const auto read = feed.read(at, [&](const events::Event& e) { return room-- > 0 ? (got.push_back(e.id.value), true) : false; });
        ASSERT_TRUE(read);
        at = *read;
    }
    EXPECT_EQ(got, wanted);
    EXPECT_FALSE(feed.wait(at, std::chrono::steady_clock::now()));
    EXPECT_EQ(feed.take_lost(), 0u);
}

}  // namespace
}  // namespace mailrace::journal
