#include "daemon/configuration/keeper.h"

#include <gtest/gtest.h>

#include "shared/config/revision.h"
#include "tests/unit/configuration/fake_files.h"

namespace mailrace::configuration {

namespace {

constexpr const char* kMain = "/etc/mailrace/mailrace.conf";
constexpr const char* kExtra = "/etc/mailrace/conf.d/extra.conf";
constexpr const char* kMainText = "total-max-smtp-out 100\ninclude conf.d/*.conf\n";
constexpr const char* kExtraText = "<domain slow.test>\n    max-smtp-out 3\n</domain>\n";

class KeeperTest : public ::testing::Test {
protected:
    void SetUp() override {
        files.files = {{kMain, kMainText}, {kExtra, kExtraText}};
        begin(kMain);
    }

    void begin(const std::string& file) {
        Keeper::Options options;
        options.file = file;
        options.default_file = "/etc/mailrace/default.conf";
        options.activate = [this](std::shared_ptr<const config::LoadResult> wanted) {
            Activation activation;
            activation.runs = activate_error.empty();
            if (!activation.runs) {
                config::Diagnostic d;
                d.message = activate_error;
                activation.problems.push_back(d);
            } else {
                active = std::move(wanted);
            }
            return activation;
        };
        options.changed = [this](const Changed& changed) { told.push_back(changed); };
        options.refused = [this](const Who&, const std::string& words) { refusals.push_back(words); };
        auto store = VersionStore::open(std::string(kInMemory));
        ASSERT_TRUE(store);
        keeper = std::make_unique<Keeper>(std::move(options), files, std::move(*store), clock);
        auto loaded = file.empty() ? config::load_text("built-in configuration", "total-max-smtp-out 100\n") : config::load(files, file);
        ASSERT_TRUE(loaded.config);
        active = std::make_shared<const config::LoadResult>(std::move(loaded));
        keeper->started(active);
    }

    GivenDocument given(const std::string& id, const std::string& text) { return {id, config::revision_of(files.files[id]), text}; }
    Applied applied(const Outcome& outcome) {
        if (const auto* refusal = std::get_if<Refusal>(&outcome)) ADD_FAILURE() << refusal->words;
        return std::holds_alternative<Applied>(outcome) ? std::get<Applied>(outcome) : Applied{};
    }
    Refusal refused(const Outcome& outcome) {
        EXPECT_TRUE(std::holds_alternative<Refusal>(outcome));
        return std::holds_alternative<Refusal>(outcome) ? std::get<Refusal>(outcome) : Refusal{};
    }
    std::uint64_t total() const { return active->config->global().total_max_smtp_out.value; }
    std::vector<Version> history() { return keeper->versions().list(0, 100).value(); }

    ManualClock clock;
    FakeFiles files;
    std::string activate_error;
    std::shared_ptr<const config::LoadResult> active;
    std::vector<Changed> told;
    std::vector<std::string> refusals;
    std::unique_ptr<Keeper> keeper;
};

}  // namespace

TEST_F(KeeperTest, keeps_what_it_started_with) {
    ASSERT_EQ(history().size(), 1u);
    EXPECT_EQ(history().front().origin, VersionOrigin::start);
    EXPECT_EQ(keeper->current().version, 1);
    EXPECT_EQ(keeper->current().file, kMain);
    ASSERT_EQ(keeper->documents().size(), 2u);
    EXPECT_EQ(keeper->documents()[0].document.path, kMain);
    EXPECT_EQ(keeper->documents()[1].document.path, kExtra);
}

TEST_F(KeeperTest, applies_what_was_made_from_the_newest_text) {
    const auto done = applied(keeper->apply({given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n")}, {"ana", "less"}, false));
    EXPECT_TRUE(done.applied);
    EXPECT_TRUE(done.changed);
    EXPECT_EQ(done.version, 2);
    EXPECT_EQ(total(), 50u);
    EXPECT_EQ(files.files[kMain], "total-max-smtp-out 50\ninclude conf.d/*.conf\n");
    const auto version = history().front();
    EXPECT_EQ(version.user, "ana");
    EXPECT_EQ(version.note, "less");
    EXPECT_EQ(version.origin, VersionOrigin::apply);
    ASSERT_EQ(version.documents.size(), 2u);
    EXPECT_EQ(version.documents[0].added, 1u);
    EXPECT_EQ(version.documents[0].removed, 1u);
    EXPECT_EQ(version.documents[1].added, 0u);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].who.user, "ana");
    EXPECT_EQ(told[0].words, std::string(kMain) + " +1 -1: total-max-smtp-out 100 → 50");
}

TEST_F(KeeperTest, refuses_a_text_that_was_made_from_an_old_one_and_shows_the_new_one) {
    const auto mine = given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n");
    applied(keeper->apply({given(kMain, "total-max-smtp-out 60\ninclude conf.d/*.conf\n")}, {"ben", ""}, false));
    const auto refusal = refused(keeper->apply({mine}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::conflict);
    ASSERT_EQ(refusal.conflicts.size(), 1u);
    EXPECT_EQ(refusal.conflicts[0].id, kMain);
    EXPECT_EQ(refusal.conflicts[0].user, "ben");
    EXPECT_EQ(refusal.conflicts[0].text, files.files[kMain]);
    EXPECT_EQ(refusal.conflicts[0].revision, config::revision_of(files.files[kMain]));
    EXPECT_FALSE(refusal.conflicts[0].on_disk);
    EXPECT_EQ(total(), 60u);
}

TEST_F(KeeperTest, does_not_write_over_what_was_edited_by_hand) {
    const auto mine = given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n");
    files.files[kMain] = "total-max-smtp-out 70\ninclude conf.d/*.conf\n";
    auto refusal = refused(keeper->apply({mine}, {"ana", ""}, false));
    ASSERT_EQ(refusal.conflicts.size(), 1u);
    EXPECT_TRUE(refusal.conflicts[0].on_disk);
    EXPECT_EQ(refusal.conflicts[0].user, "");
    EXPECT_EQ(refusal.conflicts[0].text, files.files[kMain]);
    // Made from what is on disk: nothing is lost any more.
    applied(keeper->apply({given(kMain, "total-max-smtp-out 71\ninclude conf.d/*.conf\n")}, {"ana", ""}, false));
    EXPECT_EQ(total(), 71u);
}

TEST_F(KeeperTest, a_document_edited_by_hand_is_a_conflict_also_when_it_is_left_out) {
    files.files[kExtra] = "<domain slow.test>\n    max-smtp-out 4\n</domain>\n";
    const auto mine = given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n");
    const auto refusal = refused(keeper->apply({mine}, {"ana", ""}, false));
    ASSERT_EQ(refusal.conflicts.size(), 1u);
    EXPECT_EQ(refusal.conflicts[0].id, kExtra);
    // Seen, and taken as it is.
    applied(keeper->apply({mine, {kExtra, config::revision_of(files.files[kExtra]), std::nullopt}}, {"ana", ""}, false));
    EXPECT_EQ(total(), 50u);
    EXPECT_EQ(active->config->domain_settings("slow.test", "{default}")->max_smtp_out.value, 4u);
}

TEST_F(KeeperTest, errors_change_nothing_and_are_all_said) {
    const auto refusal = refused(keeper->apply({given(kMain, "total-max-smtp-uot 50\nhost-nam x\n")}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::invalid);
    EXPECT_EQ(refusal.diagnostics.size(), 2u);
    EXPECT_EQ(files.writes, 0);
    EXPECT_EQ(total(), 100u);
    EXPECT_EQ(history().size(), 1u);
    EXPECT_TRUE(told.empty());
}

TEST_F(KeeperTest, a_write_that_fails_half_way_brings_the_first_file_back) {
    files.writes_until_failure = 1;
    const auto refusal = refused(keeper->apply({given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n"), given(kExtra, "# nothing\n")}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::failed);
    EXPECT_NE(refusal.words.find("the disk is full"), std::string::npos) << refusal.words;
    EXPECT_EQ(files.files[kMain], kMainText);
    EXPECT_EQ(files.files[kExtra], kExtraText);
    EXPECT_EQ(total(), 100u);
}

TEST_F(KeeperTest, what_cannot_run_brings_the_files_back_and_says_why) {
    activate_error = "cannot listen at 127.0.0.1:25: in use";
    const auto refusal = refused(keeper->apply({given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n")}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::invalid);
    EXPECT_NE(refusal.words.find("in use"), std::string::npos);
    EXPECT_EQ(files.files[kMain], kMainText);
    EXPECT_EQ(keeper->running(), active);
    EXPECT_EQ(history().size(), 1u);
}

TEST_F(KeeperTest, a_trial_writes_nothing) {
    const auto tried = applied(keeper->apply({given(kMain, "total-max-smtp-out 50\nlog-file /tmp/x.log\n")}, {"ana", ""}, true));
    EXPECT_FALSE(tried.applied);
    EXPECT_EQ(tried.restart_needed, std::vector<std::string>{"log-file"});
    EXPECT_EQ(files.writes, 0);
    EXPECT_EQ(total(), 100u);
}

TEST_F(KeeperTest, says_which_file_it_may_not_write_before_it_writes_another) {
    files.read_only.insert(kExtra);
    const auto refusal = refused(keeper->apply({given(kMain, "total-max-smtp-out 50\n"), given(kExtra, "# x\n")}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::read_only);
    EXPECT_NE(refusal.words.find(kExtra), std::string::npos);
    EXPECT_EQ(files.writes, 0);
}

TEST_F(KeeperTest, an_unknown_document_is_refused_so_that_no_client_names_a_path) {
    const auto refusal = refused(keeper->apply({{"/etc/passwd", "0", "x"}}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::unknown_document);
    const auto checked = keeper->check({{"/etc/passwd", "", "x"}}, true);
    EXPECT_TRUE(std::holds_alternative<Refusal>(checked));
}

TEST_F(KeeperTest, checks_given_texts_over_those_that_run) {
    const auto checked = keeper->check({{kExtra, "", "<domain slow.test>\n    max-smtp-out many\n</domain>\n"}}, false);
    const auto& result = std::get<config::LoadResult>(checked);
    ASSERT_FALSE(result.diagnostics.empty());
    EXPECT_EQ(result.diagnostics.front().file, kExtra);
    EXPECT_EQ(result.diagnostics.front().line, 2u);
    EXPECT_EQ(result.config, nullptr);
}

TEST_F(KeeperTest, reads_no_other_file_for_those_who_may_not) {
    files.files["/etc/shadow"] = "root:secret\n";
    const std::vector<GivenDocument> wanted{{kMain, "", "include /etc/shadow\n"}};
    const auto monitor = std::get<config::LoadResult>(keeper->check(wanted, false));
    for (const auto& d : monitor.diagnostics) EXPECT_EQ(d.message.find("secret"), std::string::npos) << d.message;
    EXPECT_EQ(monitor.config, nullptr);
    const auto admin = std::get<config::LoadResult>(keeper->check(wanted, true));
    EXPECT_EQ(admin.documents.size(), 2u);
}

TEST_F(KeeperTest, a_reload_after_an_edit_by_hand_is_a_version_and_one_without_is_none) {
    applied(keeper->reload({"root", "nothing new"}));
    EXPECT_EQ(history().size(), 1u);
    files.files[kMain] = "total-max-smtp-out 30\n";
    const auto done = applied(keeper->reload({"root", "by hand"}));
    EXPECT_TRUE(done.changed);
    EXPECT_EQ(total(), 30u);
    ASSERT_EQ(history().size(), 2u);
    EXPECT_EQ(history().front().origin, VersionOrigin::reload);
    EXPECT_EQ(history().front().documents.size(), 1u);
    EXPECT_EQ(files.writes, 0);
}

TEST_F(KeeperTest, a_reload_with_errors_keeps_what_runs_and_tells) {
    files.files[kMain] = "max-smtp-uot 30\n";
    const auto refusal = refused(keeper->reload({"root", ""}));
    EXPECT_EQ(refusal.why, Refusal::Why::invalid);
    EXPECT_NE(refusal.words.find("max-smtp-uot"), std::string::npos);
    EXPECT_EQ(total(), 100u);
    ASSERT_EQ(refusals.size(), 1u);
}

TEST_F(KeeperTest, goes_back_to_a_version_as_a_new_version) {
    applied(keeper->apply({given(kMain, "total-max-smtp-out 50\ninclude conf.d/*.conf\n"), given(kExtra, "# nothing\n")}, {"ana", ""}, false));
    applied(keeper->apply({given(kMain, "total-max-smtp-out 60\ninclude conf.d/*.conf\n")}, {"ana", ""}, false));
    const auto done = applied(keeper->rollback(1, {"ben", "that was better"}, false));
    EXPECT_EQ(done.version, 4);
    EXPECT_EQ(total(), 100u);
    EXPECT_EQ(files.files[kMain], kMainText);
    EXPECT_EQ(files.files[kExtra], kExtraText);
    EXPECT_EQ(history().front().note, "back to version 1: that was better");
    EXPECT_EQ(history().front().origin, VersionOrigin::rollback);
    EXPECT_EQ(refused(keeper->rollback(17, {"ben", ""}, false)).why, Refusal::Why::not_found);
}

TEST_F(KeeperTest, brings_back_a_file_that_the_version_had_and_that_is_gone) {
    files.files.erase(kExtra);
    applied(keeper->reload({"root", ""}));
    applied(keeper->rollback(1, {"ben", ""}, false));
    EXPECT_EQ(files.files[kExtra], kExtraText);
}

TEST_F(KeeperTest, does_not_go_back_over_what_was_edited_by_hand) {
    applied(keeper->apply({given(kMain, "total-max-smtp-out 50\n")}, {"ana", ""}, false));
    files.files[kMain] = "total-max-smtp-out 99\n";
    const auto refusal = refused(keeper->rollback(1, {"ben", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::conflict);
    EXPECT_EQ(files.files[kMain], "total-max-smtp-out 99\n");
}

TEST_F(KeeperTest, does_not_call_it_the_old_version_when_a_new_file_would_be_included) {
    applied(keeper->apply({given(kMain, "total-max-smtp-out 50\n")}, {"ana", ""}, false));
    files.files["/etc/mailrace/conf.d/new.conf"] = "# new\n";
    const auto refusal = refused(keeper->rollback(1, {"ben", ""}, false));
    EXPECT_NE(refusal.words.find("new.conf"), std::string::npos) << refusal.words;
    EXPECT_EQ(total(), 50u);
}

TEST_F(KeeperTest, the_built_in_configuration_becomes_a_file_when_it_is_changed) {
    begin("");
    EXPECT_TRUE(keeper->built_in());
    const auto shown = keeper->documents();
    ASSERT_EQ(shown.size(), 1u);
    EXPECT_EQ(shown[0].document.path, "built-in configuration");
    EXPECT_EQ(shown[0].path, "/etc/mailrace/default.conf");
    const auto checked = std::get<config::LoadResult>(keeper->check({{"built-in configuration", "", "bogus\n"}}, true));
    EXPECT_EQ(checked.diagnostics.front().file, "built-in configuration");

    applied(keeper->apply({{"built-in configuration", shown[0].document.revision, "total-max-smtp-out 7\n"}}, {"ana", ""}, false));
    EXPECT_EQ(files.files["/etc/mailrace/default.conf"], "total-max-smtp-out 7\n");
    EXPECT_EQ(total(), 7u);
    EXPECT_FALSE(keeper->built_in());
    EXPECT_EQ(keeper->current().file, "/etc/mailrace/default.conf");
    EXPECT_EQ(history().front().documents[0].added, 1u);
    EXPECT_EQ(history().front().documents[0].removed, 1u);
    applied(keeper->rollback(1, {"ana", ""}, false));
    EXPECT_EQ(total(), 100u);
}

TEST_F(KeeperTest, says_what_to_do_when_the_built_in_configuration_has_no_place_to_go) {
    begin("");
    files.read_only.insert("/etc/mailrace/default.conf");
    const auto revision = keeper->documents()[0].document.revision;
    const auto refusal = refused(keeper->apply({{"built-in configuration", revision, "total-max-smtp-out 7\n"}}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::read_only);
    EXPECT_NE(refusal.words.find("--config"), std::string::npos) << refusal.words;
}

TEST_F(KeeperTest, a_file_made_since_the_start_takes_the_place_of_the_built_in_configuration) {
    begin("");
    files.files["/etc/mailrace/default.conf"] = "total-max-smtp-out 8\n";
    const auto revision = keeper->documents()[0].document.revision;
    const auto refusal = refused(keeper->apply({{"built-in configuration", revision, "total-max-smtp-out 7\n"}}, {"ana", ""}, false));
    EXPECT_EQ(refusal.why, Refusal::Why::conflict);
    applied(keeper->reload({"root", ""}));
    EXPECT_EQ(total(), 8u);
    EXPECT_FALSE(keeper->built_in());
}

TEST_F(KeeperTest, a_restart_with_the_same_texts_is_no_version) {
    applied(keeper->apply({given(kMain, "total-max-smtp-out 50\n")}, {"ana", "less"}, false));
    keeper->started(std::make_shared<const config::LoadResult>(config::load(files, kMain)));
    EXPECT_EQ(history().size(), 2u);
    EXPECT_EQ(keeper->current().user, "ana");
    files.files[kMain] = "total-max-smtp-out 51\n";
    keeper->started(std::make_shared<const config::LoadResult>(config::load(files, kMain)));
    EXPECT_EQ(history().size(), 3u);
    EXPECT_EQ(history().front().origin, VersionOrigin::start);
}

}  // namespace mailrace::configuration
