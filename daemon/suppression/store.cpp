#include "daemon/suppression/store.h"

#include <climits>

#include "daemon/platform/file.h"

namespace mailrace::suppression {

using journal::Database;
using journal::Statement;

namespace {

constexpr std::string_view kSchema = R"(
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA temp_store=MEMORY;
CREATE TABLE IF NOT EXISTS list(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, reason TEXT NOT NULL, origin TEXT NOT NULL, UNIQUE(reason, origin));
CREATE TABLE IF NOT EXISTS strike(list INTEGER NOT NULL, kind INTEGER NOT NULL, value BLOB NOT NULL, time INTEGER NOT NULL, event INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS strike_value ON strike(list, value);
CREATE UNIQUE INDEX IF NOT EXISTS strike_event ON strike(list, event);
CREATE INDEX IF NOT EXISTS strike_time ON strike(time);
CREATE TABLE IF NOT EXISTS state(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
)";
constexpr std::size_t kMostNotesKept = 10'000;

std::string table(std::int64_t list) { return "entry_" + std::to_string(list); }
std::string columns(std::int64_t list) {
    return "SELECT e.id, e.kind, e.value, n.reason, n.origin, e.added, e.expires FROM " + table(list) + " e JOIN note n ON n.id = e.note";
}

// The kind and, above it, whether the value is a digest.
std::int64_t packed_kind(const Key& key) { return static_cast<std::int64_t>(key.kind) + (key.digest ? 8 : 0); }
Key key_of(const Statement& row, int column) {
    const std::int64_t kind = row.integer(column);
    return {static_cast<EntryKind>(kind & 3), (kind & 8) != 0, std::string(row.text(column + 1))};
}

Entry entry_of(const Statement& row) {
    Entry e;
    e.number = static_cast<std::uint32_t>(row.integer(0));
    e.key = key_of(row, 1);
    e.reason = row.text(3);
    e.origin = row.text(4);
    e.added = row.integer(5);
    if (const std::int64_t expires = row.integer(6); expires != 0) e.expires = expires;
    return e;
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& path) {
    // Made with its mode before SQLite opens it; the files beside it get the same.
    auto& storage = platform::Storage::system();
    if (auto there = storage.open(path, platform::OpenMode::read); !there && there.error().cls == ErrorClass::not_found) {
        if (auto made = storage.open(path, platform::OpenMode::create); !made) return made.error();
    }
    auto db = Database::open(path, Database::Mode::read_write);
    if (!db) return db.error();
    if (auto made = (*db)->execute(std::string(kSchema)); !made) return made.error();
    return std::unique_ptr<Store>(new Store(std::move(*db), path));
}

Result<std::vector<StoredList>> Store::lists() {
    auto rows = db_->prepare("SELECT id, name FROM list ORDER BY name");
    if (!rows) return rows.error();
    std::vector<StoredList> out;
    for (;;) {
        const auto row = rows->step();
        if (!row) return row.error();
        if (!*row) return out;
        out.push_back({rows->integer(0), std::string(rows->text(1))});
    }
}

Result<StoredList> Store::make_list(const std::string& name) {
    journal::Transaction transaction(*db_);
    if (auto begun = transaction.begin(); !begun) return begun.error();
    auto insert = db_->prepare("INSERT INTO list(name) VALUES(?)");
    if (!insert) return insert.error();
    insert->bind(1, name);
    if (auto done = insert->run(); !done) return done.error();
    const auto id = db_->number("SELECT last_insert_rowid()");
    if (!id) return id.error();
    const std::string t = table(*id);
    if (auto made = db_->execute("CREATE TABLE " + t + "(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, value BLOB NOT NULL, note INTEGER NOT NULL, added INTEGER NOT NULL, expires INTEGER);"
                                 "CREATE INDEX " + t + "_expires ON " + t + "(expires) WHERE expires IS NOT NULL");
        !made)
        return made.error();
    if (auto done = transaction.commit(); !done) return done.error();
    return StoredList{*id, name};
}

Status Store::begin() {
    auto done = db_->execute("BEGIN IMMEDIATE");
    open_ = done.has_value();
    return done;
}

Status Store::commit() {
    auto done = db_->execute("COMMIT");
    if (done) open_ = false;
    return done;
}

void Store::rollback() {
    if (open_) (void)db_->execute("ROLLBACK");
    open_ = false;
    notes_.clear();  // some of them may be gone with it
}

Result<Store::Statements*> Store::of(std::int64_t list) {
    if (const auto known = statements_.find(list); known != statements_.end()) return &known->second;
    const std::string t = table(list);
    auto insert = db_->prepare("INSERT INTO " + t + "(kind, value, note, added, expires) VALUES(?,?,?,?,?) RETURNING id");
    auto remove = db_->prepare("DELETE FROM " + t + " WHERE id=?");
    auto extend = db_->prepare("UPDATE " + t + " SET expires=?, note=? WHERE id=?");
    auto get = db_->prepare(columns(list) + " WHERE e.id=?");
    for (const auto* made : {&insert, &remove, &extend, &get})
        if (!*made) return made->error();
    return &statements_.emplace(list, Statements{std::move(*insert), std::move(*remove), std::move(*extend), std::move(*get)}).first->second;
}

Result<std::int64_t> Store::note(const std::string& reason, const std::string& origin) {
    if (const auto known = notes_.find({reason, origin}); known != notes_.end()) return known->second;
    auto insert = db_->prepare("INSERT OR IGNORE INTO note(reason, origin) VALUES(?,?)");
    if (!insert) return insert.error();
    insert->bind(1, reason);
    insert->bind(2, origin);
    if (auto done = insert->run(); !done) return done.error();
    auto find = db_->prepare("SELECT id FROM note WHERE reason=? AND origin=?");
    if (!find) return find.error();
    find->bind(1, reason);
    find->bind(2, origin);
    const auto row = find->step();
    if (!row) return row.error();
    if (!*row) return Error::internal("a note is missing");
    if (notes_.size() >= kMostNotesKept) notes_.clear();
    return notes_[{reason, origin}] = find->integer(0);
}

Result<std::uint32_t> Store::insert(std::int64_t list, const Entry& entry) {
    const auto statements = of(list);
    if (!statements) return statements.error();
    const auto noted = note(entry.reason, entry.origin);
    if (!noted) return noted.error();
    Statement& s = (*statements)->insert;
    s.bind(1, packed_kind(entry.key));
    s.bind_blob(2, entry.key.value);
    s.bind(3, *noted);
    s.bind(4, entry.added);
    if (entry.expires) s.bind(5, *entry.expires);
    else s.bind_null(5);
    const auto row = s.step();
    const std::int64_t number = row && *row ? s.integer(0) : 0;
    s.reset();
    if (!row) return row.error();
    if (number <= 0 || number > UINT32_MAX) return Error::limit("the list has seen four thousand million entries: export it, and import it under another name");
    return static_cast<std::uint32_t>(number);
}

Status Store::remove(std::int64_t list, std::uint32_t number) {
    const auto statements = of(list);
    if (!statements) return statements.error();
    (*statements)->remove.bind(1, static_cast<std::int64_t>(number));
    return (*statements)->remove.run();
}

Status Store::extend(std::int64_t list, std::uint32_t number, std::optional<std::int64_t> expires, const std::string& reason, const std::string& origin) {
    const auto statements = of(list);
    if (!statements) return statements.error();
    const auto noted = note(reason, origin);
    if (!noted) return noted.error();
    Statement& s = (*statements)->extend;
    if (expires) s.bind(1, *expires);
    else s.bind_null(1);
    s.bind(2, *noted);
    s.bind(3, static_cast<std::int64_t>(number));
    return s.run();
}

Result<std::optional<Entry>> Store::get(std::int64_t list, std::uint32_t number) {
    const auto statements = of(list);
    if (!statements) return statements.error();
    Statement& s = (*statements)->get;
    s.bind(1, static_cast<std::int64_t>(number));
    const auto row = s.step();
    std::optional<Entry> out;
    if (row && *row) out = entry_of(s);
    s.reset();
    if (!row) return row.error();
    return out;
}

Status Store::each_key(std::int64_t list, const std::function<void(std::uint32_t, Key)>& take) {
    auto rows = db_->prepare("SELECT id, kind, value FROM " + table(list) + " ORDER BY id");
    if (!rows) return rows.error();
    for (;;) {
        const auto row = rows->step();
        if (!row) return row.error();
        if (!*row) return {};
        take(static_cast<std::uint32_t>(rows->integer(0)), key_of(*rows, 1));
    }
}

Status Store::walk(Statement& rows, const std::function<bool(const Entry&)>& take) {
    for (;;) {
        const auto row = rows.step();
        if (!row) return row.error();
        if (!*row || !take(entry_of(rows))) return {};
    }
}

Status Store::each_before(std::int64_t list, std::uint32_t before, const std::function<bool(const Entry&)>& take) {
    auto rows = db_->prepare(columns(list) + " WHERE e.id < ? ORDER BY e.id DESC");
    if (!rows) return rows.error();
    rows->bind(1, before == 0 ? INT64_MAX : static_cast<std::int64_t>(before));
    return walk(*rows, take);
}

Status Store::each_after(std::int64_t list, std::uint32_t after, const std::function<bool(const Entry&)>& take) {
    auto rows = db_->prepare(columns(list) + " WHERE e.id > ? ORDER BY e.id");
    if (!rows) return rows.error();
    rows->bind(1, static_cast<std::int64_t>(after));
    return walk(*rows, take);
}

Result<std::vector<Entry>> Store::expired(std::int64_t list, std::int64_t now, std::size_t limit) {
    auto rows = db_->prepare(columns(list) + " WHERE e.expires IS NOT NULL AND e.expires <= ? LIMIT ?");
    if (!rows) return rows.error();
    rows->bind(1, now);
    rows->bind(2, static_cast<std::int64_t>(limit));
    std::vector<Entry> out;
    auto done = walk(*rows, [&](const Entry& e) { return out.push_back(e), true; });
    if (!done) return done.error();
    return out;
}

Result<std::optional<std::int64_t>> Store::last_added(std::int64_t list) {
    auto row = db_->prepare("SELECT added FROM " + table(list) + " ORDER BY id DESC LIMIT 1");
    if (!row) return row.error();
    const auto there = row->step();
    if (!there) return there.error();
    return *there ? std::optional(row->integer(0)) : std::nullopt;
}

Status Store::add_strike(std::int64_t list, const Key& key, std::int64_t time, EventId event) {
    if (!add_strike_) {
        auto made = db_->prepare("INSERT OR IGNORE INTO strike(list, kind, value, time, event) VALUES(?,?,?,?,?)");
        if (!made) return made.error();
        add_strike_ = std::move(*made);
    }
    add_strike_.bind(1, list);
    add_strike_.bind(2, packed_kind(key));
    add_strike_.bind_blob(3, key.value);
    add_strike_.bind(4, time);
    add_strike_.bind(5, static_cast<std::int64_t>(event.value));
    return add_strike_.run();
}

Result<std::uint64_t> Store::strikes(std::int64_t list, const Key& key, std::int64_t since, EventId except) {
    if (!count_strikes_) {
        auto made = db_->prepare("SELECT count(*) FROM strike WHERE list=? AND value=? AND kind=? AND time>=? AND event!=?");
        if (!made) return made.error();
        count_strikes_ = std::move(*made);
    }
    count_strikes_.bind(1, list);
    count_strikes_.bind_blob(2, key.value);
    count_strikes_.bind(3, packed_kind(key));
    count_strikes_.bind(4, since);
    count_strikes_.bind(5, static_cast<std::int64_t>(except.value));
    const auto row = count_strikes_.step();
    const auto count = row && *row ? static_cast<std::uint64_t>(count_strikes_.integer(0)) : 0;
    count_strikes_.reset();
    if (!row) return row.error();
    return count;
}

Status Store::forget_strikes(std::int64_t list, const Key& key) {
    auto drop = db_->prepare("DELETE FROM strike WHERE list=? AND value=? AND kind=?");
    if (!drop) return drop.error();
    drop->bind(1, list);
    drop->bind_blob(2, key.value);
    drop->bind(3, packed_kind(key));
    return drop->run();
}

Status Store::trim_strikes(std::int64_t before, std::uint64_t most) {
    auto drop = db_->prepare("DELETE FROM strike WHERE time < ?");
    if (!drop) return drop.error();
    drop->bind(1, before);
    if (auto done = drop->run(); !done) return done;
    return db_->execute("DELETE FROM strike WHERE rowid <= (SELECT max(rowid) FROM strike) - " + std::to_string(most));
}

Result<std::optional<EventId>> Store::position() {
    auto row = db_->prepare("SELECT value FROM state WHERE key='position'");
    if (!row) return row.error();
    const auto there = row->step();
    if (!there) return there.error();
    return *there ? std::optional(EventId{static_cast<std::uint64_t>(row->integer(0))}) : std::nullopt;
}

Status Store::set_position(EventId id) {
    return db_->execute("INSERT INTO state(key, value) VALUES('position', " + std::to_string(id.value) + ") ON CONFLICT(key) DO UPDATE SET value=excluded.value");
}

Result<std::unique_ptr<StoreReader>> StoreReader::open(const std::string& path) {
    auto db = Database::open(path, Database::Mode::read_only);
    if (!db) return db.error();
    // Room for the inner pages of ten million entries, so that a lookup reads one page from the system.
    if (auto set = (*db)->execute("PRAGMA cache_size=-8192"); !set) return set.error();
    std::unique_ptr<StoreReader> reader(new StoreReader(std::move(*db)));
    for (const auto& [text, into] : {std::pair{"SELECT reason, origin FROM note WHERE id=?", &reader->find_note_}, {"BEGIN", &reader->begin_}, {"COMMIT", &reader->end_}}) {
        auto made = reader->db_->prepare(text);
        if (!made) return made.error();
        *into = std::move(*made);
    }
    return reader;
}

void StoreReader::refresh() {
    const std::lock_guard lock(mutex_);
    if (std::exchange(viewing_, false)) (void)end_.run();
}

const std::pair<std::string, std::string>& StoreReader::note(std::int64_t id) {
    if (const auto known = notes_.find(id); known != notes_.end()) return known->second;
    if (notes_.size() >= kMostNotesKept) notes_.clear();
    find_note_.bind(1, id);
    const auto row = find_note_.step();
    auto& out = notes_[id];
    if (row && *row) out = {std::string(find_note_.text(0)), std::string(find_note_.text(1))};
    find_note_.reset();
    return out;
}

std::optional<Entry> StoreReader::get(std::int64_t list, std::uint32_t number) {
    const std::lock_guard lock(mutex_);
    auto known = statements_.find(list);
    if (known == statements_.end()) {
        auto made = db_->prepare("SELECT id, kind, value, note, added, expires FROM " + table(list) + " WHERE id=?");
        if (!made) return std::nullopt;
        known = statements_.emplace(list, std::move(*made)).first;
    }
    if (!viewing_) viewing_ = begin_.run().has_value();
    Statement& s = known->second;
    s.bind(1, static_cast<std::int64_t>(number));
    const auto row = s.step();
    std::optional<Entry> out;
    std::int64_t noted = 0;
    if (row && *row) {
        out.emplace();
        out->number = number;
        out->key = key_of(s, 1);
        noted = s.integer(3);
        out->added = s.integer(4);
        if (const std::int64_t expires = s.integer(5); expires != 0) out->expires = expires;
    }
    s.reset();
    if (out) std::tie(out->reason, out->origin) = note(noted);
    return out;
}

}  // namespace mailrace::suppression
