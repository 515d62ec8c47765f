#include <gtest/gtest.h>

#include <boost/json/src.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/smtp/server_harness.h"

using namespace mailrace::smtp;
using namespace mailrace::smtp::test;

namespace {

const std::string begin = "EHLO c.example\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\nSubject: x\r\n\r\nfirst";
const std::string smuggled =
    "MAIL FROM:<evil@x.example>\r\nRCPT TO:<victim@y.example>\r\nDATA\r\nSubject: evil\r\n\r\nsecond\r\n.\r\nNOOP\r\n";

/// Sends `sequence` where the end of data would be, then a second transaction that a fooled server would obey.
void expect_not_fooled(const std::string& sequence) {
    for (std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1 << 20}}) {
        const Transcript t = run({}, begin + sequence + smuggled, [&](std::size_t, std::size_t) { return piece; });
        EXPECT_EQ(t.replies.find("queued"), std::string::npos);
        EXPECT_TRUE(t.messages.empty());
        EXPECT_EQ(codes(t.replies), "220 250 250 250 354 550 250")
            << "every byte up to the real end belongs to the refused message";
    }
}

}  // namespace

TEST(ServerSmuggling, no_other_spelling_ends_a_message) {
    const std::vector<std::string> ends{"\r\n",
                                        "\n",
                                        "\r",
                                        "\r\r\n",
                                        "\n\r",
                                        "\r\n\r",
                                        "\n\n",
                                        "\r\r",
                                        std::string("\0\r\n", 3),
                                        std::string("\r\0\n", 3),
                                        std::string("\r\n\0", 3)};
    int tried = 0;
    for (const auto& before : ends) {
        for (const auto& after : ends) {
            if (before == "\r\n" && (after == "\r\n" || after == "\r\n\r" || after == std::string("\r\n\0", 3)))
                continue;  // real ends
            if (before.size() == 3 && before.ends_with("\r\n") && after.substr(0, 2) == "\r\n")
                continue;  // ends, but the message is refused: below
            SCOPED_TRACE(testing::PrintToString(before) + " . " + testing::PrintToString(after));
            expect_not_fooled(before + "." + after);
            ++tried;
        }
    }
    EXPECT_GT(tried, 100);
}

TEST(ServerSmuggling, a_bare_cr_before_the_real_end_is_refused) {
    const Transcript t = run({}, begin + "\r\r\n.\r\nNOOP\r\n");
    EXPECT_EQ(codes(t.replies), "220 250 250 250 354 550 250");
    EXPECT_TRUE(t.messages.empty());
}

TEST(ServerSmuggling, stuffed_dots_come_out_exactly) {
    const Transcript t = run({}, begin + "\r\n..\r\n...x\r\n.y\r\nz.\r\n.\r\n");
    ASSERT_EQ(t.messages.size(), 1u);
    EXPECT_EQ(t.messages[0], "a@x.example>b@y.example,>Subject: x\r\n\r\nfirst\r\n.\r\n..x\r\ny\r\nz.\r\n");
}

TEST(ServerSmuggling, the_public_list_of_sequences) {
    const std::filesystem::path file = std::filesystem::path(MAILRACE_SOURCE_DIR) / "../shared/corpora/smtp-smuggling/cases.json";
    std::ifstream in(file);
    if (!in) GTEST_SKIP() << "the smuggling corpus is not present";
    std::stringstream text;
    text << in.rdbuf();
    int tried = 0;
    const boost::json::value corpus = boost::json::parse(text.str());
    for (const auto& v : corpus.at("cases").as_array()) {
        const auto* sequence = v.as_object().if_contains("sequence");
        if (!sequence || v.at("accepted_as_end").as_bool()) continue;
        SCOPED_TRACE(std::string(v.at("name").as_string()));
        expect_not_fooled(std::string(sequence->as_string()));
        ++tried;
    }
    EXPECT_GT(tried, 0);
}
