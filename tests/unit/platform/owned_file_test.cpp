#include "daemon/platform/owned_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace mailrace::platform {

namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

class OwnedFileTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("mailrace-owned-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder / "real");
        std::ofstream(folder / "real" / "a.conf") << "old\n";
    }
    void TearDown() override { fs::remove_all(folder); }
    std::size_t files() const {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file();
        return count;
    }
    fs::path folder;
};

}  // namespace

TEST_F(OwnedFileTest, a_replaced_file_keeps_its_mode) {
    const fs::path file = folder / "real" / "a.conf";
    fs::permissions(file, fs::perms(0640));
    ASSERT_TRUE(replace_owned(file, "new\n"));
    EXPECT_EQ(content(file), "new\n");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms(0640));
    EXPECT_EQ(files(), 1u);
}

TEST_F(OwnedFileTest, a_symbolic_link_stays_one_and_leads_to_the_new_text) {
    const fs::path link = folder / "a.conf";
    fs::create_symlink("real/a.conf", link);
    EXPECT_EQ(why_not_replaceable(link), "");
    ASSERT_TRUE(replace_owned(link, "new\n"));
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(content(folder / "real" / "a.conf"), "new\n");
}

TEST_F(OwnedFileTest, a_temporary_file_left_by_a_crash_is_in_nobodys_way) {
    const fs::path file = folder / "real" / "a.conf";
    std::ofstream(folder / "real" / (".a.conf." + std::to_string(::getpid()) + ".new")) << "half";
    ASSERT_TRUE(replace_owned(file, "new\n"));
    EXPECT_EQ(content(file), "new\n");
    EXPECT_EQ(files(), 1u);
}

TEST_F(OwnedFileTest, says_why_a_file_cannot_be_replaced) {
    EXPECT_NE(why_not_replaceable(folder / "nothing.conf"), "");
    EXPECT_NE(why_not_replaceable(folder / "real"), "");
    EXPECT_FALSE(replace_owned(folder / "nothing.conf", "x"));
    EXPECT_FALSE(replace_owned(folder / "real", "x"));
    if (::geteuid() == 0) return;  // root may write everywhere
    fs::permissions(folder / "real", fs::perms(0500));
    EXPECT_NE(why_not_replaceable(folder / "real" / "a.conf"), "");
    EXPECT_FALSE(replace_owned(folder / "real" / "a.conf", "x"));
    fs::permissions(folder / "real", fs::perms(0700));
}

TEST_F(OwnedFileTest, creates_what_is_not_there_and_nothing_else) {
    const fs::path file = folder / "deep" / "er" / "b.conf";
    EXPECT_EQ(why_not_creatable(file), "");
    ASSERT_TRUE(create_owned(file, "new\n"));
    EXPECT_EQ(content(file), "new\n");
    EXPECT_NE(why_not_creatable(file), "");
    EXPECT_FALSE(create_owned(file, "other\n"));
    EXPECT_EQ(content(file), "new\n");
    ASSERT_TRUE(remove_owned(file));
    EXPECT_FALSE(remove_owned(file));
    EXPECT_FALSE(modified(file));
}

}  // namespace mailrace::platform
