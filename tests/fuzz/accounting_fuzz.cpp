// links: mailrace_reports
// Whatever bytes come, in whatever pieces: the same records, the same books, fields within their row; and reports over them stay
// whole.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/reports/stats.h"
#include "shared/accounting/record_parser.h"

namespace {

using namespace mailrace;

struct Seen {
    std::vector<std::string> rows;
    accounting::ParserBooks books;
};

Seen read(std::string_view input, std::size_t piece, reports::Stats* stats) {
    Seen seen;
    accounting::RecordParser parser;
    const auto sink = [&](const accounting::Record& record) {
        std::string all(accounting::to_string(record.kind()));
        for (std::size_t i = 0; i < record.layout().names().size(); ++i) all += "|" + std::string(record.at(i));
        if (record.bytes().size() > accounting::RecordParser::kMaxRow) std::abort();
        seen.rows.push_back(std::move(all));
        if (stats != nullptr) stats->add(record);
        return true;
    };
    for (std::size_t at = 0; at < input.size(); at += piece) parser.feed(input.substr(at, piece), sink);
    parser.finish(sink);
    seen.books = parser.books();
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    reports::StatsOptions options;
    for (const reports::ReportInfo* info : reports::reports()) options.reports.push_back(info);
    options.by = reports::find_split("hour");
    reports::Stats stats(std::move(options));
    const Seen whole = read(input, SIZE_MAX / 2, &stats);
    const Seen pieces = read(input, 1 + size % 37, nullptr);
    if (whole.rows != pieces.rows || whole.books.damaged != pieces.books.damaged || whole.books.lines != pieces.books.lines)
        std::abort();
    if (whole.books.rows != whole.rows.size()) std::abort();
    for (const reports::Table& table : stats.tables())
        for (const reports::Cells& row : table.rows)
            if (row.size() != table.columns.size()) std::abort();
    return 0;
}
