#include "daemon/journal/record_pages.h"

#include <fstream>

#include "daemon/journal/history_files.h"
#include "tests/unit/journal/fixture.h"

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;

const QueryLimits kPatient{std::chrono::minutes(1), {}};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        out.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return out;
}

/// In portions: a file ends between two of them.
void write_in_portions(const JournalOptions& options, std::uint64_t last, std::uint64_t portion) {
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    for (std::uint64_t from = 1; from <= last; from += portion)
        write_events(options, steady_traffic(from, std::min(from + portion - 1, last)), board, clock);
}

/// Everything, page by page.
std::vector<std::string> all_records(HistoryReader& reader, const std::string& filter, std::size_t limit) {
    std::vector<std::string> out;
    EventId after;
    for (int page = 0; page < 10'000; ++page) {
        const RecordPage found = read_records(reader, filter_of(filter), after, limit, kPatient);
        const auto lines = lines_of(found.text);
        EXPECT_EQ(lines.size(), found.rows);
        out.insert(out.end(), lines.begin(), lines.end());
        EXPECT_TRUE(found.complete);
        if (!found.more) return out;
        EXPECT_LT(after, found.last) << "a page goes on";
        after = found.last;
    }
    ADD_FAILURE() << "no end";
    return out;
}

}  // namespace

TEST(RecordPages, tell_every_event_that_accounting_knows_once_and_in_order) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 700;
    const auto traffic = steady_traffic(1, 3000);
    write_in_portions(options, 3000, 500);
    const auto found = open_history(options.directory);
    ASSERT_TRUE(found.has_value()) << found.error().words;
    EXPECT_TRUE(found->problems.empty());
    EXPECT_GT(found->partitions->snapshot().size(), 2u);
    HistoryReader reader(found->partitions);
    std::size_t known = 0, bounces = 0;
    for (const auto& e : traffic) {
        const auto type = static_cast<int>(e.type);
        known += type <= 5 || (type >= 7 && type <= 9) ? 1u : 0u;
        bounces += e.type == events::EventType::bounce && e.vmta == "vmta1" ? 1u : 0u;
    }
    const auto all = all_records(reader, "", 10'000);
    EXPECT_EQ(all.size(), known);
    EXPECT_EQ(all_records(reader, "", 7), all) << "the same in small pages";
    EXPECT_EQ(all_records(reader, "type:bounce vmta:vmta1", 100).size(), bounces);
    EXPECT_TRUE(all_records(reader, "type:bounce vmta:nobody", 100).empty());
}

TEST(RecordPages, rows_have_the_columns_of_accounting_and_ours) {
    Directory directory;
    events::AttentionBoard board;
    const ManualClock clock(kStart);
    const JournalOptions options = options_for(directory);
    events::Event event = events::sample_event(1);
    event.type = events::EventType::bounce;
    event.cls = events::ResponseClass::hard;
    event.provider = "gmail.rollup";
    event.queued = event.time - std::chrono::milliseconds(7250);
    write_events(options, {event}, board, clock);
    const auto found = open_history(options.directory);
    ASSERT_TRUE(found.has_value());
    HistoryReader reader(found->partitions);
    const auto page = read_records(reader, filter_of(""), {}, 10, kPatient);
    EXPECT_TRUE(record_header().starts_with("type,timeLogged,timeQueued,orig,rcpt,"));
    EXPECT_TRUE(record_header().ends_with(",provider,class,delayMs\r\n"));
    EXPECT_TRUE(page.text.starts_with("b,2026-01-02 03:04:05+0000,")) << page.text;
    EXPECT_TRUE(page.text.ends_with(",gmail.rollup,hard,7250\r\n")) << page.text;
    EXPECT_FALSE(page.more);
}

TEST(OpenHistory, reads_what_it_may_not_write_and_tells_of_damaged_files) {
    Directory directory;
    JournalOptions options = options_for(directory);
    options.partition_events = 100;
    write_in_portions(options, 250, 100);
    const auto files = find_history_files(options.directory);
    ASSERT_TRUE(files.has_value());
    ASSERT_EQ(files->size(), 3u);
    std::ofstream(files->at(1), std::ios::binary | std::ios::trunc)
        << "not a database at all, and long enough to be looked at as one";
    const auto found = open_history(options.directory);
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->problems.size(), 1u);
    EXPECT_NE(found->problems[0].find(files->at(1)), std::string::npos);
    EXPECT_EQ(found->partitions->snapshot().size(), 2u);
    EXPECT_FALSE(open_history(options.directory + "/nowhere").has_value());
}

}  // namespace mailrace::journal
