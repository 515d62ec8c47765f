#include <gtest/gtest.h>

#include "daemon/spool/format.h"
#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool {
namespace {

TEST(Format, keeps_why_a_recipient_was_taken_only_to_be_bounced) {
    Envelope before = testing::envelope(7, 3);
    for (const bool some : {false, true}) {
        before.recipients[1].suppressed = some ? "recipient is on the suppression list left" : "";
        std::string bytes;
        encode_message(before, {}, 0, {}, bytes);
        const auto meta = decode_message_meta(bytes);
        ASSERT_TRUE(meta);
        const auto after = decode_envelope(meta->id, meta->envelope);
        ASSERT_TRUE(after);
        ASSERT_EQ(after->recipients.size(), 3u);
        EXPECT_EQ(after->recipients[0].suppressed, "");
        EXPECT_EQ(after->recipients[1].suppressed, before.recipients[1].suppressed);
        EXPECT_EQ(after->recipients[2].address, before.recipients[2].address);
    }
}

}  // namespace
}  // namespace mailrace::spool
