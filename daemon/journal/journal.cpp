#include "daemon/journal/journal.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <thread>

#include "daemon/journal/followers.h"
#include "daemon/journal/history.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kBatch = 20'000;  // events in one transaction
constexpr std::size_t kHurry = 5'000;   // so many waiting events are written without gathering further
constexpr auto kTick = std::chrono::milliseconds(250);
constexpr auto kFlushEvery = std::chrono::seconds(1);
constexpr auto kTidyEvery = std::chrono::seconds(30);
constexpr auto kLongestPause = std::chrono::milliseconds(5000);
using Steady = std::chrono::steady_clock;

class JournalThread final : public Journal {
public:
    JournalThread(JournalOptions options, const Clock& clock, events::AttentionSink& attention)
        : options_(std::move(options)), clock_(clock), attention_(attention) {}
    ~JournalThread() override { stop(); }

    Status open() {
        auto history = History::open(options_.directory, options_.partition_events, options_.sync,
                                     [this](const std::string& words) { note("journal.damaged", "A history file was damaged", words); });
        if (!history) return history.error();
        history_ = std::move(*history);
        position_ = history_->last().value;
        followers_ = std::make_unique<Followers>(options_.directory, options_.sync, clock_, attention_, history_->list());
        return followers_->open(history_->last(), options_.accounting);
    }

    EventId position() const override { return EventId{position_.load()}; }
    std::shared_ptr<const PartitionList> partitions() const override { return history_->list(); }
    std::shared_ptr<Rollups> rollups() const override { return followers_->rollups(); }
    const std::string& directory() const override { return options_.directory; }

    void start(Reached reached) override {
        reached_ = std::move(reached);
        started_ = true;
        thread_ = std::thread([this] { run(); });
    }

    void stop() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable()) thread_.join();
    }

    void append(std::vector<events::Event> events) override;
    std::uint64_t listen(Listener listener) override;
    void unlisten(std::uint64_t id) override;
    std::vector<events::Event> recent(std::size_t limit) const override;
    JournalStatistics statistics() const override;
    void configure(Duration retention, std::uint64_t max_bytes, std::vector<config::AccountingFileSettings> accounting) override;

    void rotate_accounting() override {
        const std::lock_guard lock(mutex_);
        rotate_ = true;
    }

private:
    void run();
    void gather(Steady::time_point until);
    bool write_waiting();
    void written(std::vector<events::Event> batch);
    void remember(const EventBatch& batch);
    void apply_settings();
    void tidy();
    void failed(const Error& error);
    void note(std::string key, std::string title, std::string text, events::Severity severity = events::Severity::warning);

    JournalOptions options_;
    const Clock& clock_;
    events::AttentionSink& attention_;
    std::unique_ptr<History> history_;
    std::unique_ptr<Followers> followers_;
    Reached reached_;
    std::thread thread_;
    bool started_ = false;
    std::atomic<std::uint64_t> position_{0};

    mutable std::mutex mutex_;  // what other threads hand in
    std::condition_variable wake_;
    std::vector<std::vector<events::Event>> incoming_;
    std::size_t incoming_events_ = 0;
    bool stopping_ = false, overflowed_ = false, rotate_ = false, configured_ = false;
    Duration new_retention_{};
    std::uint64_t new_max_bytes_ = 0;
    std::vector<config::AccountingFileSettings> new_accounting_;
    std::string problem_;

    std::deque<events::Event> waiting_;  // journal thread: taken, not written
    std::atomic<std::size_t> waiting_count_{0};

    mutable std::mutex ring_mutex_;
    std::deque<EventBatch> ring_;
    std::size_t ring_events_ = 0;

    std::mutex listeners_mutex_;
    std::map<std::uint64_t, Listener> listeners_;
    std::uint64_t last_listener_ = 0;
};

void JournalThread::note(std::string key, std::string title, std::string text, events::Severity severity) {
    events::AttentionNote note;
    note.key = std::move(key);
    note.severity = severity;
    note.since = clock_.wall();
    note.title = std::move(title);
    note.text = std::move(text);
    attention_.begin(std::move(note));
}

void JournalThread::append(std::vector<events::Event> events) {
    if (!started_) {  // recovery: the thread does not run yet, nothing waits for us
        for (events::Event& e : events) waiting_.push_back(std::move(e));
        if (waiting_.size() >= kBatch) write_waiting();
        return;
    }
    bool overflow = false;
    {
        const std::lock_guard lock(mutex_);
        if (overflowed_) return;
        overflow = incoming_events_ + waiting_count_ + events.size() > options_.max_waiting;
        overflowed_ = overflow;
        if (!overflow) {
            incoming_events_ += events.size();
            incoming_.push_back(std::move(events));
        }
    }
    wake_.notify_one();
    if (overflow)
        note("journal.overflow", "The history has fallen behind",
             "More than " + std::to_string(options_.max_waiting) + " events wait to be written to the history. Later events stay in the log of the spool "
             "and are added to the history at the next start. Mail is not affected.", events::Severity::critical);
}

/// Moves what has come in to waiting_; waits until there is something, a stop, or `until`. Lets some more gather unless there is plenty.
void JournalThread::gather(Steady::time_point until) {
    std::vector<std::vector<events::Event>> taken;
    {
        std::unique_lock lock(mutex_);
        wake_.wait_until(lock, until, [&] { return incoming_events_ > 0 || stopping_; });
        if (incoming_events_ > 0)
            wake_.wait_for(lock, options_.gather, [&] { return incoming_events_ >= kHurry || stopping_; });
        taken.swap(incoming_);
        waiting_count_ = waiting_.size() + incoming_events_;
        incoming_events_ = 0;
    }
    for (std::vector<events::Event>& batch : taken)
        for (events::Event& e : batch) waiting_.push_back(std::move(e));
}

bool JournalThread::write_waiting() {
    while (!waiting_.empty() && waiting_.front().id <= history_->last()) waiting_.pop_front();
    while (!waiting_.empty()) {
        std::vector<events::Event> batch;
        const std::size_t count = std::min(waiting_.size(), kBatch);
        batch.reserve(count);
        std::move(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(batch));
        if (auto s = history_->write(batch); !s) {
            std::move(batch.begin(), batch.end(), waiting_.begin());
            failed(s.error());
            return false;
        }
        waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
        waiting_count_ = waiting_.size();
        written(std::move(batch));
    }
    {
        const std::lock_guard lock(mutex_);
        if (problem_.empty()) return true;
        problem_.clear();
    }
    attention_.end("journal.write");
    return true;
}

void JournalThread::written(std::vector<events::Event> batch) {
    position_ = batch.back().id.value;
    followers_->take(batch);
    if (reached_) reached_(batch.back().id);
    for (events::Event& e : batch) e.session = {};  // long, and only asked for one by one
    remember(std::make_shared<const std::vector<events::Event>>(std::move(batch)));
}

void JournalThread::remember(const EventBatch& batch) {
    {
        const std::lock_guard lock(ring_mutex_);
        ring_.push_back(batch);
        ring_events_ += batch->size();
        while (ring_.size() > 1 && ring_events_ - ring_.front()->size() >= options_.ring) {
            ring_events_ -= ring_.front()->size();
            ring_.pop_front();
        }
    }
    const std::lock_guard lock(listeners_mutex_);
    for (const auto& [id, listener] : listeners_) listener(batch);
}

void JournalThread::failed(const Error& error) {
    {
        const std::lock_guard lock(mutex_);
        problem_ = error.words;
    }
    note("journal.write", "The history cannot be written",
         error.words + ". Events stay in the log of the spool and are written when this is over. Mail is not affected.", events::Severity::critical);
}

void JournalThread::run() {
    auto next_flush = Steady::now() + kFlushEvery;
    auto next_tidy = Steady::now() + kFlushEvery;
    auto pause = std::chrono::milliseconds(0);
    Steady::time_point give_up = Steady::time_point::max();
    for (;;) {
        const bool catching_up = followers_->catch_up();
        gather(Steady::now() + (catching_up ? std::chrono::milliseconds(0) : kTick));
        bool stopping = false;
        {
            std::unique_lock lock(mutex_);
            if (pause.count() > 0) wake_.wait_for(lock, pause, [&] { return stopping_; });
            stopping = stopping_;
        }
        if (stopping && give_up == Steady::time_point::max()) give_up = Steady::now() + std::chrono::seconds(5);
        const bool ok = write_waiting();
        pause = ok ? std::chrono::milliseconds(0) : std::min(kLongestPause, std::max(pause * 2, std::chrono::milliseconds(100)));
        if (stopping) pause = std::min(pause, std::chrono::milliseconds(100));
        apply_settings();
        if (Steady::now() >= next_flush) {
            followers_->flush();
            next_flush = Steady::now() + kFlushEvery;
        }
        if (Steady::now() >= next_tidy) {
            tidy();
            next_tidy = Steady::now() + kTidyEvery;
        }
        if (stopping && ((ok && waiting_.empty() && !catching_up) || Steady::now() > give_up)) break;
    }
    followers_->flush(true);
}

void JournalThread::apply_settings() {
    std::vector<config::AccountingFileSettings> accounting;
    bool configured = false, rotate = false;
    {
        const std::lock_guard lock(mutex_);
        configured = std::exchange(configured_, false);
        rotate = std::exchange(rotate_, false);
        if (configured) {
            options_.retention = new_retention_;
            options_.max_bytes = new_max_bytes_;
            accounting = std::move(new_accounting_);
        }
    }
    if (configured) followers_->configure(std::move(accounting), history_->last());
    if (rotate) followers_->rotate();
}

void JournalThread::tidy() {
    // Followers that cannot go on may hold up to as much again, not the whole disk.
    const EventId needed = statistics().bytes > options_.max_bytes * 2 ? EventId{UINT64_MAX} : followers_->needed();
    history_->retain(clock_.wall() - options_.retention, options_.max_bytes, needed);
    followers_->tidy();
}

std::uint64_t JournalThread::listen(Listener listener) {
    const std::lock_guard lock(listeners_mutex_);
    listeners_.emplace(++last_listener_, std::move(listener));
    return last_listener_;
}

void JournalThread::unlisten(std::uint64_t id) {
    const std::lock_guard lock(listeners_mutex_);
    listeners_.erase(id);
}

std::vector<events::Event> JournalThread::recent(std::size_t limit) const {
    std::vector<events::Event> out;
    const std::lock_guard lock(ring_mutex_);
    for (auto batch = ring_.rbegin(); batch != ring_.rend(); ++batch)
        for (auto e = (*batch)->rbegin(); e != (*batch)->rend(); ++e) {
            if (out.size() >= std::min(limit, options_.ring)) return out;
            out.push_back(*e);
        }
    return out;
}

JournalStatistics JournalThread::statistics() const {
    JournalStatistics s;
    s.written = position();
    for (const Partition& p : history_->list()->snapshot()) {
        s.events += p.events;
        s.bytes += p.bytes;
        ++s.partitions;
    }
    const std::lock_guard lock(mutex_);
    s.waiting = incoming_events_ + waiting_count_;
    s.overflowed = overflowed_;
    s.problem = problem_;
    return s;
}

void JournalThread::configure(Duration retention, std::uint64_t max_bytes, std::vector<config::AccountingFileSettings> accounting) {
    const std::lock_guard lock(mutex_);
    new_retention_ = retention;
    new_max_bytes_ = max_bytes;
    new_accounting_ = std::move(accounting);
    configured_ = true;
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(JournalOptions options, const Clock& clock, events::AttentionSink& attention) {
    auto journal = std::make_unique<JournalThread>(std::move(options), clock, attention);
    if (auto status = journal->open(); !status) return status.error();
    return std::unique_ptr<Journal>(std::move(journal));
}

}  // namespace mailrace::journal
