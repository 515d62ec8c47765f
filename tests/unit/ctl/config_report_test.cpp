#include "daemon/ctl/config_report.h"

#include <gtest/gtest.h>

#include <sstream>

namespace mailrace::ctl {

namespace {

std::string printed(const std::string& text, bool all = false) {
    std::ostringstream out;
    const auto result = config::load_text("m.conf", text);
    print_findings(out, result, all);
    return out.str();
}

}  // namespace

TEST(ConfigReport, a_finding_shows_its_line_what_was_expected_and_the_nearest_name) {
    EXPECT_EQ(printed("<domain *>\n  retry-after soon\n  max-smtp-uot 5\n</domain>\n"),
              "m.conf:2:15: error: \"soon\" is not a value of \"retry-after\"\n"
              "      retry-after soon\n"
              "                  ^~~~\n"
              "  expected: times such as 10m,30m,1h\n"
              "m.conf:3:3: error: there is no directive \"max-smtp-uot\"\n"
              "      max-smtp-uot 5\n"
              "      ^~~~~~~~~~~~\n"
              "  did you mean: max-smtp-out\n");
}

TEST(ConfigReport, the_same_warning_on_many_lines_is_told_once) {
    std::string text = "<domain *>\n";
    for (int i = 0; i < 20; ++i) text += "dk-sign yes\n";
    text += "</domain>\n";
    const std::string told = printed(text);
    EXPECT_NE(told.find("m.conf:2:1: warning: \"dk-sign\" is obsolete"), std::string::npos);
    EXPECT_NE(told.find("  also on lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 7 more\n"), std::string::npos) << told;
    EXPECT_EQ(told.find("m.conf:3"), std::string::npos);
    EXPECT_NE(printed(text, true).find("m.conf:21:1: warning"), std::string::npos);
}

TEST(ConfigReport, errors_are_never_gathered) {
    const std::string told = printed("nonsense 1\nnonsense 2\n");
    EXPECT_NE(told.find("m.conf:1:1"), std::string::npos);
    EXPECT_NE(told.find("m.conf:2:1"), std::string::npos);
}

TEST(ConfigReport, sums_and_json_agree) {
    const auto result = config::load_text("m.conf", "host-name a.example\nhttp-mgmt-port 1\nbroken 1\n");
    std::ostringstream out;
    print_sums(out, "m.conf", result);
    EXPECT_EQ(out.str(), "m.conf: 1 error, 1 warning\n  lines honoured 1, with a difference 0, obsolete 0, not supported 1, refused 1\n");
    const auto answer = findings_json("m.conf", result);
    EXPECT_FALSE(answer.at("ok").as_bool());
    EXPECT_EQ(answer.at("errors").to_number<int>(), 1);
    EXPECT_EQ(answer.at("counts").at("not_supported").to_number<int>(), 1);
    EXPECT_EQ(answer.at("diagnostics").at(1).at("line").to_number<int>(), 3);
}

}  // namespace mailrace::ctl
