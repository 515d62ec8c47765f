#include "tests/unit/spool/faulty_storage.h"

#include <algorithm>
#include <cerrno>

namespace mailrace::spool::testing {

using platform::OpenMode;

namespace {
std::string directory_of(const std::string& path) { return path.substr(0, path.rfind('/')); }
constexpr std::size_t kPage = 512;
}  // namespace

class FaultyFile final : public platform::File {
public:
    FaultyFile(FaultyStorage& storage, FaultyStorage::NodePtr node, std::string path)
        : storage_(storage), node_(std::move(node)), path_(std::move(path)), life_(storage.life_) {}

    Status write_at(std::uint64_t offset, std::string_view bytes) override {
        std::lock_guard lock(storage_.mutex_);
        if (life_ != storage_.life_ || !storage_.powered()) return storage_.dead();
        ++storage_.writes_;
        int error = 0;
        if (storage_.failing_writes_ > 0) {
            --storage_.failing_writes_;
            error = EIO;
            bytes = bytes.substr(0, storage_.random_() % (bytes.size() + 1));
        }
        const std::uint64_t old = node_->size_on_disk();
        const std::uint64_t grown = std::max<std::uint64_t>(old, offset + bytes.size()) - old;
        const std::uint64_t used = storage_.used_locked();
        if (used + grown > storage_.capacity_) {
            const std::uint64_t room = storage_.capacity_ > used ? storage_.capacity_ - used : 0;
            const std::uint64_t fits = old > offset ? old - offset + room : room;
            bytes = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), fits)));
            error = ENOSPC;
        }
        if (!bytes.empty()) {
            node_->unsynced.push_back({offset, std::string(bytes), false});
            FaultyStorage::apply(node_->now, node_->unsynced.back());
        }
        if (error != 0) return system_error("cannot write " + path_, error);
        return {};
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
        std::lock_guard lock(storage_.mutex_);
        if (life_ != storage_.life_) return storage_.dead();
        if (path_ == storage_.bad_path_ && offset < storage_.bad_to_ && offset + out.size() > storage_.bad_from_)
            return system_error("cannot read " + path_, EIO);
        if (offset >= node_->now.size()) return std::size_t{0};
        const std::size_t n = std::min(out.size(), node_->now.size() - static_cast<std::size_t>(offset));
        std::copy_n(node_->now.data() + offset, n, out.data());
        return n;
    }

    Status sync() override {
        std::lock_guard lock(storage_.mutex_);
        if (life_ != storage_.life_ || !storage_.powered()) return storage_.dead();
        ++storage_.syncs_;
        if (storage_.failing_syncs_ > 0) {
            // As Linux does: the pages are marked clean although they never reached the disk.
            --storage_.failing_syncs_;
            node_->unsynced.clear();
            storage_.lost_writes_ = true;
            return system_error("cannot sync " + path_, EIO);
        }
        for (const auto& change : node_->unsynced) FaultyStorage::apply(node_->durable, change);
        node_->unsynced.clear();
        return {};
    }

    Result<std::uint64_t> size() const override {
        std::lock_guard lock(storage_.mutex_);
        if (life_ != storage_.life_) return storage_.dead();
        return std::uint64_t{node_->now.size()};
    }

    Status truncate(std::uint64_t size) override {
        std::lock_guard lock(storage_.mutex_);
        if (life_ != storage_.life_ || !storage_.powered()) return storage_.dead();
        node_->unsynced.push_back({size, {}, true});
        FaultyStorage::apply(node_->now, node_->unsynced.back());
        return {};
    }

    Status preallocate(std::uint64_t size) override {
        std::lock_guard lock(storage_.mutex_);
        if (life_ != storage_.life_ || !storage_.powered()) return storage_.dead();
        const std::uint64_t old = node_->size_on_disk();
        if (size > old && storage_.used_locked() + size - old > storage_.capacity_)
            return system_error("cannot reserve space in " + path_, ENOSPC);
        node_->preallocated = std::max(node_->preallocated, size);
        return {};
    }

private:
    FaultyStorage& storage_;
    FaultyStorage::NodePtr node_;
    std::string path_;
    unsigned life_;
};

namespace {
class FaultyLock final : public platform::DirectoryLock {
public:
    FaultyLock(std::mutex& mutex, std::set<std::string>& locks, std::string directory)
        : mutex_(mutex), locks_(locks), directory_(std::move(directory)) {}
    ~FaultyLock() override {
        std::lock_guard lock(mutex_);
        locks_.erase(directory_);
    }

private:
    std::mutex& mutex_;
    std::set<std::string>& locks_;
    std::string directory_;
};
}  // namespace

void FaultyStorage::apply(std::string& bytes, const Node::Change& change) {
    if (change.truncate) {
        bytes.resize(static_cast<std::size_t>(change.offset), '\0');
        return;
    }
    if (bytes.size() < change.offset + change.bytes.size()) bytes.resize(static_cast<std::size_t>(change.offset) + change.bytes.size(), '\0');
    std::copy(change.bytes.begin(), change.bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

void FaultyStorage::set_capacity(std::uint64_t bytes) { std::lock_guard lock(mutex_); capacity_ = bytes; }
void FaultyStorage::fail_syncs(int count) { std::lock_guard lock(mutex_); failing_syncs_ = count; }
void FaultyStorage::fail_writes(int count) { std::lock_guard lock(mutex_); failing_writes_ = count; }
void FaultyStorage::stop_after(int operations) { std::lock_guard lock(mutex_); operations_left_ = operations; }

void FaultyStorage::fail_reads_of(const std::string& path, std::uint64_t from, std::uint64_t to) {
    std::lock_guard lock(mutex_);
    bad_path_ = path;
    bad_from_ = from;
    bad_to_ = to;
}

bool FaultyStorage::powered() {
    if (operations_left_ < 0) return true;
    if (operations_left_ == 0) return false;
    --operations_left_;
    return true;
}

Error FaultyStorage::dead() const { return system_error("the disk is gone", EIO); }

void FaultyStorage::crash() {
    std::lock_guard lock(mutex_);
    ++life_;
    operations_left_ = -1;
    failing_syncs_ = failing_writes_ = 0;
    lost_writes_ = false;
    // Directory changes reach the disk in order, as a journalling file system writes them; how far is chance.
    const std::size_t kept = name_changes_.empty() ? 0 : random_() % (name_changes_.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) {
        const auto& change = name_changes_[i];
        if (change.node) durable_[change.name] = change.node;
        else durable_.erase(change.name);
    }
    name_changes_.clear();
    names_ = durable_;
    std::set<Node*> seen;
    for (const auto& [name, node] : names_) {
        if (!seen.insert(node.get()).second) continue;
        const int fate = static_cast<int>(random_() % 3);  // nothing, a part, or all of what was not synced
        for (const auto& change : node->unsynced) {
            if (fate == 0) break;
            if (change.truncate || fate == 2) {
                apply(node->durable, change);
                continue;
            }
            for (std::size_t at = 0; at < change.bytes.size(); at += kPage)
                if (random_() % 2 == 0) apply(node->durable, {change.offset + at, change.bytes.substr(at, kPage), false});
        }
        node->unsynced.clear();
        node->now = node->durable;
    }
}

void FaultyStorage::kill() {
    std::lock_guard lock(mutex_);
    ++life_;
    operations_left_ = -1;
    failing_syncs_ = failing_writes_ = 0;
}

std::string FaultyStorage::content(const std::string& path) const {
    std::lock_guard lock(mutex_);
    const auto it = names_.find(path);
    return it == names_.end() ? std::string() : it->second->now;
}

void FaultyStorage::set_content(const std::string& path, std::string bytes) {
    std::lock_guard lock(mutex_);
    auto node = std::make_shared<Node>();
    node->durable = node->now = std::move(bytes);
    names_[path] = durable_[path] = node;
}

std::vector<std::string> FaultyStorage::paths() const {
    std::lock_guard lock(mutex_);
    std::vector<std::string> all;
    for (const auto& [name, node] : names_) all.push_back(name);
    return all;
}

std::uint64_t FaultyStorage::used_locked() const {
    std::uint64_t bytes = 0;
    for (const auto& [name, node] : names_) bytes += node->size_on_disk();
    return bytes;
}

bool FaultyStorage::lost_writes() const {
    std::lock_guard lock(mutex_);
    return lost_writes_;
}

std::uint64_t FaultyStorage::used() const {
    std::lock_guard lock(mutex_);
    return used_locked();
}

Result<std::unique_ptr<platform::File>> FaultyStorage::open(const std::string& path, OpenMode mode) {
    NodePtr node;
    {
        std::lock_guard lock(mutex_);
        const auto it = names_.find(path);
        if (mode == OpenMode::create) {
            if (!powered()) return dead();
            if (it != names_.end()) return system_error("cannot open " + path, EEXIST);
            node = std::make_shared<Node>();
            names_[path] = node;
            name_changes_.push_back({path, node});
        } else {
            if (it == names_.end()) return Error::not_found("no file " + path);
            node = it->second;
        }
    }
    return std::unique_ptr<platform::File>(std::make_unique<FaultyFile>(*this, node, path));
}

Status FaultyStorage::make_directories(const std::string&) { return {}; }

Status FaultyStorage::sync_directory(const std::string& path) {
    std::lock_guard lock(mutex_);
    if (!powered()) return dead();
    std::erase_if(name_changes_, [&](const NameChange& change) {
        if (directory_of(change.name) != path) return false;
        if (change.node) durable_[change.name] = change.node;
        else durable_.erase(change.name);
        return true;
    });
    return {};
}

Status FaultyStorage::rename(const std::string& from, const std::string& to) {
    std::lock_guard lock(mutex_);
    if (!powered()) return dead();
    const auto it = names_.find(from);
    if (it == names_.end()) return Error::not_found("no file " + from);
    const NodePtr node = it->second;
    names_.erase(it);
    names_[to] = node;
    name_changes_.push_back({to, node});
    name_changes_.push_back({from, nullptr});
    return {};
}

Status FaultyStorage::remove(const std::string& path) {
    std::lock_guard lock(mutex_);
    if (!powered()) return dead();
    if (names_.erase(path) == 0) return Error::not_found("no file " + path);
    name_changes_.push_back({path, nullptr});
    return {};
}

Result<std::vector<std::string>> FaultyStorage::list(const std::string& path) {
    std::lock_guard lock(mutex_);
    std::vector<std::string> found;
    for (const auto& [name, node] : names_)
        if (directory_of(name) == path) found.push_back(name.substr(path.size() + 1));
    return found;
}

Result<platform::FreeSpace> FaultyStorage::free_space(const std::string&) {
    std::lock_guard lock(mutex_);
    const auto used = used_locked();
    return platform::FreeSpace{capacity_ > used ? capacity_ - used : 0, capacity_};
}

Result<std::unique_ptr<platform::DirectoryLock>> FaultyStorage::lock(const std::string& directory) {
    std::lock_guard lock(mutex_);
    if (!locks_.insert(directory).second) return Error::busy("another process uses " + directory);
    return std::unique_ptr<platform::DirectoryLock>(std::make_unique<FaultyLock>(mutex_, locks_, directory));
}

}  // namespace mailrace::spool::testing
