// Adding, removing and expiring: on the thread of the lists. The index in memory follows the store and never runs ahead of what is on disk.
#include <algorithm>

#include "daemon/suppression/lists.h"

namespace mailrace::suppression {

namespace {

constexpr std::size_t kMostRefusedTold = 100;
constexpr std::size_t kMostExpiredAtOnce = 5000;

void refuse(Change& change, std::size_t index, const std::string& value, std::string why) {
    ++change.refused_total;
    if (change.refused.size() < kMostRefusedTold) change.refused.push_back({index, value.substr(0, 400), std::move(why)});
}

Refusal failed(const Error& error) { return {kFailed, "the suppression lists cannot be written: " + error.words}; }
Refusal no_list(const std::string& name) { return {kNoList, "there is no list \"" + name + "\": an <address-list " + name + "> of the configuration makes one"}; }

/// The later end; nothing is the latest.
bool later(const std::optional<std::int64_t>& a, const std::optional<std::int64_t>& b) { return b && (!a || *a > *b); }

}  // namespace

Status Lists::commit() {
    reader_->refresh();  // an open view would keep the log of changes from being folded into the file
    Status done = store_->commit();
    reader_->refresh();
    return done;
}

Result<std::optional<Entry>> Lists::find_stored(const Stored& stored, const Key& key) {
    for (const std::uint32_t number : stored.index.find(key)) {
        auto entry = store_->get(stored.list.id, number);
        if (!entry) return entry.error();
        if (*entry && (*entry)->key == key) return entry;
    }
    return std::optional<Entry>();
}

Status Lists::add_one(Stored& stored, const NewEntry& wanted, Key key, bool dry_run, Change& change) {
    const std::int64_t now = unix_ms(clock_.wall());
    auto there = find_stored(stored, key);
    if (!there) return there.error();
    if (*there && (!(*there)->expires || *(*there)->expires > now)) {
        ++change.unchanged;
        if (dry_run || !later(wanted.expires, (*there)->expires)) return {};
        return store_->extend(stored.list.id, (*there)->number, wanted.expires, wanted.reason.empty() ? (*there)->reason : wanted.reason, wanted.origin);
    }
    ++change.changed;
    if (dry_run) return {};
    if (*there) {  // it has expired, and nobody has taken it away yet
        if (auto gone = store_->remove(stored.list.id, (*there)->number); !gone) return gone;
        stored.index.remove(key, (*there)->number);
    }
    Entry entry{0, std::move(key), wanted.reason, wanted.origin, wanted.added.value_or(now), wanted.expires};
    const auto number = store_->insert(stored.list.id, entry);
    if (!number) return number.error();
    (void)stored.index.add(entry.key, *number);
    added_.emplace_back(std::move(entry.key), *number);
    return {};
}

Outcome<Change> Lists::add(const std::string& list, std::span<const NewEntry> entries, bool dry_run) {
    const auto configured = this->configured();
    const auto* settings = configured->find(list);
    if (settings == nullptr) return no_list(list);
    auto made = make_stored(settings->name());
    if (!made) return failed(made.error());
    Stored& stored = **made;
    Change change;
    added_.clear();
    Status done = store_->begin();
    for (std::size_t i = 0; i < entries.size() && done; ++i) {
        auto key = make_key(entries[i].value, entries[i].kind, settings->digest());
        if (!key) {
            refuse(change, i, entries[i].value, key.error().words);
            continue;
        }
        if (key->kind == EntryKind::pattern && stored.index.find(*key).empty() && stored.index.patterns() >= ListIndex::kMostPatterns) {
            refuse(change, i, entries[i].value, "a list has at most " + std::to_string(ListIndex::kMostPatterns) + " patterns");
            continue;
        }
        done = add_one(stored, entries[i], std::move(*key), dry_run, change);
    }
    if (done) done = commit();
    if (done) return change;
    store_->rollback();
    for (const auto& [key, number] : added_) stored.index.remove(key, number);
    return failed(done.error());
}

Outcome<Change> Lists::remove(const std::string& list, std::span<const NewEntry> entries, bool dry_run) {
    const auto configured = this->configured();
    const auto* settings = configured->find(list);
    const auto stored = this->stored(list);
    if (settings == nullptr && !stored) return no_list(list);
    const std::optional<auth::KeyedDigest> digest = settings != nullptr ? settings->digest() : std::nullopt;
    Change change;
    std::vector<Entry> gone;
    for (const NewEntry& wanted : entries) {
        auto key = make_key(wanted.value, wanted.kind, digest);
        if (!key) return Refusal{kBadEntry, '"' + wanted.value + "\": " + key.error().words};
        std::optional<Entry> there;
        for (const bool plain : {false, true}) {  // entries from before the list had digests are plain
            if (plain && (!digest || there)) break;
            if (plain) key = make_key(wanted.value, wanted.kind, std::nullopt);
            if (!key || !stored) continue;
            auto found = find_stored(*stored, *key);
            if (!found) return failed(found.error());
            there = std::move(*found);
        }
        if (there) gone.push_back(std::move(*there));
        else if (const auto numbers = settings != nullptr && key ? settings->index().find(*key) : std::vector<std::uint32_t>{}; !numbers.empty())
            return Refusal{kReadOnly, '"' + wanted.value + "\" is on the list by the configuration: " + settings->where(numbers.front())};
        else ++change.unchanged;
    }
    // The same entry twice is one.
    std::sort(gone.begin(), gone.end(), [](const Entry& a, const Entry& b) { return a.number < b.number; });
    gone.erase(std::unique(gone.begin(), gone.end(), [](const Entry& a, const Entry& b) { return a.number == b.number; }), gone.end());
    change.changed = gone.size();
    if (dry_run || gone.empty()) return change;
    Status done = store_->begin();
    for (const Entry& entry : gone)
        if (done) done = store_->remove(stored->list.id, entry.number);
    if (done) done = commit();
    if (!done) {
        store_->rollback();
        return failed(done.error());
    }
    for (const Entry& entry : gone) stored->index.remove(entry.key, entry.number);
    return change;
}

std::uint64_t Lists::purge() {
    std::uint64_t count = 0;
    const std::int64_t now = unix_ms(clock_.wall());
    for (const std::string& name : names()) {
        const auto kept = stored(name);
        if (!kept) continue;
        const auto gone = store_->expired(kept->list.id, now, kMostExpiredAtOnce);
        if (!gone || gone->empty()) continue;
        Status done = store_->begin();
        for (const Entry& entry : *gone)
            if (done) done = store_->remove(kept->list.id, entry.number);
        if (done) done = commit();
        if (!done) {
            store_->rollback();
            continue;
        }
        for (const Entry& entry : *gone) kept->index.remove(entry.key, entry.number);
        count += gone->size();
    }
    return count;
}

}  // namespace mailrace::suppression
