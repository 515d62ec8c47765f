// A kind of refusal that becomes frequent is told once, with its words, and ends when it is over.
#include "daemon/journal/category_watch.h"

#include <gtest/gtest.h>

namespace mailrace::journal {
namespace {

using std::chrono::minutes;

class World {
public:
    World() : clock(WallTime{std::chrono::hours{24 * 365 * 55}}), watch(clock, board) {}

    /// `good` deliveries and `bad` refusals in this minute, then the next one.
    void minute(const std::string& provider, int good, int bad, const char* category = "spam-related") {
        std::vector<events::Event> batch;
        for (int i = 0; i < good + bad; ++i) {
            events::Event e;
            e.time = clock.wall();
            e.provider = provider;
            e.type = i < good ? events::EventType::delivery : events::EventType::deferral;
            if (i >= good) {
                e.category = category;
                e.subcategory = "reputation";
                e.response = "421 too bad";
            }
            batch.push_back(std::move(e));
        }
        watch.add(batch);
        watch.look();
        clock.advance(minutes{1});
    }
    std::string notes() const {
        std::string out;
        for (const auto& n : board.open()) out += n.key + " ";
        return out;
    }

    ManualClock clock;
    events::AttentionBoard board;
    CategoryWatch watch;
};

TEST(CategoryWatch, a_rise_is_told_and_its_end_too) {
    World w;
    for (int i = 0; i < 120; ++i) w.minute("google", 99, 1);
    EXPECT_EQ(w.notes(), "");
    for (int i = 0; i < 6; ++i) w.minute("google", 80, 20);
    ASSERT_EQ(w.notes(), "category.rising:google/spam-related ");
    const auto note = w.board.open().front();
    EXPECT_EQ(note.title, "google: more refusals are spam-related (reputation)");
    EXPECT_NE(note.text.find("usually 1.0 %"), std::string::npos) << note.text;
    EXPECT_EQ(note.response, "421 too bad");
    EXPECT_EQ(note.filter, "provider:\"google\" category:spam-related");
    for (int i = 0; i < 30; ++i) w.minute("google", 99, 1);
    EXPECT_EQ(w.notes(), "");
}

TEST(CategoryWatch, what_is_usual_is_no_news) {
    World w;
    for (int i = 0; i < 15; ++i) w.minute("orange", 70, 30);
    EXPECT_EQ(w.notes(), "category.rising:orange/spam-related ") << "nothing to compare with yet";
    for (int i = 0; i < 60; ++i) w.minute("orange", 70, 30);
    EXPECT_EQ(w.notes(), "") << "by now it is usual";
    World known;
    for (int i = 0; i < 60; ++i) known.minute("orange", 85, 15);
    for (int i = 0; i < 60; ++i) known.minute("orange", 70, 30);
    EXPECT_EQ(known.notes(), "");
}

TEST(CategoryWatch, a_restart_does_not_take_old_news_for_new) {
    World w;
    const std::int64_t hour = std::chrono::floor<std::chrono::hours>(w.clock.wall()).time_since_epoch().count();
    w.watch.prime("orange", hour - 2, 10'000);
    w.watch.prime("orange", "spam-related", hour - 2, 3'000);
    for (int i = 0; i < 15; ++i) w.minute("orange", 70, 30);
    EXPECT_EQ(w.notes(), "");
}

TEST(CategoryWatch, few_refusals_are_no_news) {
    World w;
    for (int i = 0; i < 60; ++i) w.minute("small", 0, 1);
    EXPECT_EQ(w.notes(), "");
}

TEST(CategoryWatch, it_does_not_flutter_at_the_threshold) {
    World w;
    for (int i = 0; i < 120; ++i) w.minute("google", 99, 1);
    std::uint64_t changes = 0;
    std::string before = w.notes();
    for (int i = 0; i < 60; ++i) {
        w.minute("google", i % 2 == 0 ? 94 : 90, i % 2 == 0 ? 6 : 10);
        changes += w.notes() != before;
        before = w.notes();
    }
    EXPECT_LE(changes, 1u);
}

TEST(CategoryWatch, providers_are_judged_apart_and_bounded) {
    World w;
    for (int i = 0; i < 12; ++i) {  // each call is a minute: 24 of them, too few before the window to be usual
        w.minute("google", 100, 0);
        w.minute("yahoo", 50, 50, "policy-related");
    }
    EXPECT_EQ(w.notes(), "category.rising:yahoo/policy-related ");
    for (std::size_t i = 0; i < CategoryWatch::kMaxProviders + 10; ++i) w.minute("p" + std::to_string(i), 1, 0);
}

}  // namespace
}  // namespace mailrace::journal
