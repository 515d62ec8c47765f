// Events as records: which columns a target has, and what stands in them (names, order and meaning as readers of PowerMTA files expect them), as a line
// of CSV or as an object of JSON. Immutable once made; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/journal/recipient_mask.h"
#include "daemon/journal/record_filter.h"
#include "shared/config/accounting_settings.h"

namespace mailrace::journal {

/// Short form of a record's name: "delivery" and "d" are "d"; empty when unknown.
std::string_view canonical_record(std::string_view name);

/// `field` by RFC 4180: quoted when it holds a comma, a quote or a line break. Bytes that are not UTF-8 become U+FFFD, control characters a space.
std::string csv_field(std::string_view field);

/// What the enhanced status code means, in a few words: "bad destination mailbox address".
std::string_view status_words(const events::EnhancedStatus& status);

/// `text` between quotes, as JSON has it (RFC 8259). Bytes that are not UTF-8 become U+FFFD.
std::string json_text(std::string_view text);

/// The columns of one target.
class AccountingLayout {
public:
    explicit AccountingLayout(const config::RecordSettings& settings);

    /// Is there a record of this event here? The others ask only for those.
    bool takes(const events::Event& event) const { return filter_.takes(event); }
    const RecordFilter& filter() const { return filter_; }

    /// Of CSV, with CR LF.
    const std::string& header() const { return header_; }
    /// One line with CR LF.
    std::string row(const events::Event& event, WallTime logged) const;
    /// One object without a line end: "type", "id" (the number of the event, by which a reader knows what comes twice), then the columns that have a
    /// value. Sizes and seconds are numbers.
    std::string object(const events::Event& event, WallTime logged) const;

private:
    enum class Source : std::uint8_t {
        time_logged, time_queued, orig, rcpt, orcpt, dsn_action, dsn_status, dsn_diag, dsn_mta, bounce_cat, src_type, src_mta, dlv_type, dlv_source_ip,
        dlv_destination_ip, dlv_esmtp, dlv_size, vmta, job, envid, queue, pool, tls_protocol, tls_cipher, user, rcv_source_ip, rcv_destination_ip, seconds,
        user_string, detail,
    };
    struct Column {
        std::string name;
        Source source = Source::detail;
    };
    struct Cell {
        bool filled = false;
        std::string header;  // "header_x-id" when a header of the message comes first
    };
    struct Record {
        std::string_view type;
        std::vector<Cell> cells;  // by column
    };
    static Source source_of(std::string_view column);
    const Record* record_of(std::string_view type) const;
    std::string cell(const Record& record, std::size_t column, const events::Event& event, WallTime logged) const;
    std::string value(const Column& column, const events::Event& event, std::string_view type, WallTime logged) const;
    std::string time(WallTime t) const;

    RecordFilter filter_;
    RecipientMask mask_;
    std::vector<Column> columns_;  // without "type"
    std::vector<Record> records_;
    std::string header_;
    std::string user_string_;
    bool iso_times_;
};

}  // namespace mailrace::journal
