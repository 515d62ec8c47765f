// SQLite behind a narrow door: a connection, a prepared statement, a transaction; errors as values. For daemon/journal and the history of the
// configuration. A connection belongs to one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "shared/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace mailrace::journal {

/// True when the words come from a database that is damaged, not merely busy or full.
struct DatabaseError {
    static constexpr std::string_view kDamaged = "the database is damaged";
    static bool damaged(const Error& error) { return error.words.find(kDamaged) != std::string::npos; }
};

class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Statement& operator=(Statement&& other) noexcept {
        std::swap(statement_, other.statement_);
        return *this;
    }
    ~Statement();
    explicit operator bool() const { return statement_ != nullptr; }

    // Parameters are numbered from 1. Text must stay in place until the statement was run or reset.
    void bind(int index, std::int64_t value);
    void bind(int index, std::string_view text);
    void bind_blob(int index, std::string_view bytes);
    void bind_null(int index);

    /// True: a row is there; false: done.
    Result<bool> step();
    /// For statements without rows: step and reset.
    Status run();
    void reset();

    // Columns are numbered from 0; views are valid until the next step.
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;

private:
    sqlite3_stmt* statement_ = nullptr;
};

class Database {
public:
    enum class Mode { read_only, read_write, read_write_existing };

    static Result<std::unique_ptr<Database>> open(const std::string& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Status execute(const std::string& sql);  // one or more statements without parameters
    Result<Statement> prepare(std::string_view sql);
    /// First column of the first row as a number; 0 when there is none.
    Result<std::int64_t> number(std::string_view sql);

    /// Everything from now on ends with a cancelled error once `deadline` has passed or `cancel` asks for it.
    void limit(std::chrono::steady_clock::time_point deadline, std::stop_token cancel);

    sqlite3* handle() const { return handle_; }

private:
    explicit Database(sqlite3* handle) : handle_(handle) {}
    static int on_progress(void* self);

    sqlite3* handle_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
    std::stop_token cancel_;
};

/// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Database& db) : db_(&db) {}
    ~Transaction();
    Status begin();
    Status commit();

private:
    Database* db_;
    bool open_ = false;
};

/// The Error of what `handle` reported last.
Error database_error(sqlite3* handle, std::string_view what);

}  // namespace mailrace::journal
