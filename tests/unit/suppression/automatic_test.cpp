// What puts addresses on lists by themselves, what never does, and that a restart neither loses nor doubles a failure.
#include "daemon/suppression/automatic.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "shared/config/load.h"

namespace mailrace::suppression {
namespace {

using namespace std::chrono_literals;
using events::Event;
using events::EventType;

class AutomaticTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("automatic-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
        std::filesystem::create_directories(folder_);
        start();
    }
    void TearDown() override {
        automatic_.reset();
        lists_.reset();
        std::filesystem::remove_all(folder_);
    }
    void start() {
        automatic_.reset();
        lists_.reset();
        const auto loaded = config::load_text(
            "test.conf", "<address-list gone>\nautomatic-categories bad-mailbox\nautomatic-after 3\nautomatic-within 10d\nautomatic-expires 30d\n</address-list>\n"
                         "<address-list angry>\nautomatic-complaints yes\n</address-list>\n<address-list full>\nautomatic-categories quota-issues\n</address-list>\n");
        ASSERT_TRUE(loaded.config);
        lists_ = std::move(*Lists::open((folder_ / "s.db").string(), *ConfiguredLists::make(*loaded.config), clock_));
        automatic_ = std::make_unique<Automatic>(
            *lists_,
            [this](EventId after, std::size_t limit) {
                std::vector<Event> out;
                for (const Event& e : history_)
                    if (e.id > after && out.size() < limit) out.push_back(e);
                return out;
            },
            [this](const std::string& words) { notes_.push_back(words); });
        automatic_->begin(history_.empty() ? EventId{} : history_.back().id);
        // A thread is not needed: what it would do is done here.
        for (int i = 0; i < 10; ++i) automatic_->tick();
    }
    Event event(EventType type, const std::string& recipient, const std::string& category) {
        Event e;
        e.id = EventId{history_.size() + 1};
        e.time = clock_.wall();
        e.type = type;
        e.message = MessageId{77};
        e.recipient = recipient;
        e.category = category;
        e.response = "550 5.1.1 no such user";
        return e;
    }
    void happens(Event e, bool seen = true) {
        history_.push_back(e);
        if (!seen) return;
        automatic_->take({&e, 1});
        automatic_->tick();
    }
    void bounces(const std::string& recipient, bool seen = true) { happens(event(EventType::bounce, recipient, "bad-mailbox"), seen); }
    bool on(const std::string& list, const std::string& address) const {
        const std::vector<std::string> names{list};
        return lists_->first(names, address).has_value();
    }

    ManualClock clock_;
    std::filesystem::path folder_;
    std::vector<Event> history_;
    std::vector<std::string> notes_;
    std::unique_ptr<Lists> lists_;
    std::unique_ptr<Automatic> automatic_;
};

TEST_F(AutomaticTest, enters_after_so_many_bounces_within_the_time_and_leaves_again) {
    bounces("a@x.example");
    bounces("A@X.example");
    EXPECT_FALSE(on("gone", "a@x.example"));
    bounces("b@x.example");
    bounces("a@x.example");
    EXPECT_TRUE(on("gone", "a@x.example"));
    EXPECT_FALSE(on("gone", "b@x.example"));
    ASSERT_EQ(notes_.size(), 1u);
    EXPECT_NE(notes_[0].find("a@x.example entered by itself (bad-mailbox)"), std::string::npos);
    const auto match = lists_->all("a@x.example");
    EXPECT_EQ(match[0].origin, "automatic: bad-mailbox");
    EXPECT_EQ(match[0].reason, "3 bounces in 10d, at last: 550 5.1.1 no such user");
    clock_.advance(24h * 30);
    EXPECT_FALSE(on("gone", "a@x.example"));
}

TEST_F(AutomaticTest, forgets_bounces_that_are_too_far_apart) {
    bounces("a@x.example");
    clock_.advance(24h * 6);
    bounces("a@x.example");
    clock_.advance(24h * 6);
    bounces("a@x.example");
    EXPECT_FALSE(on("gone", "a@x.example"));
    clock_.advance(24h * 3);
    bounces("a@x.example");
    EXPECT_TRUE(on("gone", "a@x.example"));
}

TEST_F(AutomaticTest, counts_over_a_restart_and_what_came_in_between_once) {
    bounces("a@x.example");
    bounces("b@x.example");
    start();
    bounces("b@x.example");
    EXPECT_FALSE(on("gone", "b@x.example"));
    bounces("a@x.example", false);  // in the history, but the daemon was killed before it was counted
    start();
    EXPECT_FALSE(on("gone", "a@x.example"));
    start();
    EXPECT_FALSE(on("gone", "a@x.example"));
    bounces("a@x.example");
    EXPECT_TRUE(on("gone", "a@x.example"));
    EXPECT_FALSE(on("gone", "b@x.example"));
    bounces("b@x.example");
    EXPECT_TRUE(on("gone", "b@x.example"));
}

TEST_F(AutomaticTest, heeds_one_complaint_about_mail_that_was_sent) {
    Event complaint = event(EventType::complaint, "a@x.example", "");
    events::add_detail(complaint, "matchedBy", "queue id");
    events::add_detail(complaint, "feedbackType", "abuse");
    happens(complaint);
    EXPECT_TRUE(on("angry", "a@x.example"));
    EXPECT_FALSE(on("gone", "a@x.example"));
}

TEST_F(AutomaticTest, is_moved_by_nothing_that_a_stranger_can_forge) {
    Event forged = event(EventType::complaint, "never@x.example", "");
    forged.message = {};  // no message that was sent from here
    happens(forged);
    Event guessed = event(EventType::complaint, "guessed@x.example", "");
    events::add_detail(guessed, "matchedBy", "sender and recipient");
    happens(guessed);
    Event bounce = event(EventType::remote_bounce, "never@x.example", "quota-issues");
    bounce.message = {};
    happens(bounce);
    EXPECT_FALSE(on("angry", "never@x.example"));
    EXPECT_FALSE(on("angry", "guessed@x.example"));
    EXPECT_FALSE(on("full", "never@x.example"));
    EXPECT_TRUE(notes_.empty());
    Event real = event(EventType::remote_bounce, "never@x.example", "quota-issues");
    events::add_detail(real, "matchedBy", "VERP");
    happens(real);
    EXPECT_TRUE(on("full", "never@x.example"));
}

TEST_F(AutomaticTest, does_not_feed_on_its_own_bounces_and_notifications) {
    Event own = event(EventType::bounce, "a@x.example", "quota-issues");
    own.rule = kSuppressedRule;
    happens(own);
    Event notification = event(EventType::bounce, "b@x.example", "quota-issues");
    notification.generated = true;
    happens(notification);
    EXPECT_FALSE(on("full", "a@x.example"));
    EXPECT_FALSE(on("full", "b@x.example"));
}

TEST_F(AutomaticTest, reads_the_history_when_more_comes_than_may_wait) {
    std::vector<Event> batch;
    for (std::size_t i = 0; i < Automatic::kMostWaiting + 10; ++i) {
        Event e = event(EventType::bounce, "u" + std::to_string(i % 50) + "@x.example", i < 50 ? "quota-issues" : "other");
        history_.push_back(e);
        batch.push_back(e);
    }
    automatic_->take(batch);
    for (int i = 0; i < 200; ++i) automatic_->tick();
    EXPECT_TRUE(on("full", "u0@x.example"));
    EXPECT_TRUE(on("full", "u49@x.example"));
    happens(event(EventType::bounce, "late@x.example", "quota-issues"));
    EXPECT_TRUE(on("full", "late@x.example"));
}

}  // namespace
}  // namespace mailrace::suppression
