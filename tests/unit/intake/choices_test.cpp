#include "tests/unit/intake/world.h"

using namespace mailrace;
using namespace mailrace::intake::test;

using Choices = World;

TEST_F(Choices, x_virtual_mta_names_a_virtual_mta_or_a_pool) {
    directory.rules_.process_x_virtual_mta = true;
    open();
    auto client = ready_client();
    EXPECT_EQ(deliver(*client, "X-Virtual-MTA: vmta1\r\n\r\nx").substr(0, 3), "250");
    EXPECT_EQ(deliver(*client, "X-Virtual-MTA: pool1\r\n\r\nx").substr(0, 3), "250");
    const auto stored = spool.stored();
    EXPECT_EQ(stored.at(0).envelope.vmta, "vmta1");
    EXPECT_EQ(stored.at(1).envelope.vmta, "vmta2");
    EXPECT_EQ(stored.at(1).envelope.pool, "pool1");
    EXPECT_EQ(stored.at(1).receipts.at(0).queue, "y.example/vmta2");
    EXPECT_EQ(stored.at(0).body.find("X-Virtual-MTA"), std::string::npos);
}

TEST_F(Choices, an_unknown_virtual_mta_is_refused_or_ignored) {
    directory.rules_.process_x_virtual_mta = true;
    open();
    auto client = ready_client();
    EXPECT_EQ(deliver(*client, "X-Virtual-MTA: nobody\r\n\r\nx").substr(0, 9), "550 5.6.0");
    EXPECT_EQ(deliver(*client, "X-Virtual-MTA:\r\n\r\nx").substr(0, 9), "550 5.6.0");
    directory.rules_.allow_empty_x_virtual_mta = true;
    client = ready_client();
    EXPECT_EQ(deliver(*client, "X-Virtual-MTA:\r\n\r\nx").substr(0, 3), "250");
    directory.rules_.reject_invalid_virtual_mta = false;
    client = ready_client();
    EXPECT_EQ(deliver(*client, "X-Virtual-MTA: nobody\r\n\r\nx").substr(0, 3), "250");
    EXPECT_EQ(spool.stored().at(1).envelope.vmta, "default");
}

TEST_F(Choices, job_and_envelope_id_go_into_envelope_and_receipts) {
    directory.rules_.process_x_job = directory.rules_.process_x_envid = true;
    directory.rules_.ret_default = 'H';
    open();
    auto client = ready_client();
    deliver(*client, "X-Job: j1\r\nX-EnvId: e1\r\n\r\n\xff");
    client->say("MAIL FROM:<> ENVID=mine RET=FULL\r\n");
    client->say("RCPT TO:<b@y.example> NOTIFY=NEVER ORCPT=rfc822;c@z\r\n");
    client->say("RCPT TO:<d@y.example>\r\n");
    client->say("DATA\r\n");
    client->say("X-EnvId: other\r\n\r\n.\r\n");
    const auto stored = spool.stored();
    EXPECT_EQ(stored.at(0).envelope.job, "j1");
    EXPECT_EQ(stored.at(0).envelope.envid, "e1");
    EXPECT_EQ(stored.at(0).envelope.ret, 'H');
    EXPECT_TRUE(stored.at(0).envelope.eight_bit);
    EXPECT_EQ(stored.at(1).envelope.envid, "mine");
    EXPECT_EQ(stored.at(1).envelope.ret, 'F');
    EXPECT_FALSE(stored.at(1).envelope.eight_bit);
    ASSERT_EQ(stored.at(1).envelope.recipients.size(), 2u);
    EXPECT_EQ(stored.at(1).envelope.recipients[0].notify, 1);
    EXPECT_EQ(stored.at(1).envelope.recipients[0].orcpt, "rfc822;c@z");
    EXPECT_EQ(stored.at(1).receipts.size(), 2u);
    EXPECT_EQ(stored.at(1).receipts[1].recipient_index, 1u);
    EXPECT_EQ(stored.at(1).body.find("for <"), std::string::npos) << "several recipients must not learn of each other";
}
