#include "daemon/journal/rollup_sql.h"

namespace mailrace::journal {

int bind_counts(Statement& s, int at, const Counts& c) {
    for (const std::uint64_t value : {c.received, c.generated, c.delivered, c.deferred, c.bounced, c.rejected, c.complaints, c.expired, c.deleted,
                                      c.queue_deferred, c.bytes})
        s.bind(at++, static_cast<std::int64_t>(value));
    return at;
}

Counts read_counts(const Statement& row, int column) {
    Counts c;
    for (std::uint64_t* value : {&c.received, &c.generated, &c.delivered, &c.deferred, &c.bounced, &c.rejected, &c.complaints, &c.expired,
                                 &c.deleted, &c.queue_deferred, &c.bytes})
        *value = static_cast<std::uint64_t>(row.integer(column++));
    return c;
}

std::string add_rollup_sql() {
    std::string sql = "INSERT INTO rollup(minute,kind,name," + std::string(kCountColumns) +
                      ",depth,latency) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(kind,name,minute) DO UPDATE SET ";
    std::string_view rest = kCountColumns;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string column(rest.substr(0, end));
        sql += column + "=" + column + "+excluded." + column + ",";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return sql + "depth=ifnull(excluded.depth,depth),latency=ifnull(excluded.latency,latency)";
}

}  // namespace mailrace::journal
