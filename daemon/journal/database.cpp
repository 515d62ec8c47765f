#include "daemon/journal/database.h"

#include <sqlite3.h>

#include <filesystem>

namespace mailrace::journal {

Error database_error(sqlite3* handle, std::string_view what) {
    const int code = handle != nullptr ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
    const std::string reason = handle != nullptr ? sqlite3_errmsg(handle) : "out of memory";
    const std::string words = std::string(what) + ": " + reason;
    switch (code & 0xFF) {
        case SQLITE_INTERRUPT: return Error::cancelled();
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Error::storage(std::string(DatabaseError::kDamaged) + " (" + words + ")");
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Error::busy(words);
        case SQLITE_FULL: return Error::storage("the disk is full (" + words + ")");
        default: return Error::storage(words);
    }
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_, index, value); }

void Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text64(statement_, index, text.data() != nullptr ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind_blob(int index, std::string_view bytes) {
    sqlite3_bind_blob64(statement_, index, bytes.data() != nullptr ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
}

void Statement::bind_null(int index) { sqlite3_bind_null(statement_, index); }

Result<bool> Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return database_error(sqlite3_db_handle(statement_), "history");
}

Status Statement::run() {
    const auto stepped = step();
    reset();
    if (!stepped) return stepped.error();
    return {};
}

void Statement::reset() { sqlite3_reset(statement_); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int length = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr ? std::string_view{} : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

namespace {

/// A file with a write-ahead log cannot be read where SQLite may not make its companions: a history on a read-only disk, or of another user. When there is no
/// log beside it nobody writes it, and it can be read as it lies.
std::string as_it_lies(const std::string& path) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            uri += {'%', digits[(c >> 4) & 15], digits[c & 15]};
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

bool needs_companions(sqlite3* handle, const std::string& path) {
    if (sqlite3_exec(handle, "SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr) == SQLITE_OK) return false;
    const int code = sqlite3_errcode(handle);
    std::error_code error;
    return (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && !std::filesystem::exists(path + "-wal", error);
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Mode mode) {
    sqlite3* handle = nullptr;
    // NOMUTEX: a connection is used by one thread at a time, so SQLite's own locks would only cost.
    int flags = SQLITE_OPEN_NOMUTEX | (mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    if (mode == Mode::read_write) flags |= SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    std::unique_ptr<Database> db(new Database(handle));
    if (mode == Mode::read_only && code == SQLITE_OK && needs_companions(handle, path)) {
        db.reset();
        code = sqlite3_open_v2(as_it_lies(path).c_str(), &handle, flags | SQLITE_OPEN_URI, nullptr);
        db.reset(new Database(handle));
    }
    if (code != SQLITE_OK) return database_error(handle, path);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 500);
    return db;
}

Database::~Database() { sqlite3_close_v2(handle_); }

Status Database::execute(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return database_error(handle_, "history");
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr) != SQLITE_OK)
        return database_error(handle_, "history");
    return Statement(statement);
}

Result<std::int64_t> Database::number(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    const auto row = statement->step();
    if (!row) return row.error();
    return *row ? statement->integer(0) : 0;
}

int Database::on_progress(void* self) {
    const auto* db = static_cast<Database*>(self);
    return db->cancel_.stop_requested() || std::chrono::steady_clock::now() >= db->deadline_ ? 1 : 0;
}

void Database::limit(std::chrono::steady_clock::time_point deadline, std::stop_token cancel) {
    deadline_ = deadline;
    cancel_ = std::move(cancel);
    sqlite3_progress_handler(handle_, 5000, &Database::on_progress, this);
}

Transaction::~Transaction() {
    if (open_) (void)db_->execute("ROLLBACK");
}

Status Transaction::begin() {
    auto status = db_->execute("BEGIN IMMEDIATE");
    open_ = status.has_value();
    return status;
}

Status Transaction::commit() {
    auto status = db_->execute("COMMIT");
    if (status) open_ = false;
    return status;
}

}  // namespace mailrace::journal
