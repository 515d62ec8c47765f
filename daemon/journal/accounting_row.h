// Events as rows of accounting files: which columns a file has, and what stands in them (names, order and meaning as readers of PowerMTA files expect
// them). Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"
#include "shared/config/global_settings.h"

namespace mailrace::journal {

/// The record type of an event ("d", "tq", …), or empty for events that accounting files do not know.
std::string_view record_type(events::EventType type);

/// Short form of a record's name: "delivery" and "d" are "d"; empty when unknown.
std::string_view canonical_record(std::string_view name);

/// `field` by RFC 4180: quoted when it holds a comma, a quote or a line break. Bytes that are not UTF-8 become U+FFFD, control characters a space.
std::string csv_field(std::string_view field);

/// What the enhanced status code means, in a few words: "bad destination mailbox address".
std::string_view status_words(const events::EnhancedStatus& status);

/// The columns of one accounting file.
class AccountingLayout {
public:
    explicit AccountingLayout(const config::AccountingFileSettings& settings);

    /// With CR LF.
    const std::string& header() const { return header_; }
    /// One line with CR LF; empty when the file does not take this type of record.
    std::string row(const events::Event& event, WallTime logged) const;

private:
    struct Record {
        std::string_view type;
        std::vector<bool> filled;  // by column
    };
    std::string value(std::string_view column, const events::Event& event, std::string_view type, WallTime logged) const;
    std::string time(WallTime t) const;

    std::vector<std::string> columns_;  // without "type"
    std::vector<Record> records_;
    std::string header_;
    std::string user_string_;
    bool iso_times_;
};

}  // namespace mailrace::journal
