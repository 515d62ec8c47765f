#include "daemon/journal/record_pages.h"

#include <algorithm>

#include "daemon/journal/accounting_row.h"
#include "shared/config/records.h"

namespace mailrace::journal {
namespace {

const AccountingLayout& layout() {
    static const AccountingLayout all = [] {
        config::AccountingFileSettings settings;
        settings.records.clear();
        for (const config::RecordType& type : config::record_types()) settings.records.emplace_back(type.name);
        return AccountingLayout(settings);
    }();
    return all;
}

std::string without_line_end(std::string line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return line;
}

std::string delay_ms(const events::Event& e) {
    if (e.queued.time_since_epoch().count() == 0 || e.time < e.queued) return {};
    return std::to_string(std::chrono::floor<std::chrono::milliseconds>(e.time - e.queued).count());
}

}  // namespace

const std::string& record_header() {
    static const std::string header = without_line_end(layout().header()) + ",provider,class,delayMs\r\n";
    return header;
}

RecordPage read_records(HistoryReader& reader, const filter::Filter& filter, EventId after, std::size_t limit,
                        const QueryLimits& limits) {
    const Page page = reader.page_after(filter, after, std::clamp<std::size_t>(limit, 1, kMaxRecords), limits);
    RecordPage out;
    out.more = page.more;
    out.complete = page.complete;
    out.last = std::max(after, page.reached);
    for (const events::Event& event : page.events) {
        const std::string row = without_line_end(layout().row(event, event.time));
        if (row.empty()) continue;
        out.text += row + ',' + csv_field(event.provider) + ',' + std::string(events::to_string(event.cls)) + ',' +
                    delay_ms(event) + "\r\n";
        ++out.rows;
    }
    return out;
}

}  // namespace mailrace::journal
