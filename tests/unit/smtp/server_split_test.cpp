// Every conversation here gives the same result however the network cuts it.
#include <gtest/gtest.h>

#include "tests/unit/smtp/server_harness.h"

using namespace mailrace::smtp;
using namespace mailrace::smtp::test;

namespace {

ServerSettings small_bounds() {
    ServerSettings s{.max_recipients = 3, .max_errors = 8, .max_idle_commands = 20};
    s.limits = {.message = 400, .header = 200, .line = 100, .hops = 3};
    return s;
}

std::vector<std::string> conversations() {
    const std::string hello = "EHLO c.example\r\n";
    const std::string begin = hello + "MAIL FROM:<a@x.example> SIZE=10\r\nRCPT TO:<b@y.example> NOTIFY=NEVER\r\n";
    const std::string nul(1, '\0');
    return {
        begin + "DATA\r\nSubject: x\r\n\r\n..a\r\n...\r\nb.\r\n.\r\nRSET\r\nQUIT\r\n",
        begin + "DATA\r\n.\r\n" + begin + "DATA\r\n\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\na\nb\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\na\r\n.\rb\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\na\r\n.\nb\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\na\r\n.\r\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\na" + nul + "\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\n" + std::string(150, 'x') + "\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\n\r\n" + std::string(90, 'x') + "\r\n" + std::string(90, 'x') + "\r\n" + std::string(90, 'x') + "\r\n" +
            std::string(99, 'x') + "\r\n" + std::string(90, 'x') + "\r\n.\r\nNOOP\r\n",
        begin + "DATA\r\nReceived: 1\r\nRECEIVED : 2\r\nreceived: 3\r\nReceived: 4\r\n\r\n.\r\nNOOP\r\n",
        begin + "BDAT 10\r\n.\r\nNOOP\r\n.BDAT 4\r\n\r\n\r\nBDAT 0 LAST\r\nNOOP\r\n",
        begin + "BDAT 3 LAST\r\nabcNOOP\r\nBDAT 6\r\nNOOP\r\nBDAT 0 LAST\r\nNOOP\r\n",
        begin + "BDAT 3\r\na\nbBDAT 6\r\nNOOP\r\nRSET\r\nNOOP\r\n",
        begin + "BDAT 1\r\n\rBDAT 1 LAST\r\n\nNOOP\r\n",
        begin + "BDAT 1000\r\n" + std::string(1000, 'x') + "NOOP\r\n",
        hello +
            "MAIL FROM:<a@x.example> SIZE=999\r\nMAIL FROM:<>\r\nRCPT TO:<1@denied.example>\r\nRCPT TO:<1@x>\r\nRCPT "
            "TO:<2@x>\r\nRCPT TO:<3@x>\r\n"
            "RCPT TO:<4@x>\r\nRSET\r\nHELP\r\n",
        hello + "NOOP\nNO\rOP\r\nNOOP" + nul + "\r\n" + std::string(2100, 'y') + "\r\nA\r\nB\r\nC\r\nD\r\nE\r\n",
        "MAIL\r\nRCPT\r\nBDAT 2\r\n\r\nVRFY\r\nEXPN\r\nHELO\r\nHELO c\r\nMAIL FROM:<x@y>\r\nQUIT\r\nNOOP\r\n",
    };
}

}  // namespace

TEST(ServerSplit, two_pieces_cut_at_every_byte) {
    for (const std::string& text : conversations()) {
        const Transcript whole = run(small_bounds(), text);
        for (std::size_t cut = 1; cut < text.size(); ++cut) {
            const Transcript split =
                run(small_bounds(), text, [&](std::size_t at, std::size_t left) { return at == 0 ? cut : left; });
            ASSERT_EQ(split, whole) << "cut at " << cut << " of " << text << "\n"
                                    << split.replies << "\nwhole:\n"
                                    << whole.replies;
        }
    }
}

TEST(ServerSplit, pieces_of_every_small_size) {
    for (const std::string& text : conversations()) {
        const Transcript whole = run(small_bounds(), text);
        for (std::size_t size : {1, 2, 3, 5, 17, 64}) {
            const Transcript split = run(small_bounds(), text, [&](std::size_t, std::size_t) { return size; });
            ASSERT_EQ(split, whole) << "pieces of " << size << " of " << text << "\n"
                                    << split.replies << "\nwhole:\n"
                                    << whole.replies;
        }
    }
}

TEST(ServerSplit, the_conversations_do_what_their_authors_meant) {
    std::size_t messages = 0, closed = 0;
    for (const std::string& text : conversations()) {
        const Transcript t = run(small_bounds(), text);
        messages += t.messages.size();
        closed += t.closed;
    }
    EXPECT_EQ(messages, 6u);
    EXPECT_EQ(closed, 3u);
}
