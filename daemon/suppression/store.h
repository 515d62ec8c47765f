// The entries of suppression lists on disk: one SQLite file in the state directory, a table for each list. A change that was reported as done survives
// SIGKILL and power loss. Also holds the failures that automatic lists count, and how far in the history they were counted, so that a restart neither loses nor
// doubles any. Belongs to one thread; StoreReader is for all others.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/journal/database.h"
#include "daemon/suppression/list_index.h"
#include "shared/base/ids.h"

namespace mailrace::suppression {

struct Entry {
    std::uint32_t number = 0;  // of the store; in the configuration's lists of another kind
    Key key;
    std::string reason;
    std::string origin;
    std::int64_t added = 0;                 // unix milliseconds
    std::optional<std::int64_t> expires;    // never, when there is none
};

struct StoredList {
    std::int64_t id = 0;
    std::string name;  // as it was first written
};

class Store {
public:
    static Result<std::unique_ptr<Store>> open(const std::string& path);

    Result<std::vector<StoredList>> lists();
    Result<StoredList> make_list(const std::string& name);

    /// Changes between begin() and commit() are made together or not at all.
    Status begin();
    Status commit();
    void rollback();

    Result<std::uint32_t> insert(std::int64_t list, const Entry& entry);
    Status remove(std::int64_t list, std::uint32_t number);
    /// Another end, and the reason that goes with it.
    Status extend(std::int64_t list, std::uint32_t number, std::optional<std::int64_t> expires, const std::string& reason, const std::string& origin);
    Result<std::optional<Entry>> get(std::int64_t list, std::uint32_t number);
    /// Every entry, in the order of their numbers; only number and key are filled.
    Status each_key(std::int64_t list, const std::function<void(std::uint32_t, Key)>& take);
    /// Entries with numbers below `before` (0: from the newest), newest first, until `take` answers false.
    Status each_before(std::int64_t list, std::uint32_t before, const std::function<bool(const Entry&)>& take);
    Status each_after(std::int64_t list, std::uint32_t after, const std::function<bool(const Entry&)>& take);
    /// Those whose time has passed, at most `limit`.
    Result<std::vector<Entry>> expired(std::int64_t list, std::int64_t now, std::size_t limit);
    Result<std::optional<std::int64_t>> last_added(std::int64_t list);

    // What automatic lists count.
    /// Of one event once, however often it is told.
    Status add_strike(std::int64_t list, const Key& key, std::int64_t time, EventId event);
    /// Those of other events than `except`.
    Result<std::uint64_t> strikes(std::int64_t list, const Key& key, std::int64_t since, EventId except);
    Status forget_strikes(std::int64_t list, const Key& key);
    /// Drops those before `time`, and the oldest beyond `most`.
    Status trim_strikes(std::int64_t before, std::uint64_t most);
    /// Nothing when it was never set.
    Result<std::optional<EventId>> position();
    Status set_position(EventId id);

private:
    friend class StoreReader;
    explicit Store(std::unique_ptr<journal::Database> db, std::string path) : db_(std::move(db)), path_(std::move(path)) {}
    struct Statements {
        journal::Statement insert, remove, extend, get;
    };
    Result<Statements*> of(std::int64_t list);
    Result<std::int64_t> note(const std::string& reason, const std::string& origin);
    Status walk(journal::Statement& rows, const std::function<bool(const Entry&)>& take);

    std::unique_ptr<journal::Database> db_;
    std::string path_;
    std::map<std::int64_t, Statements> statements_;
    std::map<std::pair<std::string, std::string>, std::int64_t> notes_;  // those used last
    journal::Statement add_strike_, count_strikes_;
    bool open_ = false;
};

/// One entry at a time, for lookups that met a fingerprint: any thread, one after the other.
class StoreReader {
public:
    static Result<std::unique_ptr<StoreReader>> open(const std::string& path);
    /// Nothing when it is not there (any more).
    std::optional<Entry> get(std::int64_t list, std::uint32_t number);
    /// The store has changed, or is about to: what is read next is read anew. Between changes one view of the file is kept open, which saves a lookup its locks.
    void refresh();

private:
    explicit StoreReader(std::unique_ptr<journal::Database> db) : db_(std::move(db)) {}
    const std::pair<std::string, std::string>& note(std::int64_t id);
    std::mutex mutex_;
    std::unique_ptr<journal::Database> db_;
    std::map<std::int64_t, journal::Statement> statements_;
    journal::Statement find_note_, begin_, end_;
    bool viewing_ = false;
    std::map<std::int64_t, std::pair<std::string, std::string>> notes_;  // reason and origin: few, and never changed
};

}  // namespace mailrace::suppression
