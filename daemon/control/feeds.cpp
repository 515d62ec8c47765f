#include <deque>
#include <mutex>
#include <set>

#include "daemon/control/async.h"
#include "daemon/control/config_json.h"
#include "daemon/control/event_json.h"
#include "daemon/control/methods.h"
#include "daemon/control/queue_json.h"
#include "daemon/journal/event_record.h"

namespace mailrace::control {

namespace asio = boost::asio;
using protocol::text_or;

namespace {

class StatsFeed final : public Feed {
public:
    explicit StatsFeed(const Backend& backend) : backend_(backend) {}
    asio::awaitable<json::object> snapshot() override { return status_object(backend_); }
    asio::awaitable<std::optional<json::object>> changes() override { 
        json::object status = co_await status_object(backend_);
        co_return std::optional<json::object>(std::move(status));
    }

private:
    const Backend& backend_;
};

class AttentionFeed final : public Feed {
public:
    explicit AttentionFeed(const Backend& backend) : backend_(backend) {}
    asio::awaitable<json::object> snapshot() override {
        seen_ = backend_.attention->version();
        co_return json::object{{"items", attention_items(backend_)}};
    }
    asio::awaitable<std::optional<json::object>> changes() override {
        if (backend_.attention->version() == seen_) co_return std::nullopt;
        json::object items = co_await snapshot();
        co_return std::optional<json::object>(std::move(items));
    }

private:
    const Backend& backend_;
    std::uint64_t seen_ = 0;
};

/// Another version of the configuration runs.
class ConfigFeed final : public Feed {
public:
    explicit ConfigFeed(const Backend& backend) : backend_(backend) {}
    asio::awaitable<json::object> snapshot() override {
        const auto current = backend_.configuration->current();
        seen_ = current.version;
        co_return current_json(current);
    }
    asio::awaitable<std::optional<json::object>> changes() override {
        if (backend_.configuration->current().version == seen_) co_return std::nullopt;
        json::object now = co_await snapshot();
        co_return std::optional<json::object>(std::move(now));
    }

private:
    const Backend& backend_;
    std::int64_t seen_ = 0;
};

/// No method of this version takes long enough to report progress; the list is empty and stays so.
class ProgressFeed final : public Feed {
public:
    asio::awaitable<json::object> snapshot() override { co_return json::object{{"operations", json::array{}}}; }
    asio::awaitable<std::optional<json::object>> changes() override { co_return std::nullopt; }
};

/// Rows of queues: the scheduler says which changed; what left the filter is reported as removed.
class QueueFeed final : public Feed {
public:
    QueueFeed(const Backend& backend, std::string group, filter::Filter filter) : backend_(backend), group_(std::move(group)), filter_(std::move(filter)) {}

    asio::awaitable<json::object> snapshot() override {
        cursor_ = 0;
        shown_.clear();
        const auto state = co_await read();
        json::array rows;
        for (const auto& row : state.rows) {
            if (!filter::matches(filter_, QueueRecord(row))) continue;
            rows.emplace_back(queue_json_row(row));
            shown_[row.name] = row_print(row);
        }
        co_return json::object{{"columns", queue_column_names()}, {"rows", std::move(rows)}, {"total", state.total}};
    }

    asio::awaitable<std::optional<json::object>> changes() override {
        const auto state = co_await read();
        json::array changed;
        json::array removed;
        std::set<std::string> present;
        for (const auto& row : state.rows) {
            const bool fits = filter::matches(filter_, QueueRecord(row));
            if (state.all) present.insert(row.name);
            const auto it = shown_.find(row.name);
            if (!fits) {
                if (it != shown_.end()) {
                    removed.emplace_back(row.name);
                    shown_.erase(it);
                }
                continue;
            }
            const std::size_t print = row_print(row);
            if (it != shown_.end() && it->second == print) continue;
            shown_[row.name] = print;
            changed.emplace_back(queue_json_row(row));
        }
        for (const auto& name : state.removed) {
            if (shown_.erase(name) > 0) removed.emplace_back(name);
        }
        if (state.all) {
            std::erase_if(shown_, [&](const auto& entry) {
                if (present.contains(entry.first)) return false;
                removed.emplace_back(entry.first);
                return true;
            });
        }
        if (changed.empty() && removed.empty()) co_return std::nullopt;
        co_return std::optional<json::object>(json::object{{"changed", std::move(changed)}, {"removed", std::move(removed)}, {"total", state.total}});
    }

private:
    struct State {
        std::vector<queue::QueueRow> rows;
        std::vector<std::string> removed;
        std::uint64_t total = 0;
        bool all = false;
    };

    asio::awaitable<State> read() {
        State state;
        if (group_ == "queue") {
            const std::uint64_t cursor = cursor_;
            auto job = [cursor](queue::Scheduler& s) { return Result<queue::QueueChanges>(s.changes_since(cursor)); };
            auto changes = co_await ask_queue<queue::QueueChanges>(*backend_.queue, job);
            if (!changes) co_return state;
            cursor_ = changes->cursor;
            state = {std::move(changes->rows), std::move(changes->removed), changes->total, changes->all};
            co_return state;
        }
        const bool jobs = group_ == "job";
        auto job = [jobs](queue::Scheduler& s) { return Result<std::vector<queue::QueueRow>>(jobs ? rows_of_jobs(s.jobs()) : s.rows()); };
        auto rows = co_await ask_queue<std::vector<queue::QueueRow>>(*backend_.queue, job);
        if (!rows) co_return state;
        state.rows = jobs ? std::move(*rows) : grouped_rows(*rows, group_);
        state.total = state.rows.size();
        state.all = true;
        co_return state;
    }

    /// A row that prints the same is not sent again.
    static std::size_t row_print(const queue::QueueRow& row) { return std::hash<std::string>{}(json::serialize(queue_json_row(row))); }

    const Backend& backend_;
    std::string group_;
    filter::Filter filter_;
    std::uint64_t cursor_ = 0;
    std::map<std::string, std::size_t> shown_;
};

/// New events that match: counted on the journal thread as they are written, the newest hundred kept.
class EventFeed final : public Feed {
public:
    EventFeed(const Backend& backend, filter::Filter filter) : backend_(backend), shared_(std::make_shared<Shared>(std::move(filter))) {
        listener_ = backend_.journal->listen([shared = shared_](const journal::EventBatch& batch) { shared->take(batch); });
    }
    ~EventFeed() override { backend_.journal->unlisten(listener_); }

    asio::awaitable<json::object> snapshot() override {
        shared_->clear();
        auto filter = shared_->filter;
        auto question = [filter](journal::HistoryReader& reader) {
            const auto page = reader.page(filter, EventId{}, EventId{}, kRows, {std::chrono::milliseconds(3000), {}});
            json::object table = event_table(page.events);
            table["newest"] = reader.newest().value;
            return Result<json::object>(std::move(table));
        };
        auto table = co_await ask_history<json::object>(*backend_.readers, std::move(question));
        if (table) co_return std::move(*table);
        json::object empty = event_table({});
        empty["newest"] = 0;
        co_return empty;
    }

    asio::awaitable<std::optional<json::object>> changes() override {
        auto [count, events] = shared_->drain();
        if (count == 0) co_return std::nullopt;
        json::object table = event_table(events);
        table["count"] = count;
        table["newest"] = events.front().id.value;
        co_return std::optional<json::object>(std::move(table));
    }

private:
    static constexpr std::size_t kRows = 100;

    struct Shared {
        explicit Shared(filter::Filter f) : filter(std::move(f)) {}

        void take(const journal::EventBatch& batch) {
            const std::lock_guard lock(mutex);
            // Those that are shown are copied: a client that reads once a minute must not hold a minute of batches.
            std::deque<events::Event> found;
            for (auto event = batch->rbegin(); event != batch->rend(); ++event) {
                if (!filter::matches(filter, journal::EventRecord(*event))) continue;
                ++count;
                if (found.size() < kRows) found.push_front(*event);
            }
            for (auto& event : found) newest.push_back(std::move(event));
            while (newest.size() > kRows) newest.pop_front();
        }
        /// Newest first.
        std::pair<std::uint64_t, std::vector<events::Event>> drain() {
            const std::lock_guard lock(mutex);
            std::vector<events::Event> out;
            for (auto it = newest.rbegin(); it != newest.rend(); ++it) out.push_back(std::move(*it));
            newest.clear();
            return {std::exchange(count, 0), std::move(out)};
        }
        void clear() {
            const std::lock_guard lock(mutex);
            newest.clear();
            count = 0;
        }

        const filter::Filter filter;
        std::mutex mutex;
        std::uint64_t count = 0;
        std::deque<events::Event> newest;
    };

    const Backend& backend_;
    std::shared_ptr<Shared> shared_;
    std::uint64_t listener_ = 0;
};

}  // namespace

void add_feeds(Feeds& feeds, const Backend& backend) {
    feeds.add("stats", [&backend](const json::object&) -> FeedOrError { return std::make_unique<StatsFeed>(backend); });
    feeds.add("attention", [&backend](const json::object&) -> FeedOrError { return std::make_unique<AttentionFeed>(backend); });
    feeds.add("config", [&backend](const json::object&) -> FeedOrError { return std::make_unique<ConfigFeed>(backend); });
    feeds.add("progress", [](const json::object&) -> FeedOrError { return std::make_unique<ProgressFeed>(); });
    feeds.add("queues", [&backend](const json::object& params) -> FeedOrError {
        const std::string group = text_or(params, "group", "queue");
        if (!is_grouping(group)) return protocol::params_invalid("group must be queue, provider, domain, vmta or job");
        auto filter = filter_of(params, filter::queue_fields(), *backend.clock);
        if (auto* error = std::get_if<CallError>(&filter)) return std::move(*error);
        return std::make_unique<QueueFeed>(backend, group, std::get<filter::Filter>(std::move(filter)));
    });
    feeds.add("events", [&backend](const json::object& params) -> FeedOrError {
        auto filter = filter_of(params, filter::event_fields(), *backend.clock);
        if (auto* error = std::get_if<CallError>(&filter)) return std::move(*error);
        return std::make_unique<EventFeed>(backend, std::get<filter::Filter>(std::move(filter)));
    });
}

}  // namespace mailrace::control
