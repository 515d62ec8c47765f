// Fills a history with events such as busy senders see (mostly receipts and deliveries, some deferrals and bounces, few providers and a long tail of
// domains, replies with changing ids) through the journal itself, then asks what the Events view asks. Prints one line a figure.
// Usage: events_bench [DIRECTORY [EVENTS]]. An existing history in DIRECTORY is used as it is.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <thread>

#include "daemon/events/attention.h"
#include "daemon/journal/history_reader.h"
#include "daemon/journal/journal.h"
#include "daemon/journal/stats_reader.h"

namespace {

using namespace mailrace;
using namespace mailrace::journal;
using Steady = std::chrono::steady_clock;

/// Of the whole process, all threads.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double ms_since(Steady::time_point start) { return std::chrono::duration<double, std::milli>(Steady::now() - start).count(); }

void figure(const std::string& name, double value, const char* unit) { std::printf("%-44s %12.2f %s\n", name.c_str(), value, unit); }

class Generator {
public:
    events::Event next() {
        events::Event e;
        e.id.value = ++id_;
        now_ += std::chrono::microseconds(random_() % 400);
        e.time = now_;
        const unsigned share = random_() % 1000;
        const bool large = random_() % 10 < 7;
        const std::size_t domain = large ? random_() % std::size(kProviders) : 0;
        e.domain = large ? kProviders[domain] : "host" + std::to_string(random_() % 40'000) + ".example";
        e.provider = large ? std::string(kProviders[domain]) + ".rollup" : e.domain;
        e.recipient = "user" + std::to_string(random_() % 3'000'000) + "@" + e.domain;
        e.sender = "b-" + std::to_string(random_()) + "@bounce.sender.example";
        e.message.value = 400'000'000'000'000ULL + id_ / 2;
        e.vmta = "vmta" + std::to_string(random_() % 20);
        e.pool = "pool" + std::to_string(random_() % 3);
        e.job = "campaign-" + std::to_string(id_ / 200'000);
        e.queue = e.domain + "/" + e.vmta;
        e.size = 4000 + random_() % 40'000;
        e.message_id = "<" + std::to_string(random_()) + ".x@sender.example>";
        e.subject = "Your weekly offers, number " + std::to_string(id_ / 200'000);
        e.user = "feeder1";
        e.source_ip = "198.51.100." + std::to_string(random_() % 40);
        e.queued = now_ - std::chrono::milliseconds(random_() % 60'000);
        if (share < 450) return receipt(std::move(e));
        return attempt(std::move(e), share);
    }

private:
    static constexpr const char* kProviders[] = {"gmail.example", "yahoo.example", "outlook.example", "icloud.example", "gmx.example",
                                                 "orange.example", "comcast.example", "hotmail.example"};

    events::Event receipt(events::Event e) {
        e.type = events::EventType::receipt;
        e.remote_host = "feeder.sender.example";
        e.remote_ip = "127.0.0.1";
        e.code = 250;
        e.response = "250 2.0.0 queued as " + to_text(e.message);
        return e;
    }

    std::string id() {
        std::string out;
        for (int i = 0; i < 16; ++i) out += "0123456789abcdef"[random_() % 16];
        return out;
    }

    events::Event attempt(events::Event e, unsigned share) {
        e.remote_host = "mx" + std::to_string(random_() % 4) + "." + e.domain;
        e.remote_ip = "203.0.113." + std::to_string(random_() % 200);
        e.remote_port = 25;
        e.attempt = 1;
        e.phase = events::Phase::end_of_data;
        e.tls_protocol = "TLSv1.3";
        e.tls_cipher = "TLS_AES_256_GCM_SHA384";
        e.esmtp = "PIPELINING,SIZE,8BITMIME,ENHANCEDSTATUSCODES,STARTTLS";
        e.connect_us = 20'000 + random_() % 100'000;
        e.total_us = 200'000 + random_() % 900'000;
        e.session = "+0 < 220 " + e.remote_host + " ESMTP\n+20 > EHLO out.sender.example\n+40 < 250 ok\n+41 > MAIL FROM:<" + e.sender + ">\n+42 > RCPT TO:<" +
                    e.recipient + ">\n+80 < 250 2.1.0 ok\n+81 < 250 2.1.5 ok\n+82 > DATA\n+120 < 354 go ahead\n+180 < " + std::to_string(e.code) + "\n";
        if (share < 900) {
            e.type = events::EventType::delivery;
            e.code = 250;
            e.status = {2, 0, 0};
            e.response = "250 2.0.0 OK " + std::to_string(random_()) + " " + id() + " - esmtp";
        } else if (share < 975) {
            e.type = events::EventType::deferral;
            e.code = share < 950 ? 421 : 452;
            e.status = {4, 7, 0};
            e.category = share < 950 ? "policy-related" : "quota-issues";
            e.response = "421-4.7.0 [" + e.source_ip + "] Our system has detected an unusual rate of mail.\r\n421 4.7.0 try again later " + id();
        } else {
            e.type = events::EventType::bounce;
            e.code = 550;
            e.status = {5, 1, 1};
            e.category = share < 995 ? "bad-mailbox" : "spam-related";
            e.response = share < 995 ? "550 5.1.1 <" + e.recipient + ">: Recipient address rejected: user unknown"
                                     : "550 5.7.1 Message from " + e.source_ip + " blocked as spam " + id();
        }
        return e;
    }

    std::mt19937 random_{20260102};
    std::uint64_t id_ = 0;
    WallTime now_{std::chrono::seconds{1'767'323'045}};
};

void fill(const JournalOptions& options, std::uint64_t count) {
    events::AttentionBoard board;
    auto journal = Journal::open(options, SystemClock::instance(), board);
    if (!journal) {
        std::fprintf(stderr, "%s\n", journal.error().words.c_str());
        std::exit(1);
    }
    (*journal)->start([](EventId) {}, [](EventId) { return std::unique_ptr<events::EventSource>(); });
    Generator generator;
    double making = 0;
    const auto start = Steady::now();
    const double cpu = cpu_seconds();
    for (std::uint64_t done = 0; done < count;) {
        const auto began = Steady::now();
        events::EventPack batch;
        for (std::uint64_t n = std::min<std::uint64_t>(5000, count - done); n > 0; --n) batch.add(generator.next());
        making += ms_since(began);
        done += batch.size();
        while ((*journal)->statistics().waiting > 20'000) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        (*journal)->append(std::move(batch));
    }
    while ((*journal)->position().value < count) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const double seconds = ms_since(start) / 1000;
    figure("insert", static_cast<double>(count) / seconds, "events/s (journal thread; the generator ran beside it)");
    figure("insert, processor time", (cpu_seconds() - cpu) * 1e6 / static_cast<double>(count), "us/event (the generator's included)");
    figure("generator", static_cast<double>(count) / (making / 1000), "events/s (alone)");
    (*journal)->stop();
    const auto s = (*journal)->statistics();
    figure("disk", static_cast<double>(s.bytes) / static_cast<double>(s.events), "bytes/event");
}

/// The slowest and the usual one of several runs; `run` gets the number of the run.
template <class Run>
void measure(const std::string& name, int runs, Run run) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto start = Steady::now();
        run(i);
        times.push_back(ms_since(start));
    }
    std::sort(times.begin(), times.end());
    figure(name + " (median)", times[times.size() / 2], "ms");
    figure(name + " (slowest)", times.back(), "ms");
}

filter::Filter filter_of(const std::string& text) {
    const filter::Parsed parsed = filter::parse(text, filter::event_fields(), SystemClock::instance().wall());
    if (!parsed.ok()) std::exit(2);
    return parsed.filter();
}

void first_matches(std::shared_ptr<const PartitionList> list, const std::string& text) {
    HistoryReader reader(std::move(list));
    const filter::Filter filter = filter_of(text);
    measure("first matches: " + text, 5, [&](int) { (void)reader.page(filter, {}, {}, 100, {}); });
}

void ask(std::shared_ptr<const PartitionList> list, std::uint64_t count) {
    const filter::Filter all = filter_of("");
    measure("first page, fresh reader", 5, [&](int) { (void)HistoryReader(list).page(all, {}, {}, 100, {}); });
    HistoryReader reader(list);
    std::mt19937 random(3);
    measure("jump anywhere", 50, [&](int) { (void)reader.page(all, EventId{1 + random() % count}, {}, 100, {}); });
    measure("60 rows by id, anywhere", 50, [&](int) {
        std::vector<EventId> ids;
        const std::uint64_t from = 1 + random() % (count - 61);
        for (std::uint64_t i = 0; i < 60; ++i) ids.push_back(EventId{from + i});
        (void)reader.rows(ids);
    });
    const std::string recipient = reader.rows(std::vector<EventId>{EventId{count / 7}}).at(0).recipient;
    for (const std::string& text :
         {std::string("type:bounce"), std::string("type:bounce provider:gmail.example"), std::string("provider:yahoo.example code:4*"),
          std::string("category:spam-related"), std::string("domain:host77.example"), std::string("code:452"), std::string("job:campaign-0"),
          "recipient:" + recipient, std::string("type:bounce category:spam-related \"blocked\" source:198.51.100.0/28"), std::string("\"unusual rate\"")})
        first_matches(list, text);
    measure("match all ids of type:bounce", 3, [&](int) { (void)reader.match(filter_of("type:bounce"), {}, {std::chrono::minutes(1), {}}, [](auto) { return true; }); });
    measure("match all ids, no filter", 1, [&](int) { (void)reader.match(all, {}, {std::chrono::minutes(1), {}}, [](auto) { return true; }); });
    const auto partitions = list->snapshot();
    const std::int64_t from = partitions.front().oldest, to = partitions.back().newest + 1;
    measure("histogram, no filter", 3, [&](int) { (void)reader.histogram(all, from, to, 200, {std::chrono::minutes(1), {}}); });
    measure("histogram, category:bad-mailbox", 3, [&](int) { (void)reader.histogram(filter_of("category:bad-mailbox"), from, to, 200, {std::chrono::minutes(1), {}}); });
    const filter::FieldId fields[] = {filter::id_of(filter::EventField::type), filter::id_of(filter::EventField::provider),
                                      filter::id_of(filter::EventField::category), filter::id_of(filter::EventField::code)};
    measure("facets (4 fields), all events", 1, [&](int) { (void)reader.facets(all, fields, 20, {std::chrono::minutes(1), {}}); });
    measure("facets (4 fields), type:bounce", 3, [&](int) { (void)reader.facets(filter_of("type:bounce"), fields, 20, {std::chrono::minutes(1), {}}); });
    Groups groups;
    measure("groups by response, type:bounce", 3, [&](int) { groups = reader.groups(filter_of("type:bounce"), 50, {std::chrono::minutes(1), {}}); });
    figure("groups found", static_cast<double>(groups.groups.size()), "groups");
    measure("text search through everything", 1, [&](int) { (void)reader.match(filter_of("\"no such words\""), {}, {std::chrono::minutes(2), {}}, [](auto) { return true; }); });
}

}  // namespace

int main(int argc, char** argv) {
    const std::string directory = argc > 1 ? argv[1] : (std::filesystem::temp_directory_path() / "mailrace-events-bench").string();
    const std::uint64_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 5'000'000;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    JournalOptions options;
    options.directory = directory;
    options.max_bytes = 1ull << 40;
    options.retention = std::chrono::hours(24 * 36'500);
    if (!std::filesystem::exists(directory)) fill(options, count);
    events::AttentionBoard board;
    auto journal = Journal::open(options, SystemClock::instance(), board);
    if (!journal) return 1;
    const std::uint64_t there = (*journal)->position().value;
    figure("events", static_cast<double>(there), "");
    if (there < 1000) return 1;
    ask((*journal)->partitions(), there);
    return 0;
}
