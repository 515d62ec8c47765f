#include "daemon/events/event_codec.h"

#include <gtest/gtest.h>

#include "tests/unit/events/sample_event.h"

namespace mailrace::events {
namespace {

/// The sample, with numbers as large as they can be.
Event full_event() {
    Event e = sample_event(7);
    e.id = {(1ULL << 40) + 7};
    e.message = {0xFFFF'FFFF'FFFF'FFFFULL};
    e.recipient_index = 4'000'000'000U;
    e.attempt = 65535;
    e.size = 1ULL << 50;
    e.queued = wall_from_us(-5);
    e.subject = std::string("\0\xff\r\n", 4);
    e.total_us = 4'294'967'295U;
    e.session = std::string(4096, 's');
    return e;
}

std::string bytes_of(const Event& e) {
    std::string out;
    encode(e, out);
    return out;
}

TEST(EventCodec, everything_comes_back) {
    const auto e = full_event();
    const auto got = decode_event(bytes_of(e));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->id, e.id);
    EXPECT_EQ(got->time, e.time);
    EXPECT_EQ(got->type, e.type);
    EXPECT_EQ(got->phase, e.phase);
    EXPECT_EQ(got->message, e.message);
    EXPECT_EQ(got->recipient_index, e.recipient_index);
    EXPECT_EQ(got->queued, e.queued);
    EXPECT_EQ(got->subject, e.subject);
    EXPECT_EQ(got->status, e.status);
    EXPECT_EQ(got->response, e.response);
    EXPECT_EQ(got->total_us, e.total_us);
    EXPECT_EQ(got->session, e.session);
    EXPECT_EQ(bytes_of(*got), bytes_of(e));
    EXPECT_EQ(decode_event_id(bytes_of(e)), e.id);
}

TEST(EventCodec, an_empty_event_is_a_few_bytes) {
    Event e;
    e.id = {1};
    EXPECT_LE(bytes_of(e).size(), 6u);
    ASSERT_TRUE(decode_event(bytes_of(e)));
}

TEST(EventCodec, what_a_later_version_appends_is_skipped) {
    const auto e = full_event();
    EXPECT_EQ(bytes_of(*decode_event(bytes_of(e) + "more fields")), bytes_of(e));
}

TEST(EventCodec, a_cut_event_is_refused_at_every_length) {
    const auto bytes = bytes_of(full_event());
    for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_event(std::string_view(bytes).substr(0, n))) << n;
}

TEST(EventCodec, numbers_that_do_not_fit_are_refused) {
    std::string bytes("\x01\x01\x02", 3);   // version, id 1, delivery
    bytes += "\x10";                        // only `attempt`, 16 bits
    EXPECT_TRUE(decode_event(bytes + "\xff\xff\x03"));
    EXPECT_FALSE(decode_event(bytes + "\xff\xff\x07"));
    EXPECT_FALSE(decode_event(std::string("\x02\x01\x02\x00", 4)));  // unknown version
    EXPECT_FALSE(decode_event(std::string("\x01\x01\x63\x00", 4)));  // unknown type
}

TEST(EventCodec, long_strings_are_cut_and_stay_readable) {
    Event e;
    e.response.assign(100'000, 'r');
    const auto got = decode_event(bytes_of(e));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->response.size(), 65536u);
}

TEST(EventNames, status_and_types_have_words) {
    EXPECT_EQ(to_string(EnhancedStatus{5, 1, 1}), "5.1.1");
    EXPECT_EQ(to_string(EnhancedStatus{}), "");
    EXPECT_EQ(to_string(EventType::queue_deferral), "queue_deferral");
    EXPECT_EQ(to_string(Phase::end_of_data), "end_of_data");
}

}  // namespace
}  // namespace mailrace::events
