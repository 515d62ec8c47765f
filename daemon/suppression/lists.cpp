#include "daemon/suppression/lists.h"

#include <algorithm>
#include <mutex>

#include "shared/mail/text.h"

namespace mailrace::suppression {

namespace {

constexpr std::size_t kMostWaiting = 2000;
constexpr auto kTick = std::chrono::seconds(1);

}  // namespace

Result<std::unique_ptr<Lists>> Lists::open(const std::string& path, std::shared_ptr<const ConfiguredLists> configured, const Clock& clock) {
    std::unique_ptr<Lists> lists(new Lists(clock));
    auto store = Store::open(path);
    if (!store) return store.error();
    lists->store_ = std::move(*store);
    auto reader = StoreReader::open(path);
    if (!reader) return reader.error();
    lists->reader_ = std::move(*reader);
    if (auto loaded = lists->load(); !loaded) return loaded.error();
    lists->configure(std::move(configured));
    return lists;
}

Status Lists::load() {
    const auto known = store_->lists();
    if (!known) return known.error();
    for (const StoredList& list : *known) {
        auto stored = std::make_shared<Stored>();
        stored->list = list;
        auto done = store_->each_key(list.id, [&](std::uint32_t number, Key key) { (void)stored->index.add(key, number); });
        if (!done) return done;
        stored_[mail::lower(list.name)] = std::move(stored);
    }
    return {};
}

void Lists::start(Job tick) {
    thread_ = std::thread([this, tick = std::move(tick)] { run(tick); });
}

void Lists::stop() {
    jobs_.close();
    if (thread_.joinable()) thread_.join();
}

bool Lists::submit(Job job) { return jobs_.size() < kMostWaiting && jobs_.put(std::move(job)); }

void Lists::run(const Job& tick) {
    std::vector<Job> batch;
    auto due = std::chrono::steady_clock::now() + kTick;
    while (jobs_.take_all(batch, due)) {
        for (Job& job : batch) job(*this);
        if (std::chrono::steady_clock::now() < due) continue;
        if (tick) tick(*this);
        reader_->refresh();
        due = std::chrono::steady_clock::now() + kTick;
    }
    if (tick) tick(*this);
}

void Lists::configure(std::shared_ptr<const ConfiguredLists> configured) {
    const std::unique_lock lock(mutex_);
    configured_ = std::move(configured);
}

std::shared_ptr<const ConfiguredLists> Lists::configured() const {
    const std::shared_lock lock(mutex_);
    return configured_;
}

std::shared_ptr<Lists::Stored> Lists::stored(std::string_view name) const {
    const std::shared_lock lock(mutex_);
    const auto found = stored_.find(mail::lower(name));
    return found == stored_.end() ? nullptr : found->second;
}

Result<std::shared_ptr<Lists::Stored>> Lists::make_stored(const std::string& name) {
    if (auto known = stored(name)) return known;
    auto made = store_->make_list(name);
    if (!made) return made.error();
    auto fresh = std::make_shared<Stored>();
    fresh->list = *made;
    const std::unique_lock lock(mutex_);
    return stored_[mail::lower(name)] = fresh;
}

Result<std::int64_t> Lists::list_id(const std::string& name) {
    auto made = make_stored(name);
    if (!made) return made.error();
    return (*made)->list.id;
}

/// `digest` of the configuration as it is now: entries of the store that were made with another one are not found, plain ones are.
void Lists::visit(const ConfiguredList* configured, const Stored* stored, const NormalAddress& address, const std::function<bool(Match)>& take) const {
    const std::int64_t now = unix_ms(clock_.wall());
    static const std::vector<std::string> nobody;
    const std::vector<std::string>& sources = configured != nullptr ? configured->sources() : nobody;
    bool taken = false;
    if (configured != nullptr) {
        taken = configured->index().match(address, configured->digest(), [&](const Key& key, std::uint32_t number) {
            return take({configured->name(), key.kind, key.text(), "", "configuration " + configured->where(number), 0, {}, sources});
        });
    }
    if (taken || stored == nullptr) return;
    const std::optional<auth::KeyedDigest> none;
    stored->index.match(address, configured != nullptr ? configured->digest() : none, [&](const Key& key, std::uint32_t number) {
        auto entry = reader_->get(stored->list.id, number);
        if (!entry || entry->key != key || (entry->expires && *entry->expires <= now)) return false;
        return take({configured != nullptr ? configured->name() : stored->list.name, key.kind, key.text(), std::move(entry->reason), std::move(entry->origin), entry->added, entry->expires, sources});
    });
}

std::optional<Match> Lists::first(std::span<const std::string> lists, std::string_view address) const {
    const NormalAddress normal = feedback::normal_address(address);
    const auto configured = this->configured();
    std::optional<Match> found;
    for (const std::string& name : lists) {
        const auto kept = stored(name);
        visit(configured->find(name), kept.get(), normal, [&](Match match) { return found = std::move(match), true; });
        if (found) break;
    }
    return found;
}

bool Lists::probably(std::string_view list, std::string_view address) const {
    const auto kept = stored(list);
    const auto configured = this->configured();
    const auto* settings = configured->find(list);
    const std::optional<auth::KeyedDigest> none;
    return kept && kept->index.match(feedback::normal_address(address), settings != nullptr ? settings->digest() : none, [](const Key&, std::uint32_t) { return true; });
}

std::vector<std::string> Lists::names() const {
    const std::shared_lock lock(mutex_);
    std::vector<std::string> out;
    for (const auto& list : configured_->all()) out.push_back(list->name());
    for (const auto& [name, list] : stored_)
        if (configured_->find(name) == nullptr) out.push_back(list->list.name);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<Match> Lists::all(std::string_view address) const {
    const NormalAddress normal = feedback::normal_address(address);
    const auto configured = this->configured();
    std::vector<Match> out;
    for (const std::string& name : names()) {
        const auto kept = stored(name);
        visit(configured->find(name), kept.get(), normal, [&](Match match) { return out.push_back(std::move(match)), false; });
    }
    return out;
}

std::uint64_t Lists::memory() const {
    const std::shared_lock lock(mutex_);
    std::uint64_t sum = 0;
    for (const auto& list : configured_->all()) sum += list->index().bytes();
    for (const auto& [name, list] : stored_) sum += list->index.bytes();
    return sum;
}

std::vector<ListInfo> Lists::info() {
    const auto configured = this->configured();
    std::vector<ListInfo> out;
    for (const std::string& name : names()) {
        ListInfo info;
        info.name = name;
        if (const auto* list = configured->find(name)) {
            info.from_configuration = list->entries();
            if (list->digest()) info.digest = list->digest()->algorithm();
            info.automatic = list->automatic();
            info.sources = list->sources();
            info.place = list->place();
        }
        info.entries = info.from_configuration;
        if (const auto kept = stored(name)) {
            info.entries += kept->index.size();
            if (auto last = store_->last_added(kept->list.id)) info.last_added = *last;
        }
        out.push_back(std::move(info));
    }
    return out;
}

}  // namespace mailrace::suppression
