#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "shared/protocol/catalogue.h"
#include "shared/protocol/frame.h"
#include "shared/protocol/message.h"

namespace mailrace::protocol {

namespace {
std::string specification() {
    std::ifstream file(std::string(MAILRACE_SOURCE_DIR) + "/shared/protocol/PROTOCOL.md");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}
}  // namespace

TEST(FrameReader, gives_lines_however_the_bytes_are_cut) {
    const std::string stream = "{\"a\":1}\n{\"b\":2}\r\n\n";
    for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
        FrameReader reader;
        std::vector<std::string> lines;
        for (std::string_view part : {std::string_view(stream).substr(0, cut), std::string_view(stream).substr(cut)}) {
            reader.push(part);
            for (;;) {
                auto line = reader.next();
                ASSERT_TRUE(line.has_value());
                if (!line->has_value()) break;
                lines.push_back(**line);
            }
        }
        EXPECT_EQ(lines, (std::vector<std::string>{"{\"a\":1}", "{\"b\":2}", ""})) << cut;
    }
}

TEST(FrameReader, refuses_a_line_over_its_limit_before_it_has_ended) {
    FrameReader reader(10);
    reader.push("12345678901");
    EXPECT_EQ(reader.next().error().cls, ErrorClass::limit);
    FrameReader exact(10);
    exact.push("1234567890\n");
    EXPECT_TRUE(exact.next().value().has_value());
}

TEST(FrameReader, refuses_what_is_not_utf8) {
    for (std::string_view bad : {"\xFF\n", "\xC0\x80\n", "\xED\xA0\x80\n", "\xF5\x80\x80\x80\n", "\xE2\x82\n"}) {
        FrameReader reader;
        reader.push(bad);
        EXPECT_EQ(reader.next().error().cls, ErrorClass::invalid);
    }
}

TEST(Utf8, lossy_text_is_utf8_and_keeps_what_was_good) {
    EXPECT_EQ(to_utf8_lossy("caf\xE9 plein"), "caf\xEF\xBF\xBD plein");
    EXPECT_EQ(to_utf8_lossy("na\xC3\xAFve"), "na\xC3\xAFve");
    EXPECT_EQ(base64("M"), "TQ==");
    EXPECT_EQ(base64("Man"), "TWFu");
}

TEST(ParseRequest, says_what_is_wrong) {
    EXPECT_EQ(parse_request("nonsense").error.code, -32700);
    EXPECT_EQ(parse_request("[]").error.code, -32600);
    EXPECT_EQ(parse_request(R"({"method":"x"})").error.code, -32600);
    EXPECT_EQ(parse_request(R"({"id":1})").error.code, -32600);
    EXPECT_EQ(parse_request(R"({"id":1,"method":"x","params":[1]})").error.word, "params.invalid");
    EXPECT_TRUE(parse_request(R"({"id":"a","method":"x"})").ok);
    EXPECT_FALSE(parse_request(std::string(2000, '[')).ok);
}

TEST(Specification, names_every_method_and_topic_of_the_catalogue) {
    const std::string text = specification();
    ASSERT_FALSE(text.empty());
    for (const auto& method : methods()) EXPECT_NE(text.find("`" + std::string(method.name)), std::string::npos) << method.name;
    for (const auto& topic : topics()) EXPECT_NE(text.find("| `" + std::string(topic.name) + "` |"), std::string::npos) << topic.name;
    for (const auto& column : event_columns()) EXPECT_NE(text.find(column), std::string::npos) << column;
    for (const auto& column : queue_columns()) EXPECT_NE(text.find(column), std::string::npos) << column;
}

TEST(Specification, has_examples_that_are_messages) {
    std::istringstream lines(specification());
    int requests = 0;
    int responses = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("    \xE2\x86\x92 ", 0) == 0) {
            const auto parsed = parse_request(std::string_view(line).substr(8));
            ASSERT_TRUE(parsed.ok) << line;
            const auto* method = find_method(parsed.request.method);
            ASSERT_NE(method, nullptr) << line;
            for (const auto& param : method->params) {
                EXPECT_TRUE(!param.required || parsed.request.params.contains(param.name)) << param.name;
            }
            ++requests;
        } else if (line.rfind("    \xE2\x86\x90 ", 0) == 0) {
            boost::system::error_code failed;
            const auto value = json::parse(std::string_view(line).substr(8), failed);
            ASSERT_FALSE(failed) << line;
            EXPECT_EQ(value.at("jsonrpc").as_string(), "2.0");
            ++responses;
        }
    }
    EXPECT_GT(requests, 0);
    EXPECT_EQ(requests, responses);
}

TEST(PutBytes, adds_the_exact_bytes_only_where_text_cannot_hold_them) {
    json::object o;
    put_bytes(o, "response", "250 ok");
    EXPECT_FALSE(o.contains("response_base64"));
    put_bytes(o, "response", "550 refus\xE9");
    EXPECT_EQ(o["response_base64"].as_string(), base64("550 refus\xE9"));
}

}  // namespace mailrace::protocol
