#include "daemon/journal/stream_place.h"

namespace mailrace::journal {

Status StreamPlace::open() {
    if (reopen_.exchange(false)) db_.reset();
    if (db_) return {};
    auto db = Database::open(path_, Database::Mode::read_write);
    if (!db) return db.error();
    if (auto s = (*db)->execute("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"); !s) return s;
    db_ = std::move(*db);
    return {};
}

Result<std::optional<StreamPlace::Place>> StreamPlace::load() {
    if (auto s = open(); !s) return s.error();
    auto found = db_->prepare("SELECT position,length FROM accounting WHERE target=?");
    if (!found) return found.error();
    found->bind(1, std::string_view(key_));
    const auto row = found->step();
    if (!row) return row.error();
    std::optional<Place> place;
    if (*row) place = Place{EventId{static_cast<std::uint64_t>(found->integer(0))}, EventId{static_cast<std::uint64_t>(found->integer(1))}};
    return place;
}

Status StreamPlace::note(const Place& place) {
    if (auto s = open(); !s) return s;
    auto put = db_->prepare("INSERT OR REPLACE INTO accounting(target,file,length,position,header) VALUES(?,'',?,?,'')");
    if (!put) return put.error();
    put->bind(1, std::string_view(key_));
    put->bind(2, static_cast<std::int64_t>(place.batch_end.value));
    put->bind(3, static_cast<std::int64_t>(place.position.value));
    auto done = put->run();
    if (!done) {
        put = Result<Statement>(Statement{});
        db_.reset();
    }
    return done;
}

}  // namespace mailrace::journal
