#include <gtest/gtest.h>

#include "daemon/platform/child_process.h"

namespace mailrace::platform {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> words(std::string_view command) {
    auto split = split_command(command);
    return split ? *split : std::vector<std::string>{"ERROR"};
}

TEST(SplitCommand, has_quotes_and_no_shell) {
    using V = std::vector<std::string>;
    EXPECT_EQ(words("/bin/cat"), (V{"/bin/cat"}));
    EXPECT_EQ(words("  /bin/x  --to 'a b'\t\"c d\"e \"\" "), (V{"/bin/x", "--to", "a b", "c de", ""}));
    EXPECT_EQ(words("x $HOME;rm *>y"), (V{"x", "$HOME;rm", "*>y"}));
    EXPECT_EQ(words("x \"a \\\" b\""), (V{"x", "a \" b"}));
    for (const char* wrong : {"", "   ", "x 'a", "x \"a", "\"\" x"}) EXPECT_EQ(words(wrong), (V{"ERROR"})) << wrong;
}

#ifndef _WIN32

TEST(ChildProcess, says_how_it_ended) {
    for (const auto& [script, ending] : {std::pair{"exit 0", 0}, {"exit 3", 3}, {"kill -9 $$", 1009}}) {
        auto child = ChildProcess::start({"/bin/sh", "-c", script});
        ASSERT_TRUE(child) << child.error().words;
        EXPECT_EQ((*child)->ended(10s), ending) << script;
    }
    EXPECT_EQ(ending_words(1009), "signal 9");
    EXPECT_FALSE(ChildProcess::start({"/no/such/program"}));
}

TEST(ChildProcess, reads_what_it_is_given_and_tells_what_it_has_not_read) {
    auto child = ChildProcess::start({"/bin/sh", "-c", "read line; test \"$line\" = hello; code=$?; cat > /dev/null; exit $code"});
    ASSERT_TRUE(child);
    EXPECT_EQ(*(*child)->write_some("hello\n", 1s), 6u);
    (*child)->close_input();
    EXPECT_EQ((*child)->ended(10s), 0);
}

TEST(ChildProcess, one_that_does_not_read_fills_its_pipe_and_blocks_nobody) {
    auto child = ChildProcess::start({"/bin/sleep", "100"});
    ASSERT_TRUE(child);
    const std::string much(300'000, 'x');
    std::size_t written = 0;
    for (int i = 0; i < 10; ++i) written += *(*child)->write_some(much, 10ms);
    EXPECT_GT(written, 0u);
    EXPECT_LT(written, 300'000u);
    EXPECT_EQ((*child)->unread(), written);
    (*child)->kill();
    EXPECT_EQ((*child)->ended(10s), 1009);
    EXPECT_FALSE((*child)->write_some(much, 10ms));
}

#endif

}  // namespace
}  // namespace mailrace::platform
