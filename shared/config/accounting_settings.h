// What <acct-file> and <webhook> say: which events become records, what stands in them, and where they go. Filled once by load(),
// never changed afterwards, any thread. Files are as written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/config/place.h"
#include "shared/config/units.h"

namespace mailrace::config {

struct HeaderField {
    std::string record;  // d, b, t, r, …
    std::string header;  // header name, lower case
    std::string field;   // column name
    bool operator==(const HeaderField&) const = default;
};

/// Which records are written, and how they look.
struct RecordSettings {
    std::vector<std::string> records{"d", "b"};                     // d b t tq r rb rs f
    bool records_given = false;                                     // false: the default above
    std::map<std::string, std::vector<std::string>> record_fields;  // record → "*", "field", "!field", "header_NAME"
    std::vector<HeaderField> map_header_to_field;
    std::vector<std::string> queue_filter;     // queue patterns in order, "!" in front excludes; empty: all queues
    std::vector<std::string> category_filter;  // bounce categories; empty: all
    bool iso_times = true;
    std::string user_string;
    std::string privacy_policy{
        "retain"};  // or "redact", or "siphash KEY", "siphash-hexkey KEY", "hmac-sha256 KEY", "hmac-sha256-hexkey KEY"
    bool operator==(const RecordSettings&) const = default;
};

struct AccountingFileSettings : RecordSettings {
    std::string target;  // path, or the command when `pipe`
    bool pipe = false;
    std::string format{"csv"};  // or "json": one object a line
    std::string move_to;
    Duration move_interval{std::chrono::hours{24}};
    Interval delete_after{std::chrono::hours{24 * 8}, false};
    ByteSize max_size{250ull << 20};
    Duration retry_interval{std::chrono::minutes{5}};
    Duration write_timeout{std::chrono::minutes{1}};
    bool world_readable = false;
    bool count_moved_records = false;
    bool sync = false;
    Place place;
    bool operator==(const AccountingFileSettings&) const = default;
};

struct WebhookSettings : RecordSettings {
    std::string name;
    std::string url;
    std::string secret;           // of the signature; empty: not signed
    std::string authorization;    // value of that header; empty: none
    std::string tls_ca_file;      // empty: the system's authorities
    std::string format{"array"};  // "array" of objects, "lines", or one "object" a request
    std::uint64_t batch_size = 500;
    ByteSize batch_bytes{1u << 20};
    Duration batch_wait{std::chrono::seconds{5}};
    Duration request_timeout{std::chrono::seconds{30}};
    Duration retry_interval{std::chrono::minutes{5}};  // the longest pause; the first is a second
    Interval give_up_after{std::chrono::hours{24}, false};
    std::string dead_letter_file;  // empty: beside the history
    Place place;
    bool operator==(const WebhookSettings&) const = default;
};

/// An address that a webhook may have.
struct WebhookUrl {
    bool tls = true;
    std::string host;  // without brackets
    std::uint16_t port = 443;
    std::string target;  // path and query, at least "/"
};
/// nullopt, and in `why` what is wrong with it: the scheme, a user name in it, plain http to another machine.
std::optional<WebhookUrl> parse_webhook_url(std::string_view url, std::string& why);

}  // namespace mailrace::config
