// The header line of an accounting file: which column stands where. Known columns are found without comparing names. A value; any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/accounting/row.h"

namespace mailrace::accounting {

/// The columns that reports look at. The last ones are ours: rows from the history have them, and files that were told to.
enum class Column : std::uint8_t {
    type,
    time_logged,
    time_queued,
    time_imprinted,
    orig,
    rcpt,
    dsn_status,
    dsn_diag,
    dsn_mta,
    bounce_cat,
    dlv_source_ip,
    dlv_size,
    vmta,
    job_id,
    env_id,
    queue,
    vmta_pool,
    rcv_smtp_user,
    total_seconds_queued,
    provider,
    delay_ms,
};
inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::delay_ms) + 1;
std::string_view to_string(Column column);  // "timeLogged"

class Layout {
public:
    Layout() { place_.fill(-1); }
    /// Names as in the header line; of a name that stands twice the first one counts.
    explicit Layout(const Row& header);

    static bool is_header(const Row& row);

    const std::vector<std::string>& names() const { return names_; }
    /// Where the column stands; negative when the file has none.
    int place(Column column) const { return place_[static_cast<std::size_t>(column)]; }
    /// By any name, without regard to case; negative when the file has none.
    int find(std::string_view name) const;
    /// The header line as it stood, without the line end.
    const std::string& line() const { return line_; }
    /// Another number for each layout that was made from a header; 0 for the empty one. For what is worked out once a layout.
    std::uint64_t serial() const { return serial_; }

private:
    std::vector<std::string> names_;
    std::array<std::int16_t, kColumns> place_{};
    std::string line_;
    std::uint64_t serial_ = 0;
};

}  // namespace mailrace::accounting
