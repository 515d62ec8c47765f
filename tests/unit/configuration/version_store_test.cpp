#include "daemon/configuration/version_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "shared/config/revision.h"

namespace mailrace::configuration {

namespace fs = std::filesystem;

namespace {

class VersionStoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("mailrace-versions-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    std::string path() const { return folder / "configuration.db"; }

    static Version version(const std::string& note, const std::string& text) {
        Version v;
        v.time = WallTime{std::chrono::seconds(1'800'000'000)};
        v.user = "ana";
        v.note = note;
        v.origin = VersionOrigin::apply;
        v.revision = config::revision_of(text);
        v.documents = {{"/etc/mailrace.conf", config::revision_of(text), 3, 1}, {"/etc/same.conf", config::revision_of("same"), 0, 0}};
        return v;
    }

    fs::path folder;
};

}  // namespace

TEST_F(VersionStoreTest, keeps_versions_over_a_restart) {
    for (int round = 0; round < 2; ++round) {
        auto store = VersionStore::open(path());
        ASSERT_TRUE(store) << store.error().words;
        if (round == 0) {
            Version first = version("first", "a 1\n");
            ASSERT_TRUE((*store)->add(first, {"a 1\n", "same"}));
            EXPECT_EQ(first.number, 1);
            Version second = version("second", "a 2\n");
            ASSERT_TRUE((*store)->add(second, {"a 2\n", "same"}));
        }
        const auto all = (*store)->list(0, 10).value();
        ASSERT_EQ(all.size(), 2u);
        EXPECT_EQ(all[0].note, "second");
        EXPECT_EQ(all[0].user, "ana");
        EXPECT_EQ(all[0].origin, VersionOrigin::apply);
        EXPECT_EQ(all[0].time, WallTime{std::chrono::seconds(1'800'000'000)});
        ASSERT_EQ(all[1].documents.size(), 2u);
        EXPECT_EQ(all[1].documents[0].added, 3u);
        EXPECT_EQ((*store)->texts(1).value(), (std::vector<std::string>{"a 1\n", "same"}));
        EXPECT_EQ((*store)->list(2, 10).value().size(), 1u);
        EXPECT_EQ((*store)->get(7).error().cls, ErrorClass::not_found);
        EXPECT_EQ((*store)->newest().value()->number, 2);
    }
}

TEST_F(VersionStoreTest, is_for_its_owner_alone) {
    auto store = VersionStore::open(path());
    ASSERT_TRUE(store);
    Version v = version("x", "password secret\n");
    ASSERT_TRUE((*store)->add(v, {"password secret\n", "same"}));
    for (const auto& entry : fs::directory_iterator(folder)) {
        EXPECT_EQ(entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none) << entry.path();
    }
}

TEST_F(VersionStoreTest, forgets_the_oldest_beyond_its_limits) {
    auto store = VersionStore::open(path(), {5, 512u << 20});
    ASSERT_TRUE(store);
    for (int i = 1; i <= 20; ++i) {
        const std::string text = "a " + std::to_string(i) + "\n";
        Version v = version(std::to_string(i), text);
        ASSERT_TRUE((*store)->add(v, {text, "same"}));
    }
    const auto all = (*store)->list(0, 100).value();
    ASSERT_EQ(all.size(), 5u);
    EXPECT_EQ(all.back().number, 16);
    EXPECT_EQ((*store)->texts(16).value()[0], "a 16\n");
    EXPECT_EQ((*store)->get(15).error().cls, ErrorClass::not_found);
}

TEST_F(VersionStoreTest, is_bounded_in_bytes_and_keeps_the_newest_all_the_same) {
    auto store = VersionStore::open(path(), {1000, 2000});
    ASSERT_TRUE(store);
    for (int i = 1; i <= 10; ++i) {
        std::string text;  // does not compress
        std::uint64_t seed = static_cast<std::uint64_t>(i) * 0x9E3779B97F4A7C15ULL;
        while (text.size() < 1500) text += static_cast<char>('!' + ((seed = seed * 6364136223846793005ULL + 1) >> 33) % 90);
        Version v = version(std::to_string(i), text);
        ASSERT_TRUE((*store)->add(v, {text, "same"}));
    }
    const auto all = (*store)->list(0, 100).value();
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].number, 10);
}

TEST_F(VersionStoreTest, says_that_a_damaged_file_is_one) {
    std::ofstream(path()) << std::string(8192, 'x');
    const auto store = VersionStore::open(path());
    ASSERT_FALSE(store);
    EXPECT_NE(store.error().words.find("damaged"), std::string::npos) << store.error().words;
}

}  // namespace mailrace::configuration
