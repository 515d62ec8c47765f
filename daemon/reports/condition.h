// What a record must have to be counted or found: "rcpt=ann@example.com", "dsnDiag=/blocked|listed/", "vmta!=vmta3",
// "dlvSize>100000", "jobId=spring*". Fields have the names of accounting files, and a few words that people say instead. Values
// do not change after parse(); any thread, but one thread at a time may ask one Selection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/accounting/record_parser.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/filter/match.h"

namespace mailrace::reports {

class Condition {
public:
    enum class Kind : std::uint8_t { equals, glob, regex, below, at_most, above, at_least };

    /// invalid, with words, when it is no condition. `now` is what relative times count from.
    static Result<Condition> parse(std::string_view text, WallTime now);
    /// FIELD is `field`, the rest as in parse().
    static Result<Condition> equal(std::string_view field, std::string_view value, WallTime now);

    /// As accounting files call it; "domain" is that of the recipient.
    const std::string& field() const { return field_; }
    const std::string& value() const { return value_; }
    Kind kind() const { return kind_; }
    bool negated() const { return negated_; }
    std::string text() const;

    /// `value`: what the record has there.
    bool holds(std::string_view value) const;

private:
    Status set_value(std::string_view op, std::string_view value, WallTime now);

    std::string field_, value_;
    Kind kind_ = Kind::equals;
    bool negated_ = false;
    bool in_parts_ = false;  // "5.1.1 (bad …)", "mx1.example.com (192.0.2.7)": a part is enough
    bool is_time_ = false;
    std::int64_t number_ = 0;
    std::shared_ptr<const filter::Pattern> pattern_;
};

/// All conditions and a span of time.
class Selection {
public:
    std::vector<Condition> conditions;
    std::optional<std::int64_t> from;   // ms since 1970, inclusive
    std::optional<std::int64_t> until;  // exclusive

    bool takes(const accounting::Record& record);
    /// Fields that no file so far had: probably misspelt.
    std::vector<std::string> fields_never_seen() const;

private:
    void bind(const accounting::Layout& layout);

    std::uint64_t bound_ = 0;  // serial of the layout that places_ holds for
    std::vector<int> places_;  // by condition; kDomain, kNone
    std::vector<bool> seen_;
};

/// "ann@Example.com" → "Example.com"; empty without @.
std::string_view domain_of(std::string_view address);
/// Of the recipient; of a record about a whole queue that of the queue.
std::string_view domain_of(const accounting::Record& record);

}  // namespace mailrace::reports
