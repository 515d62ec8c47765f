#include "tests/unit/intake/world.h"

using namespace mailrace;
using namespace mailrace::intake;
using namespace mailrace::intake::test;

using Suppression = World;

TEST_F(Suppression, refuses_the_recipient_and_tells_list_and_entry) {
    directory.rules_.suppression_lists = {"left"};
    directory.suppressed_["gone@y.example"] = {"left", "address gone@y.example", "asked to, by m\xC3\xBCller"};
    open();
    auto client = ready_client();
    client->say("MAIL FROM:<a@x.example>\r\n");
    EXPECT_EQ(client->say("RCPT TO:<gone@y.example>\r\n"), "550 5.7.1 recipient is on the suppression list left: asked to, by m??ller\n");
    EXPECT_EQ(client->say("RCPT TO:<b@y.example>\r\n").substr(0, 3), "250");
    EXPECT_EQ(client->say("DATA\r\n").substr(0, 3), "354");
    EXPECT_EQ(client->say("Subject: x\r\n\r\nx\r\n.\r\n").substr(0, 3), "250");
    ASSERT_EQ(spool.stored().size(), 1u);
    EXPECT_EQ(spool.stored()[0].envelope.recipients.size(), 1u);
    ASSERT_TRUE(eventually([&] { return !spool.events().empty(); }));
    const auto event = spool.events()[0];
    EXPECT_EQ(event.type, events::EventType::rejection);
    EXPECT_EQ(event.recipient, "gone@y.example");
    EXPECT_EQ(events::detail(event, "suppressionList"), "left");
    EXPECT_EQ(events::detail(event, "suppressionEntry"), "address gone@y.example");
    EXPECT_EQ(event.rule, "suppression-lists");
}

TEST_F(Suppression, takes_the_recipient_marked_for_a_bounce_where_that_is_wanted) {
    directory.rules_.suppression_lists = {"left"};
    directory.rules_.bounce_suppressed = true;
    directory.suppressed_["gone@y.example"] = {"left", "address gone@y.example", ""};
    open();
    auto client = ready_client();
    // What an abandoned transaction took must not mark the next one.
    client->say("MAIL FROM:<a@x.example>\r\n");
    EXPECT_EQ(client->say("RCPT TO:<gone@y.example>\r\n").substr(0, 3), "250");
    client->say("RSET\r\n");
    directory.suppressed_.clear();
    client->say("MAIL FROM:<a@x.example>\r\n");
    client->say("RCPT TO:<gone@y.example>\r\n");
    client->say("DATA\r\n");
    client->say("x\r\n.\r\n");
    directory.suppressed_["gone@y.example"] = {"left", "address gone@y.example", ""};
    client->say("MAIL FROM:<a@x.example>\r\n");
    client->say("RCPT TO:<b@y.example>\r\n");
    EXPECT_EQ(client->say("RCPT TO:<gone@y.example>\r\n").substr(0, 3), "250");
    client->say("DATA\r\n");
    EXPECT_EQ(client->say("x\r\n.\r\n").substr(0, 3), "250");
    ASSERT_EQ(queue.messages().size(), 2u);
    EXPECT_EQ(queue.messages()[0].envelope.recipients[0].suppressed, "");
    EXPECT_EQ(queue.messages()[1].envelope.recipients[0].suppressed, "");
    EXPECT_EQ(queue.messages()[1].envelope.recipients[1].suppressed, "recipient is on the suppression list left");
}
