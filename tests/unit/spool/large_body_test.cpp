// Large bodies through the public interface, with its thread, on a real disk; and what is left of them after a death.
#include <gtest/gtest.h>

#include <filesystem>
#include <future>

#include "daemon/spool/layout.h"
#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

class LargeBodies : public ::testing::Test {
protected:
    LargeBodies() {
        char name[] = "/tmp/mailrace-spool-XXXXXX";
        directory_ = ::mkdtemp(name);
        options_.directory = directory_ + "/spool";
        options_.min_free_space = 0;
        options_.large_message = 64 << 10;
    }
    ~LargeBodies() override {
        spool_.reset();
        std::filesystem::remove_all(directory_);
    }

    void open() {
        spool_.reset();
        seen_ = {};
        auto opened = Spool::open(options_, {}, seen_, recovery_);
        ASSERT_TRUE(opened) << opened.error().words;
        spool_ = std::move(opened).value();
        spool_->start([](events::EventPack) {});
    }
    Status write(Spool::LargeBody& large, std::string bytes) {
        std::promise<Status> promise;
        large.write(std::move(bytes), [&](Status s) { promise.set_value(std::move(s)); });
        return promise.get_future().get();
    }
    Result<Location> finish(Spool::LargeBody& large, std::uint64_t id) {
        std::promise<Result<Location>> promise;
        large.finish(envelope(id), {}, [&](Result<Location> r) { promise.set_value(std::move(r)); });
        return promise.get_future().get();
    }
    void barrier() {
        std::promise<void> promise;
        spool_->record({}, {}, [&](Status) { promise.set_value(); });
        promise.get_future().get();
    }
    std::string read(std::uint64_t id, const Location& where) {
        std::string all;
        char piece[10'000];
        for (;;) {
            const auto got = spool_->read_body({id}, where, all.size(), piece);
            if (!got || got.value() == 0) return all;
            all.append(piece, got.value());
        }
    }
    std::size_t large_files() const {
        const auto directory = std::filesystem::directory_iterator(options_.directory + "/large");
        return static_cast<std::size_t>(std::distance(begin(directory), end(directory)));
    }

    std::string directory_;
    SpoolOptions options_;
    Seen seen_;
    Spool::Recovery recovery_;
    std::unique_ptr<Spool> spool_;
};

TEST_F(LargeBodies, are_written_piece_by_piece_and_come_back) {
    open();
    auto large = spool_->begin_large({5});
    ASSERT_TRUE(large);
    std::string all;
    for (unsigned i = 0; i < 40; ++i) {
        const std::string piece = body_of(i, 50'000);
        all += piece;
        ASSERT_TRUE(write(*large.value(), piece));
    }
    const auto where = finish(*large.value(), 5);
    ASSERT_TRUE(where) << where.error().words;
    EXPECT_EQ(where.value().segment, 0u);
    EXPECT_EQ(where.value().length, all.size());
    EXPECT_TRUE(read(5, where.value()) == all);
    large.value().reset();
    open();
    ASSERT_EQ(seen_.messages.size(), 1u);
    EXPECT_EQ(seen_.messages.at({5}).body.length, all.size());
    EXPECT_TRUE(read(5, seen_.messages.at({5}).body) == all);
    spool_->record({update(5, 0, RecipientState::delivered)}, {}, {});
    barrier();
    EXPECT_EQ(large_files(), 0u);
    EXPECT_EQ(spool_->read_body({5}, where.value(), 0, {}).error().cls, ErrorClass::not_found);
}

TEST_F(LargeBodies, given_up_ones_leave_nothing) {
    open();
    auto large = spool_->begin_large({6});
    ASSERT_TRUE(large);
    ASSERT_TRUE(write(*large.value(), "abc"));
    EXPECT_EQ(large_files(), 1u);
    large.value().reset();
    barrier();
    EXPECT_EQ(large_files(), 0u);
}

TEST_F(LargeBodies, orphans_are_removed_at_the_next_start) {
    open();
    spool_.reset();
    auto& storage = platform::Storage::system();
    { auto orphan = storage.open(large_path(options_, {77}), platform::OpenMode::create); ASSERT_TRUE(orphan); }
    open();
    EXPECT_EQ(large_files(), 0u);
}

TEST_F(LargeBodies, a_lost_file_is_reported_and_the_message_not_shown) {
    open();
    std::promise<void> stored;
    spool_->store(envelope(8), std::make_shared<const std::string>(100'000, 'x'), {}, [&](Result<Location> r) {
        EXPECT_TRUE(r);
        stored.set_value();
    });
    stored.get_future().get();
    spool_.reset();
    std::filesystem::remove(large_path(options_, {8}));
    open();
    EXPECT_TRUE(seen_.messages.empty());
    ASSERT_EQ(seen_.problems.size(), 1u);
    EXPECT_NE(seen_.problems[0].find(to_text(MessageId{8})), std::string::npos);
}

TEST_F(LargeBodies, what_comes_after_the_end_is_cancelled) {
    open();
    spool_->stop();
    ErrorClass store = ErrorClass::internal, record = ErrorClass::internal;
    spool_->store(envelope(1), std::make_shared<const std::string>("x"), {}, [&](Result<Location> r) { store = r.error().cls; });
    spool_->record({}, {}, [&](Status s) { record = s.error().cls; });
    EXPECT_EQ(store, ErrorClass::cancelled);
    EXPECT_EQ(record, ErrorClass::cancelled);
}

TEST_F(LargeBodies, many_threads_may_store_and_read_at_once) {
    open();
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (std::uint64_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (std::uint64_t i = 1; i <= 50; ++i) {
                const std::uint64_t id = t * 1000 + i;
                std::promise<Result<Location>> promise;
                spool_->store(envelope(id), std::make_shared<const std::string>(body_of(id)), {event(events::EventType::receipt, id)},
                              [&](Result<Location> r) { promise.set_value(std::move(r)); });
                const auto where = promise.get_future().get();
                if (!where || read(id, where.value()) != body_of(id)) ++wrong;
                if (i % 2 == 0) spool_->record({update(id, 0, RecipientState::delivered)}, {}, {});
                (void)spool_->statistics();
                (void)spool_->refusal();
            }
        });
    }
    for (auto& t : threads) t.join();
    EXPECT_EQ(wrong, 0);
    barrier();
    EXPECT_EQ(spool_->statistics().messages, 100u);
    open();
    EXPECT_EQ(seen_.messages.size(), 100u);
    EXPECT_EQ(seen_.events.size(), 200u);
}

}  // namespace
}  // namespace mailrace::spool::testing
