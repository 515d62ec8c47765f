// Messages a second that the spool stores (from several threads, fdatasync on) and that recovery reads, and the memory of its index.
// Usage: spool_bench [DIRECTORY [MESSAGES [BODY_BYTES]]]; the directory is emptied of the bench's own files afterwards.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <semaphore>
#include <string>
#include <thread>

#include "daemon/platform/memory.h"
#include "daemon/spool/engine.h"

namespace {

using namespace mailrace;
using Clock = std::chrono::steady_clock;

struct Counting final : spool::RecoveryVisitor {
    std::uint64_t messages = 0, bytes = 0;
    void state(std::string_view, std::string_view) override {}
    void message(spool::RecoveredMessage&& m) override {
        ++messages;
        bytes += m.body.length;
    }
    void event(events::Event&&) override {}
    void progress(std::uint64_t, std::uint64_t) override {}
    void problem(std::string_view words) override { std::printf("problem: %.*s\n", static_cast<int>(words.size()), words.data()); }
};

spool::Envelope envelope(std::uint64_t id) {
    spool::Envelope e;
    e.id = {id};
    e.received = SystemClock::instance().wall();
    e.sender = "news-" + std::to_string(id) + "@sender.example";
    e.vmta = "mta1";
    e.pool = "pool1";
    e.job = "job-20260101";
    e.feeder = "bench (127.0.0.1)";
    e.message_id = "<" + std::to_string(id) + ".bench@sender.example>";
    e.subject = "A bench message";
    e.recipients.push_back({"recipient-" + std::to_string(id) + "@domain" + std::to_string(id % 1000) + ".example", "", 0});
    return e;
}

events::Event receipt(std::uint64_t id) {
    events::Event e;
    e.type = events::EventType::receipt;
    e.message = {id};
    e.sender = "news-" + std::to_string(id) + "@sender.example";
    e.recipient = "recipient-" + std::to_string(id) + "@domain" + std::to_string(id % 1000) + ".example";
    e.source_ip = "127.0.0.1";
    return e;
}

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

void store(const spool::SpoolOptions& options, std::uint64_t messages, std::size_t body_bytes) {
    Counting visitor;
    spool::Spool::Recovery recovery;
    auto opened = spool::Spool::open(options, {}, visitor, recovery);
    if (!opened) return (void)std::printf("cannot open: %s\n", opened.error().words.c_str());
    auto& spool = *opened.value();
    spool.start([](events::EventPack) {});
    const auto body = std::make_shared<const std::string>(body_bytes, 'x');
    constexpr std::ptrdiff_t kUnderWay = 1000;
    std::counting_semaphore<kUnderWay> room(kUnderWay);
    const auto begin = Clock::now();
    for (std::uint64_t i = 0; i < messages; ++i) {
        room.acquire();
        const auto id = recovery.last_message.value + 1 + i;
        spool.store(envelope(id), body, {receipt(id)}, [&](Result<spool::Location> r) {
            if (!r) std::printf("%s\n", r.error().words.c_str());
            room.release();
        });
    }
    for (std::ptrdiff_t i = 0; i < kUnderWay; ++i) room.acquire();
    const double seconds = seconds_since(begin);
    const auto s = spool.statistics();
    std::printf("stored %llu messages of %zu bytes in %.2f s: %.0f messages/s, %llu fdatasync\n", static_cast<unsigned long long>(messages),
                body_bytes, seconds, static_cast<double>(messages) / seconds, static_cast<unsigned long long>(s.commits));
}

void recover(const spool::SpoolOptions& options) {
    Counting visitor;
    spool::Spool::Recovery recovery;
    const auto before = platform::resident_bytes();
    const auto begin = Clock::now();
    auto engine = spool::Engine::open(options, {~std::uint64_t{0} >> 1}, visitor, recovery);
    const double seconds = seconds_since(begin);
    if (!engine) return (void)std::printf("cannot open: %s\n", engine.error().words.c_str());
    std::printf("recovered %llu messages in %.2f s: %.0f messages/s\n", static_cast<unsigned long long>(visitor.messages), seconds,
                static_cast<double>(visitor.messages) / seconds);
    std::printf("index: %.1f bytes a message; resident memory grew by %.1f bytes a message\n",
                static_cast<double>(engine.value()->index_memory()) / static_cast<double>(std::max<std::uint64_t>(1, visitor.messages)),
                static_cast<double>(platform::resident_bytes() - before) / static_cast<double>(std::max<std::uint64_t>(1, visitor.messages)));
}

}  // namespace

int main(int argc, char** argv) {
    spool::SpoolOptions options;
    options.directory = argc > 1 ? argv[1] : (std::filesystem::temp_directory_path() / "mailrace-spool-bench").string();
    const std::uint64_t messages = argc > 2 ? std::stoull(argv[2]) : 200'000;
    const std::size_t body = argc > 3 ? std::stoul(argv[3]) : 1024;
    store(options, messages, body);
    recover(options);
    for (const auto& entry : std::filesystem::directory_iterator(options.directory))
        if (spool::parse_segment_name(entry.path().filename().string())) std::filesystem::remove(entry.path());
    return 0;
}
