// All suppression lists: what the configuration gives and what the store holds, looked up by intake, changed by people and by automatic entry. Lookups work on
// any thread from memory; an entry of the store that is met is compared with the disk, which also tells why it is there. Changes are jobs on a thread of
// its own, one after the other; each is on disk before it is reported as done.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "daemon/suppression/configured_lists.h"
#include "daemon/suppression/store.h"
#include "shared/base/mailbox.h"

namespace mailrace::suppression {

/// An entry as people see it.
struct Match {
    std::string list;
    EntryKind kind = EntryKind::address;
    std::string value;
    std::string reason, origin;
    std::int64_t added = 0;
    std::optional<std::int64_t> expires;
    std::vector<std::string> sources;
};

struct NewEntry {
    std::string value;
    std::optional<EntryKind> kind;
    std::string reason, origin;
    std::optional<std::int64_t> added, expires;  // added: now, when there is none
};
struct Refused {
    std::size_t index = 0;
    std::string value, why;
};
struct Change {
    std::uint64_t changed = 0;    // added or removed
    std::uint64_t unchanged = 0;  // present or missing
    std::vector<Refused> refused; // at most 100
    std::uint64_t refused_total = 0;
};

struct ListInfo {
    std::string name;
    std::uint64_t entries = 0, from_configuration = 0;
    std::optional<auth::DigestAlgorithm> digest;
    AutomaticEntry automatic;
    std::vector<std::string> sources;
    std::string place;
    std::optional<std::int64_t> last_added;
};

struct Search {
    std::string list, text, origin;  // empty: all
    std::optional<EntryKind> kind;
    std::string cursor;
    std::size_t limit = 100;
    std::chrono::milliseconds budget{300};
};
struct Found {
    std::vector<Match> rows;
    std::string cursor;  // empty at the end
    std::uint64_t matched_estimate = 0;
};

/// Words of errors that clients know.
inline constexpr std::string_view kNoList = "suppression.no_list", kReadOnly = "suppression.read_only", kBadEntry = "suppression.bad_entry", kFailed = "storage";
struct Refusal {
    std::string_view word;
    std::string words;
};
template <class T>
using Outcome = std::variant<T, Refusal>;

class Lists {
public:
    using Job = std::function<void(Lists&)>;

    /// Reads all entries: about half a second for a million.
    static Result<std::unique_ptr<Lists>> open(const std::string& path, std::shared_ptr<const ConfiguredLists> configured, const Clock& clock);
    ~Lists() { stop(); }

    /// Starts the thread; `tick` runs on it every second or so between jobs.
    void start(Job tick);
    void stop();
    /// False: it is stopping, or too many wait. Any thread.
    bool submit(Job job);
    std::size_t waiting() const { return jobs_.size(); }

    // ---- any thread
    void configure(std::shared_ptr<const ConfiguredLists> configured);
    std::shared_ptr<const ConfiguredLists> configured() const;
    /// The first entry of these lists that the address meets; nothing for names that nobody knows.
    std::optional<Match> first(std::span<const std::string> lists, std::string_view address) const;
    /// The same from memory alone: yes also for what has expired a moment ago, and for a fingerprint that is another's.
    bool probably(std::string_view list, std::string_view address) const;
    std::uint64_t memory() const;

    // ---- on the thread, or before it starts
    std::vector<ListInfo> info();
    std::vector<Match> all(std::string_view address) const;
    Outcome<Found> search(const Search& search);
    Outcome<Change> add(const std::string& list, std::span<const NewEntry> entries, bool dry_run);
    Outcome<Change> remove(const std::string& list, std::span<const NewEntry> entries, bool dry_run);
    /// Lines of an export after `cursor`, at most `limit` and about 700 kB.
    Outcome<std::pair<std::vector<std::string>, std::string>> export_lines(const std::string& list, const std::string& cursor, std::size_t limit);
    /// Takes away what has expired, a bounded number; how many.
    std::uint64_t purge();
    Store& store() { return *store_; }
    const Clock& clock() const { return clock_; }
    /// The id in the store, made when it is not there.
    Result<std::int64_t> list_id(const std::string& name);

private:
    struct Stored {
        StoredList list;
        ListIndex index;
    };
    using StoredMap = std::map<std::string, std::shared_ptr<Stored>>;  // by name in lower case

    explicit Lists(const Clock& clock) : clock_(clock) {}
    Status load();
    void run(const Job& tick);
    std::shared_ptr<Stored> stored(std::string_view name) const;
    Result<std::shared_ptr<Stored>> make_stored(const std::string& name);
    void visit(const ConfiguredList* configured, const Stored* stored, const NormalAddress& address, const std::function<bool(Match)>& take) const;
    Result<std::optional<Entry>> find_stored(const Stored& stored, const Key& key);
    Status add_one(Stored& stored, const NewEntry& entry, Key key, bool dry_run, Change& change);
    /// The store's commit, with lookups reading what it brought.
    Status commit();
    std::vector<std::string> names() const;

    const Clock& clock_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<StoreReader> reader_;
    mutable std::shared_mutex mutex_;
    std::shared_ptr<const ConfiguredLists> configured_;
    StoredMap stored_;
    std::vector<std::pair<Key, std::uint32_t>> added_;  // in the change under way
    Mailbox<Job> jobs_;
    std::thread thread_;
};

}  // namespace mailrace::suppression
