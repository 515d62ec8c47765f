#include "daemon/control/config_json.h"

#include <gtest/gtest.h>

namespace mailrace::control {

namespace {

configuration::Keeper::Shown shown(std::string text, std::string why = {}) {
    configuration::Keeper::Shown out;
    out.document.path = out.path = "/etc/mailrace.conf";
    out.document.text = std::move(text);
    out.document.revision = "r";
    out.why_not_writable = std::move(why);
    return out;
}

}  // namespace

TEST(ConfigJson, hides_secrets_from_those_who_may_not_change_them) {
    const auto admin = document_json(shown("password hunter2\n"), true);
    EXPECT_EQ(admin.at("text").as_string(), "password hunter2\n");
    EXPECT_TRUE(admin.at("writable").as_bool());
    const auto monitor = document_json(shown("password hunter2\n"), false);
    EXPECT_EQ(monitor.at("text").as_string(), "password ********\n");
    EXPECT_FALSE(monitor.at("writable").as_bool());
    EXPECT_EQ(monitor.at("revision").as_string(), "r");
}

TEST(ConfigJson, says_why_a_document_is_not_writable) {
    EXPECT_EQ(document_json(shown("a", "no right"), true).at("reason").as_string(), "no right");
    const auto latin = document_json(shown("# gr\xFC\xDF"), true);
    EXPECT_FALSE(latin.at("writable").as_bool());
    EXPECT_NE(std::string(latin.at("reason").as_string()).find("UTF-8"), std::string::npos);
}

TEST(ConfigJson, a_conflict_carries_the_texts_to_merge_with) {
    configuration::Refusal refusal{configuration::Refusal::Why::conflict, "changed", {}, {{"/a", "r2", "text", "ben", WallTime{std::chrono::seconds(5)}, false}, {"/b", "r3", "t", "", {}, true}}};
    const auto error = refusal_error(refusal);
    EXPECT_EQ(error.word, "config.conflict");
    const auto& documents = error.arguments.at("documents").as_array();
    ASSERT_EQ(documents.size(), 2u);
    EXPECT_EQ(documents[0].at("user").as_string(), "ben");
    EXPECT_EQ(documents[0].at("time").as_int64(), 5000);
    EXPECT_TRUE(documents[1].at("on_disk").as_bool());
    EXPECT_TRUE(documents[1].at("time").is_null());
}

TEST(ConfigJson, takes_documents_only_in_their_form) {
    const auto parse = [](const char* text) { return given_documents(json::parse(text).as_object()); };
    const auto good = parse(R"({"documents":[{"id":"/a","revision":"r","text":"x"},{"id":"/b","revision":"s"}]})");
    ASSERT_TRUE(std::holds_alternative<std::vector<configuration::GivenDocument>>(good));
    const auto& list = std::get<0>(good);
    EXPECT_EQ(list[0].text, "x");
    EXPECT_EQ(list[1].text, std::nullopt);
    for (const char* bad : {R"({"documents":["x"]})", R"({"documents":[{"text":"x"}]})", R"({"documents":[{"id":"/a","text":5}]})", R"({"documents":[{"id":"/a"},{"id":"/a"}]})"})
        EXPECT_TRUE(std::holds_alternative<CallError>(parse(bad))) << bad;
}

TEST(ConfigJson, a_difference_is_a_unified_diff_with_its_counts) {
    const auto d = difference_json("/a", "one\ntwo\n", "one\n2\n3\n");
    EXPECT_EQ(d.at("added").to_number<int>(), 2);
    EXPECT_EQ(d.at("removed").to_number<int>(), 1);
    EXPECT_NE(std::string(d.at("diff").as_string()).find("-two\n+2\n+3\n"), std::string::npos) << d;
}

}  // namespace mailrace::control
