// The bytes in tests/fuzz/corpus/spool were made from FORMAT.md alone, by another program: both must mean the same.
#include <fstream>
#include <iterator>

#include "daemon/events/event_codec.h"
#include "daemon/spool/segment_reader.h"
#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

TEST(Format, a_segment_written_by_the_document_is_understood) {
    std::ifstream in(MAILRACE_SOURCE_DIR "/tests/fuzz/corpus/spool/segment", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    ASSERT_GT(bytes.size(), kSegmentHeaderSize);
    const std::string segment = bytes.substr(1);  // the first byte is for the fuzzer
    const auto header = decode_segment_header(segment);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->number, 1u);
    EXPECT_EQ(header->salt, 0x12345678u);
    FaultyStorage disk;
    disk.set_content("/s", segment);
    const auto file = disk.open("/s", platform::OpenMode::read);
    SegmentReader reader(*file.value(), header->salt, 0, segment.size());
    Record r;

    ASSERT_EQ(reader.next(r), SegmentReader::Step::record);
    EXPECT_EQ(decode_state(r.meta)->first, "mode/d.example/v1");

    ASSERT_EQ(reader.next(r), SegmentReader::Step::record);
    EXPECT_EQ(r.body, "Subject: x\r\n\r\nhello");
    EXPECT_TRUE(r.body_intact);
    const auto meta = decode_message_meta(r.meta);
    ASSERT_TRUE(meta);
    const auto e = decode_envelope(meta->id, meta->envelope);
    ASSERT_TRUE(e);
    EXPECT_EQ(e->sender, "a@b.example");
    EXPECT_EQ(e->recipients[0].orcpt, "rfc822;c@d");
    EXPECT_TRUE(e->eight_bit && e->smtputf8 && !e->generated);
    int events = 0;
    EXPECT_TRUE(for_each_event(meta->events, [&](std::string_view b) {
        const auto event = events::decode_event(b);
        ASSERT_TRUE(event);
        EXPECT_EQ(event->id.value, 7u);
        EXPECT_EQ(event->session, "a.example");
        ++events;
    }));
    EXPECT_EQ(events, 1);

    ASSERT_EQ(reader.next(r), SegmentReader::Step::record);
    const auto outcome = decode_outcome_meta(r.meta);
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(for_each_update(outcome->updates, [](MessageId id, std::uint32_t recipient, PackedState state) {
        EXPECT_EQ(id.value, 5u);
        EXPECT_EQ(recipient, 0u);
        EXPECT_EQ(state.state(), RecipientState::delivered);
        EXPECT_EQ(state.attempts(), 1);
    }));

    ASSERT_EQ(reader.next(r), SegmentReader::Step::record);
    std::vector<Tombstone> tombstones;
    ASSERT_TRUE(decode_tombstones(r.meta, tombstones));
    EXPECT_EQ(tombstones.at(0).segment, 1u);
    EXPECT_EQ(reader.next(r), SegmentReader::Step::end);
}

}  // namespace
}  // namespace mailrace::spool::testing
