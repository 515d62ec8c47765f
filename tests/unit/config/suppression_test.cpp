// Suppression lists of the configuration: what they come to, and which slips are told.
#include "helpers.h"

#include <gmock/gmock.h>

namespace mailrace::config {
namespace {

using testing::ElementsAre;

TEST(SuppressionLists, AreReadWithDigestsAndAutomaticEntry) {
    const auto config = config_of(
        "<source 10/8>\nsuppression-lists left, complained\nsuppression-action bounce\n</source>\n"
        "<source 10.1/16>\nsuppression-lists LEFT\n</source>\n"
        "<address-list left>\naddress a@x.example\naddress b@x.example\ndomain *.y.example\naddress-file left.txt\n"
        "digest-algorithm siphash\ndigest-hexkey 000102030405060708090a0b0c0d0e0f\n</address-list>\n"
        "<address-list complained>\nautomatic-categories bad-mailbox,inactive-mailbox\nautomatic-after 3\nautomatic-within 10d\nautomatic-complaints yes\nautomatic-expires 90d\n</address-list>\n");
    ASSERT_EQ(config->global().address_lists.size(), 2u);
    const AddressList& left = config->global().address_lists[0];
    EXPECT_EQ(left.name, "left");
    EXPECT_EQ(left.digest_algorithm, "siphash");
    EXPECT_EQ(left.digest_key.size(), 16u);
    EXPECT_EQ(config->where(left.address_place[1]), "test.conf:10");
    EXPECT_EQ(config->where(left.address_file_place[0]), "test.conf:12");
    EXPECT_THAT(left.used_by, ElementsAre("10/8", "10.1/16"));
    const AddressList& complained = config->global().address_lists[1];
    EXPECT_THAT(complained.automatic_categories, ElementsAre("bad-mailbox", "inactive-mailbox"));
    EXPECT_EQ(complained.automatic_after, 3u);
    EXPECT_EQ(complained.automatic_within, Duration{std::chrono::hours{240}});
    EXPECT_FALSE(complained.automatic_expires.never);
    EXPECT_TRUE(complained.automatic_complaints);
    const auto inner = config->source_settings(*parse_ip("10.1.2.3"));
    EXPECT_THAT(*inner->suppression_lists, ElementsAre("LEFT"));
    EXPECT_EQ(*inner->suppression_action, SuppressionAction::bounce);
}

TEST(SuppressionLists, TellSlips) {
    const auto code_of = [](const std::string& lines, const std::string& code) {
        const auto result = load_of("<address-list a>\n" + lines + "\n</address-list>\n");
        const Diagnostic* found = find(result.diagnostics, code);
        return found ? static_cast<int>(found->line) : 0;
    };
    EXPECT_EQ(code_of("digest-algorithm siphash", "digest-key"), 2);
    EXPECT_EQ(code_of("digest-algorithm siphash\ndigest-key short", "digest-key"), 3);
    EXPECT_EQ(code_of("digest-algorithm hmac-sha256\ndigest-hexkey 0g", "digest-key"), 3);
    EXPECT_EQ(code_of("digest-key alone", "digest-key"), 2);
    EXPECT_EQ(code_of("digest-algorithm hmac-sha256\ndigest-key k\ndigest-hexkey 00", "digest-key"), 4);
    EXPECT_EQ(code_of("automatic-categories bad-mailbx", "unknown-category"), 2);
    EXPECT_EQ(code_of("automatic-after 3", "no-trigger"), 2);
    EXPECT_EQ(code_of("automatic-after 0\nautomatic-complaints yes", "bad-value"), 2);
    const auto inner = load_of("<bounce-processor>\n<address-list a>\ndomain x.example\nautomatic-complaints yes\n</address-list>\n</bounce-processor>\n<source 0/0>\nsuppression-lists a\n</source>\n");
    EXPECT_TRUE(find(inner.diagnostics, "no-effect"));
    EXPECT_TRUE(find(inner.diagnostics, "unknown-name"));
}

}  // namespace
}  // namespace mailrace::config
