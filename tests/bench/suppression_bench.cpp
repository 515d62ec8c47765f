// Suppression lists of many entries: import, size, start, lookups. Prints figures and asserts nothing.
//   suppression_bench FOLDER [ENTRIES] [hashed]
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>
#include <thread>

#include "daemon/platform/memory.h"
#include "daemon/suppression/lists.h"
#include "shared/config/load.h"

using namespace mailrace;
using namespace mailrace::suppression;

namespace {

/// Processor time, user and system: other programs do not count.
double used() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double seconds_since(std::chrono::steady_clock::time_point begin) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); }

std::string address(std::uint64_t i) {
    const std::uint64_t mixed = i * 0x9e3779b97f4a7c15u;
    return "user" + std::to_string(mixed % 100'000'000'000u) + "@" + (mixed % 7 < 4 ? "webmail" : "mail") + std::to_string(mixed % 500) + ".example";
}

void lookups(const Lists& lists, const char* what, std::uint64_t from, std::uint64_t spread, std::uint64_t count) {
    const std::vector<std::string> names{"big"};
    std::mt19937_64 random(1);
    std::vector<std::string> asked;
    for (std::uint64_t i = 0; i < count; ++i) asked.push_back(address(from + random() % spread));
    std::uint64_t found = 0;
    const double begin = used();
    for (const auto& a : asked) found += lists.first(names, a).has_value();
    const double each = (used() - begin) / static_cast<double>(count);
    std::printf("%-34s %8.0f ns each, %llu of %llu found\n", what, each * 1e9, static_cast<unsigned long long>(found), static_cast<unsigned long long>(count));
}

/// The part of a lookup that decides: the address in normal form, its fingerprint, the table.
void decisions(const Lists& lists, std::uint64_t spread, std::uint64_t count) {
    std::mt19937_64 random(2);
    std::vector<std::string> asked;
    for (std::uint64_t i = 0; i < count; ++i) asked.push_back(address(random() % spread));
    std::uint64_t found = 0;
    const double begin = used();
    for (const auto& a : asked) found += lists.probably("big", a);
    std::printf("%-34s %8.0f ns each, %llu of %llu found\n", "hit, from memory alone", (used() - begin) / static_cast<double>(count) * 1e9, static_cast<unsigned long long>(found),
                static_cast<unsigned long long>(count));
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : "/tmp";
    const std::uint64_t entries = argc > 2 ? std::stoull(argv[2]) : 10'000'000;
    const bool hashed = argc > 3;
    const std::string path = folder + "/suppression.db";
    const auto loaded = config::load_text("bench.conf", std::string("<address-list big>\n") + (hashed ? "digest-algorithm hmac-sha256\ndigest-key secret\n" : "") + "</address-list>\n");
    const auto configured = *ConfiguredLists::make(*loaded.config);
    const auto& clock = SystemClock::instance();
    {
        auto lists = std::move(*Lists::open(path, configured, clock));
        const auto begin = std::chrono::steady_clock::now();
        std::vector<NewEntry> piece;
        for (std::uint64_t i = 0; i < entries;) {
            piece.clear();
            for (; i < entries && piece.size() < 10'000; ++i) piece.push_back({address(i), {}, "bench", "import bench", {}, {}});
            if (const auto done = lists->add("big", piece, false); !std::holds_alternative<Change>(done)) return std::printf("%s\n", std::get<Refusal>(done).words.c_str()), 1;
        }
        const double took = seconds_since(begin);
        std::printf("%-34s %8.1f s, %.0f entries a second, each 10,000 synced\n", "import", took, static_cast<double>(entries) / took);
    }
    std::printf("%-34s %8.1f MB\n", "file", static_cast<double>(std::filesystem::file_size(path)) / 1e6);
    const auto before = platform::resident_bytes();
    const auto begin = std::chrono::steady_clock::now();
    const double began = used();
    auto lists = std::move(*Lists::open(path, configured, clock));
    std::printf("%-34s %8.1f s, %.1f s of processor time\n", "start", seconds_since(begin), used() - began);
    std::printf("%-34s %8.1f MB of table, %.1f MB more in the process\n", "memory", static_cast<double>(lists->memory()) / 1e6, static_cast<double>(platform::resident_bytes() - before) / 1e6);
    lookups(*lists, "miss", entries, 1'000'000'000, 1'000'000);
    decisions(*lists, entries, 1'000'000);
    lookups(*lists, "hit, compared with the disk", 0, entries, 200'000);
    lookups(*lists, "hit among 1,000 entries", 0, 1000, 200'000);
    const auto whole = std::chrono::steady_clock::now();
    Search search{.text = "user12345", .limit = 1000, .budget = std::chrono::milliseconds(300)};
    std::size_t pages = 0, rows = 0;
    do {
        const auto found = std::get<Found>(lists->search(search));
        rows += found.rows.size();
        search.cursor = found.cursor;
        ++pages;
    } while (!search.cursor.empty());
    std::printf("%-34s %8.1f s for all, %zu pages, %zu rows\n", "search for a part", seconds_since(whole), pages, rows);
    return 0;
}
