#include <fstream>
#include <sstream>
#include <thread>

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

JournalOptions with_accounting(const Directory& directory, std::vector<std::string> records) {
    JournalOptions options = options_for(directory);
    config::AccountingFileSettings accounting;
    accounting.target = directory.path() + "/acct.csv";
    accounting.records = std::move(records);
    options.accounting.files.push_back(std::move(accounting));
    return options;
}

std::vector<std::string> accounting_files(const Directory& directory) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(directory.path()))
        if (entry.path().filename().string().starts_with("acct-")) out.push_back(entry.path().string());
    std::sort(out.begin(), out.end());
    return out;
}

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Lines of all accounting files in order, headers left out.
std::vector<std::string> rows(const Directory& directory) {
    std::vector<std::string> out;
    for (const std::string& path : accounting_files(directory)) {
        const std::string text = read(path);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find("\r\n", at);
            if (end == std::string::npos) {
                out.push_back("TORN " + text.substr(at));
                break;
            }
            if (text.compare(at, 5, "type,") != 0) out.push_back(text.substr(at, end - at));
            at = end + 2;
        }
    }
    return out;
}


TEST(Accounting, columns_values_and_quoting) {
    Directory directory;
    const JournalOptions options = with_accounting(directory, {"d", "bounce", "tq"});
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    events::Event bounce = events::sample_event(1);
    bounce.response = "550 5.1.1 <u@x.example>: \"no\", \xFF\r\nsorry";
    events::Event delivery = events::sample_event(2);
    delivery.type = events::EventType::delivery;
    delivery.status = {2, 0, 0};
    events::Event queue = events::sample_event(3);
    queue.type = events::EventType::queue_deferral;
    queue.status = {4, 4, 1};
    queue.code = 0;
    queue.response.clear();
    events::Event receipt = events::sample_event(4);
    receipt.type = events::EventType::receipt;
    write_events(options, {bounce, delivery, queue, receipt}, board, clock);
    const auto files = accounting_files(directory);
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(fs::path(files[0]).filename().string(), "acct-2026-01-02-0000.csv");
    const std::string text = read(files[0]);
    EXPECT_TRUE(text.starts_with("type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,srcMta,dlvType,dlvSourceIp,"
                                 "dlvDestinationIp,dlvEsmtpAvailable,dlvSize,vmta,jobId,envId,queue,vmtaPool,dlvTlsProtocol,dlvTlsCipher,rcvSmtpUser,"
                                 "totalSecondsQueued\r\n"));
    const auto lines = rows(directory);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0], "b,2026-01-02 03:04:05+0000,2026-01-02 03:03:58+0000,b-1@bounce.example.net,Ann.Lee@gmail.example,rfc822;ann@old.example,failed,"
                        "5.1.1 (bad destination mailbox address),\"smtp;550 5.1.1 <u@x.example>: \"\"no\"\", \xEF\xBF\xBD sorry\","
                        "mx1.gmail.example (192.0.2.7),bad-mailbox,smtp,feeder.example.net (10.0.0.2),smtp,198.51.100.9,192.0.2.7,\"ENHANCEDSTATUSCODES,8BITMIME\",,vmta1,job7,env-1,"
                        "gmail.example/vmta1,pool1,TLSv1.3,TLS_AES_256_GCM_SHA384,feeder,7");
    EXPECT_TRUE(lines[1].starts_with("d,"));
    EXPECT_NE(lines[1].find(",relayed,2.0.0 (success),"), std::string::npos);
    EXPECT_NE(lines[1].find(",4096,vmta1,"), std::string::npos);
    EXPECT_EQ(lines[2], "tq,2026-01-02 03:04:05+0000,,,,,,4.4.1 (no answer from host),,mx1.gmail.example (192.0.2.7),,,,smtp,198.51.100.9,192.0.2.7,,,vmta1,,,"
                        "gmail.example/vmta1,,,,,");
}

TEST(Accounting, reports_have_their_own_columns) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"rb", "rs", "f"});
    options.accounting.files[0].record_fields = {{"rb", {"rcpt", "dsnStatus", "dsnReportingMta", "format", "srcType", "srcMta", "jobId"}},
                                           {"rs", {"rcpt", "dsnAction", "format"}},
                                           {"f", {"rcpt", "feedbackType", "userAgent", "repSourceIp", "header_From", "arf_Version"}}};
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    events::Event bounce = events::sample_event(1);
    bounce.type = events::EventType::remote_bounce;
    events::add_detail(bounce, "format", "dsn");
    events::add_detail(bounce, "dsnReportingMta", "mx.example");
    events::add_detail(bounce, "srcMta", "mx.example (192.0.2.3)");
    events::Event status = events::sample_event(2);
    status.type = events::EventType::remote_status;
    events::add_detail(status, "dsnAction", "delayed");
    events::add_detail(status, "format", "text");
    events::Event complaint = events::sample_event(3);
    complaint.type = events::EventType::complaint;
    for (const auto& [name, value] : {std::pair{"feedbackType", "abuse"}, {"userAgent", "Loop, 1"}, {"repSourceIp", "192.0.2.7"}, {"header_From", "a@b.example"}, {"arf_Version", "1"}}) {
        events::add_detail(complaint, name, value);
    }
    write_events(options, {bounce, status, complaint}, board, clock);
    EXPECT_EQ(read(accounting_files(directory).at(0)),
              "type,rcpt,dsnStatus,dsnReportingMta,format,srcType,srcMta,jobId,dsnAction,feedbackType,userAgent,repSourceIp,header_From,arf_Version\r\n"
              "rb,Ann.Lee@gmail.example,5.1.1 (bad destination mailbox address),mx.example,dsn,smtp,mx.example (192.0.2.3),job7,,,,,,\r\n"
              "rs,Ann.Lee@gmail.example,,,text,,,,delayed,,,,,\r\n"
              "f,Ann.Lee@gmail.example,,,,,,,,abuse,\"Loop, 1\",192.0.2.7,a@b.example,1\r\n");
}

TEST(Accounting, record_fields_choose_and_order_columns) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"d", "b"});
    options.accounting.files[0].record_fields = {{"b", {"bounceCat", "rcpt", "header_Subject"}}, {"delivery", {"rcpt", "dlvSize"}}};
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    events::Event bounce = events::sample_event(1);
    bounce.subject = "Hi, you";
    write_events(options, {bounce}, board, clock);
    EXPECT_EQ(read(accounting_files(directory).at(0)), "type,rcpt,dlvSize,bounceCat,header_Subject\r\nb,Ann.Lee@gmail.example,,bad-mailbox,\"Hi, you\"\r\n");
}

TEST(Accounting, rotates_by_size_and_day_and_deletes_old_files) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"d", "b", "t", "tq", "r"});
    options.accounting.files[0].max_size.bytes = 1 << 20;
    options.accounting.files[0].delete_after.value = std::chrono::hours(24 * 2);
    events::AttentionBoard board;
    ManualClock clock(kStart);
    std::uint64_t id = 1;
    for (int part = 0; part < 4; ++part, id += 4000) write_events(options, steady_traffic(id, id + 3999), board, clock);
    EXPECT_EQ(accounting_files(directory).size(), 2u);
    for (const std::string& path : accounting_files(directory)) EXPECT_LE(fs::file_size(path), 1u << 20);
    clock.advance(std::chrono::hours(24));
    write_events(options, steady_traffic(id, id + 100), board, clock);
    id += 101;
    EXPECT_TRUE(accounting_files(directory).back().ends_with("acct-2026-01-03-0000.csv"));
    clock.advance(std::chrono::hours(24 * 4));
    write_events(options, steady_traffic(id, id + 100), board, clock);
    EXPECT_EQ(accounting_files(directory).size(), 1u);
    EXPECT_TRUE(accounting_files(directory).back().ends_with("acct-2026-01-07-0000.csv"));
}

TEST(Accounting, goes_on_from_the_noted_place_whatever_the_crash_left) {
    Directory directory;
    const JournalOptions options = with_accounting(directory, {"d", "b", "t", "tq", "r"});
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    write_events(options, steady_traffic(1, 300), board, clock);
    const auto first = rows(directory);
    const std::string path = accounting_files(directory).at(0);
    const auto size = fs::file_size(path);
    write_events(options, steady_traffic(301, 600), board, clock);
    const auto all = rows(directory);
    ASSERT_GT(all.size(), first.size());
    // The file was written, its place was not noted; and then a line was torn.
    run_sql(options.directory + "/journal.db", "UPDATE accounting SET length=" + std::to_string(size) + ",position=300");
    std::ofstream(path, std::ios::binary | std::ios::app) << "d,2026-01-02 03:0";
    write_events(options, steady_traffic(601, 601), board, clock);
    const auto again = rows(directory);
    ASSERT_GE(again.size(), all.size());
    EXPECT_EQ(std::vector<std::string>(again.begin(), again.begin() + static_cast<std::ptrdiff_t>(all.size())), all);
    EXPECT_LE(again.size(), all.size() + 1);
}

#ifdef MAILRACE_CAN_FORK
TEST(Accounting, killed_at_any_moment_no_row_is_lost_or_written_twice) {
    Directory directory;
    JournalOptions options = with_accounting(directory, {"d", "b", "t", "tq", "r"});
    options.partition_events = 4000;
    options.accounting.files[0].max_size.bytes = 1 << 20;
    const auto events = steady_traffic(1, 12'000);
    std::mt19937 random(5);
    for (int round = 0; round < 8; ++round) {
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
                std::this_thread::sleep_for(std::chrono::milliseconds(8));
            }
            std::this_thread::sleep_for(std::chrono::seconds(3));
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(300 + random() % 1500));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
    }
    events::AttentionBoard board;
    {
        auto journal = Journal::open(options, SystemClock::instance(), board);
        ASSERT_TRUE(journal.has_value());
        (*journal)->start([](EventId) {}, no_log);
        (*journal)->append(pack_of(events));
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while ((*journal)->position().value < events.size() && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        (*journal)->stop();
        Counts expected;
        for (const auto& e : events) expected.add(e);
        EXPECT_EQ((*journal)->rollups()->totals(), expected);
    }
    Directory quiet;
    JournalOptions calm = with_accounting(quiet, {"d", "b", "t", "tq", "r"});
    write_events(calm, events, board, SystemClock::instance());
    EXPECT_EQ(rows(directory), rows(quiet));
    EXPECT_TRUE(board.open().empty());
}
#endif

}  // namespace
}  // namespace mailrace::journal
