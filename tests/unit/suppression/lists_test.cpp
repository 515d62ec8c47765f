// What the lists promise: who is found, what survives, what expires, what people see.
#include "daemon/suppression/lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "shared/base/hex.h"
#include "shared/config/load.h"

namespace mailrace::suppression {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class ListsTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("suppression-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                                                            testing::UnitTest::GetInstance()->current_test_info()->name() + std::to_string(std::hash<std::string>{}(std::to_string(reinterpret_cast<std::uintptr_t>(this)))));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        lists_.reset();
        std::filesystem::remove_all(folder_);
    }
    std::string path(const char* name) const { return (folder_ / name).string(); }
    std::string write(const char* name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }
    std::shared_ptr<const ConfiguredLists> configured(const std::string& text) {
        const auto loaded = config::load_text("test.conf", text);
        EXPECT_TRUE(loaded.config) << (loaded.diagnostics.empty() ? "" : loaded.diagnostics.front().message);
        auto made = ConfiguredLists::make(*loaded.config);
        EXPECT_TRUE(made) << (made ? "" : made.error().words);
        return *made;
    }
    Lists& open(const std::string& text) {
        lists_.reset();
        auto opened = Lists::open(path("suppression.db"), configured(text), clock_);
        EXPECT_TRUE(opened) << (opened ? "" : opened.error().words);
        lists_ = std::move(*opened);
        return *lists_;
    }
    Change add(const std::string& list, std::vector<std::string> values, std::optional<std::int64_t> expires = {}) {
        std::vector<NewEntry> entries;
        for (auto& value : values) entries.push_back({value, {}, "asked", "admin anna", {}, expires});
        auto done = lists_->add(list, entries, false);
        EXPECT_TRUE(std::holds_alternative<Change>(done)) << std::get<Refusal>(done).words;
        return std::get<Change>(done);
    }
    /// The entry that is met on the list "left"; empty when none is.
    std::string met(std::string_view address, const std::string& list = "left") const {
        const std::vector<std::string> names{list};
        const auto found = lists_->first(names, address);
        return found ? std::string(feedback::to_string(found->kind)) + ' ' + found->value : "";
    }

    ManualClock clock_;
    std::filesystem::path folder_;
    std::unique_ptr<Lists> lists_;
};

const std::string kLeft = "<address-list left>\n</address-list>\n";

TEST_F(ListsTest, find_addresses_local_parts_domains_and_patterns) {
    open(kLeft);
    const auto done = add("left", {"Bob@Example.COM", "abuse", "@one.example", "*.below.example", "[*.]both.example", "/^spam-[0-9]+@/", "j@b\xC3\xBC" "cher.example"});
    EXPECT_EQ(done.changed, 7u);
    EXPECT_EQ(met("bob@example.com"), "address bob@example.com");
    EXPECT_EQ(met("BOB@EXAMPLE.com"), "address bob@example.com");
    EXPECT_EQ(met("\"bob\"@example.com"), "address bob@example.com");
    EXPECT_EQ(met("bobby@example.com"), "");
    EXPECT_EQ(met("Abuse@any.example"), "local-part abuse");
    EXPECT_EQ(met("x@one.example"), "domain one.example");
    EXPECT_EQ(met("x@sub.one.example"), "");
    EXPECT_EQ(met("x@below.example"), "");
    EXPECT_EQ(met("x@a.b.below.example"), "domain *.below.example");
    EXPECT_EQ(met("x@both.example"), "domain [*.]both.example");
    EXPECT_EQ(met("x@a.both.example"), "domain [*.]both.example");
    EXPECT_EQ(met("x@notboth.example"), "");
    EXPECT_EQ(met("SPAM-12@x.example"), "pattern ^spam-[0-9]+@");
    EXPECT_EQ(met("j@xn--bcher-kva.example"), "address j@xn--bcher-kva.example");
    EXPECT_EQ(met("j@B\xC3\xBC" "cher.example"), "address j@xn--bcher-kva.example");
    EXPECT_EQ(met("bob@example.com", "other"), "");
}

TEST_F(ListsTest, keep_what_was_confirmed_over_a_restart) {
    open(kLeft);
    add("left", {"a@x.example", "b@x.example", "/^p@/"});
    NewEntry gone{"b@x.example", {}, "", "", {}, {}};
    EXPECT_EQ(std::get<Change>(lists_->remove("left", {&gone, 1}, false)).changed, 1u);
    open(kLeft);
    EXPECT_EQ(met("a@x.example"), "address a@x.example");
    EXPECT_EQ(met("b@x.example"), "");
    EXPECT_EQ(met("p@y.example"), "pattern ^p@");
    const auto match = lists_->all("a@x.example");
    ASSERT_EQ(match.size(), 1u);
    EXPECT_EQ(match[0].reason, "asked");
    EXPECT_EQ(match[0].origin, "admin anna");
    EXPECT_EQ(match[0].added, unix_ms(clock_.wall()));
}

TEST_F(ListsTest, forget_entries_when_their_time_has_come) {
    open(kLeft);
    const auto now = unix_ms(clock_.wall());
    add("left", {"soon@x.example"}, now + 60'000);
    add("left", {"never@x.example"});
    clock_.advance(59s);
    EXPECT_NE(met("soon@x.example"), "");
    EXPECT_EQ(lists_->purge(), 0u);
    clock_.advance(1s);
    EXPECT_EQ(met("soon@x.example"), "");  // at once, not when somebody tidies up
    EXPECT_EQ(lists_->info()[0].entries, 2u);
    EXPECT_EQ(lists_->purge(), 1u);
    EXPECT_EQ(lists_->info()[0].entries, 1u);
    EXPECT_NE(met("never@x.example"), "");
    // An expired one may come back before it was taken away.
    add("left", {"again@x.example"}, now + 90'000);
    clock_.advance(60s);
    EXPECT_EQ(add("left", {"again@x.example"}).changed, 1u);
    EXPECT_NE(met("again@x.example"), "");
    EXPECT_EQ(lists_->purge(), 0u);
    EXPECT_NE(met("again@x.example"), "");
}

TEST_F(ListsTest, let_the_later_end_hold) {
    open(kLeft);
    const auto now = unix_ms(clock_.wall());
    add("left", {"a@x.example"}, now + 60'000);
    EXPECT_EQ(add("left", {"A@x.example"}, now + 30'000).unchanged, 1u);
    EXPECT_EQ(lists_->all("a@x.example")[0].expires, now + 60'000);
    EXPECT_EQ(add("left", {"a@x.example"}).unchanged, 1u);
    EXPECT_EQ(lists_->all("a@x.example")[0].expires, std::nullopt);
}

TEST_F(ListsTest, hold_no_addresses_when_they_hold_digests) {
    const std::string hashed = "<address-list left>\ndigest-algorithm hmac-sha256\ndigest-key secret\n</address-list>\n";
    open(hashed);
    const auto digest = auth::KeyedDigest::make(auth::DigestAlgorithm::hmac_sha256, "secret");
    const std::string known = to_hex(digest->digest("known@x.example"));
    const auto done = add("left", {"Bob@X.example", known, "/p/", "@d.example"});
    EXPECT_EQ(done.changed, 3u);
    ASSERT_EQ(done.refused.size(), 1u);
    EXPECT_EQ(done.refused[0].value, "/p/");
    EXPECT_EQ(met("bob@x.example"), "address " + to_hex(digest->digest("bob@x.example")));
    EXPECT_EQ(met("known@x.example"), "address " + known);
    EXPECT_EQ(met("any@d.example"), "domain " + to_hex(digest->digest("d.example")));
    EXPECT_EQ(met("other@x.example"), "");
    EXPECT_EQ(std::get<Found>(lists_->search({.list = "left", .text = "BOB@x.example"})).rows.size(), 1u);
    lists_.reset();
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        EXPECT_EQ(bytes.find("bob"), std::string::npos) << file.path();
    }
    open(hashed);
    EXPECT_NE(met("bob@x.example"), "");
    NewEntry gone{"bob@x.example", {}, "", "", {}, {}};
    EXPECT_EQ(std::get<Change>(lists_->remove("left", {&gone, 1}, false)).changed, 1u);
    EXPECT_EQ(met("bob@x.example"), "");
}

TEST_F(ListsTest, go_on_finding_plain_entries_once_a_list_has_digests) {
    open(kLeft);
    add("left", {"old@x.example"});
    open("<address-list left>\ndigest-algorithm siphash\ndigest-key sixteen.letters.\n</address-list>\n");
    EXPECT_NE(met("old@x.example"), "");
    NewEntry gone{"old@x.example", {}, "", "", {}, {}};
    EXPECT_EQ(std::get<Change>(lists_->remove("left", {&gone, 1}, false)).changed, 1u);
}

TEST_F(ListsTest, read_the_entries_of_the_configuration_with_their_lines) {
    const std::string file = write("gone.txt", "# who left\n\nann@x.example\r\n\"a,b\"@x.example\nx@,\nbob@x.example,address,\"moved, long ago\"\n@whole.example\nlast");
    open("<source 10/8>\nsuppression-lists left\n</source>\n<address-list left>\naddress carl@x.example\naddress /^t[0-9]@/\ndomain *.d.example\naddress-file " + file + "\n</address-list>\n");
    EXPECT_NE(met("ann@x.example"), "");
    EXPECT_NE(met("\"a,b\"@x.example"), "");
    EXPECT_NE(met("carl@x.example"), "");
    EXPECT_NE(met("t1@x.example"), "");
    EXPECT_NE(met("a@b.d.example"), "");
    EXPECT_NE(met("a@whole.example"), "");
    EXPECT_NE(met("last@anywhere.example"), "");
    const auto match = lists_->all("bob@x.example");
    ASSERT_EQ(match.size(), 1u);
    EXPECT_EQ(match[0].origin, "configuration " + file + ":6");
    EXPECT_THAT(match[0].sources, ElementsAre("10/8"));
    EXPECT_EQ(lists_->all("carl@x.example")[0].origin, "configuration test.conf:5");
    ASSERT_EQ(lists_->configured()->problems().size(), 1u);
    EXPECT_THAT(lists_->configured()->problems()[0], HasSubstr("1 line is no entry of a list (line 5"));
    // They cannot be taken away by anybody but the configuration.
    NewEntry gone{"ann@x.example", {}, "", "", {}, {}};
    const auto refused = lists_->remove("left", {&gone, 1}, false);
    ASSERT_TRUE(std::holds_alternative<Refusal>(refused));
    EXPECT_EQ(std::get<Refusal>(refused).word, kReadOnly);
    EXPECT_THAT(std::get<Refusal>(refused).words, HasSubstr("gone.txt:3"));
    const auto loaded = config::load_text("test.conf", "<address-list left>\naddress-file " + file + ".none\n</address-list>\n");
    EXPECT_FALSE(ConfiguredLists::make(*loaded.config));
}

TEST(ListLines, a_value_that_begins_with_a_byte_order_mark_reads_as_it_was_written) {
    const auto back = feedback::parse_list_line(feedback::list_line({"\xEF\xBB\xBFy", feedback::EntryKind::local_part, {}, {}, {}, {}}));
    ASSERT_TRUE(back && *back);
    EXPECT_EQ((*back)->value, "\xEF\xBB\xBFy");
    const auto first = feedback::parse_list_line("\xEF\xBB\xBFy@example.com");
    ASSERT_TRUE(first && *first);
    EXPECT_EQ((*first)->value, "y@example.com") << "the mark of the file";
}

TEST_F(ListsTest, show_pages_newest_first_and_export_what_import_reads) {
    const std::string file = write("more.txt", "one@c.example\ntwo@c.example\nthree@c.example\n");
    const std::string config = "<address-list left>\naddress-file " + file + "\n</address-list>\n" + "<address-list other>\n</address-list>\n";
    open(config);
    for (int i = 0; i < 10; ++i) add("left", {"n" + std::to_string(i) + "@x.example"});
    add("other", {"lonely@x.example", "/a,b/"});
    std::vector<std::string> seen;
    Search search{.limit = 4};
    for (int pages = 0; pages < 20; ++pages) {
        const auto found = std::get<Found>(lists_->search(search));
        for (const auto& row : found.rows) seen.push_back(row.value);
        EXPECT_EQ(found.matched_estimate, 15u);
        search.cursor = found.cursor;
        if (found.cursor.empty()) break;
    }
    ASSERT_EQ(seen.size(), 15u);
    EXPECT_EQ(seen.front(), "n9@x.example");
    EXPECT_EQ(seen[9], "n0@x.example");
    EXPECT_EQ(seen[12], "three@c.example");
    EXPECT_EQ(seen[14], "lonely@x.example");
    EXPECT_EQ(std::get<Found>(lists_->search({.text = "N3@"})).rows.size(), 1u);
    EXPECT_EQ(std::get<Found>(lists_->search({.origin = "configuration"})).rows.size(), 3u);
    EXPECT_EQ(std::get<Found>(lists_->search({.kind = EntryKind::pattern})).rows.size(), 1u);
    EXPECT_EQ(std::get<Refusal>(lists_->search({.list = "none"})).word, kNoList);
    EXPECT_EQ(std::get<Refusal>(lists_->search({.cursor = "x"})).word, kBadEntry);

    std::vector<std::string> lines;
    std::string cursor;
    do {
        auto part = std::get<0>(lists_->export_lines("left", cursor, 4));
        lines.insert(lines.end(), part.first.begin(), part.first.end());
        cursor = part.second;
    } while (!cursor.empty());
    const auto pattern = std::get<0>(lists_->export_lines("other", "", 10)).first;
    lines.insert(lines.end(), pattern.begin(), pattern.end());
    ASSERT_EQ(lines.size(), 15u);
    open("<address-list new>\n</address-list>\n");
    std::vector<NewEntry> entries;
    for (const auto& line : lines) {
        const auto read = feedback::parse_list_line(line);
        ASSERT_TRUE(read && *read) << line;
        entries.push_back({(*read)->value, (*read)->kind, (*read)->reason, (*read)->origin, (*read)->added, (*read)->expires});
    }
    EXPECT_EQ(std::get<Change>(lists_->add("new", entries, false)).changed, 15u);
    EXPECT_EQ(met("three@c.example", "new"), "address three@c.example");
    EXPECT_EQ(met("xa,by@c.example", "new"), "pattern a,b");
}

TEST_F(ListsTest, try_without_changing) {
    open(kLeft);
    const NewEntry entry{"a@x.example", {}, "", "", {}, {}};
    EXPECT_EQ(std::get<Change>(lists_->add("left", {&entry, 1}, true)).changed, 1u);
    EXPECT_EQ(met("a@x.example"), "");
    EXPECT_EQ(std::get<Change>(lists_->add("left", {&entry, 1}, false)).changed, 1u);
    EXPECT_EQ(std::get<Change>(lists_->remove("left", {&entry, 1}, true)).changed, 1u);
    EXPECT_NE(met("a@x.example"), "");
    EXPECT_EQ(std::get<Refusal>(lists_->add("nobody", {&entry, 1}, false)).word, kNoList);
    const NewEntry bad{"a b@x.example", {}, "", "", {}, {}};
    EXPECT_EQ(std::get<Change>(lists_->add("left", {&bad, 1}, false)).refused_total, 1u);
    EXPECT_EQ(std::get<Refusal>(lists_->remove("left", {&bad, 1}, false)).word, kBadEntry);
}

}  // namespace
}  // namespace mailrace::suppression
