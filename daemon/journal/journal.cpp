#include "daemon/journal/journal.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "daemon/journal/followers.h"
#include "daemon/journal/history.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kBatch = 8'000;           // events in one transaction; unpacked they take more than a kilobyte each
constexpr std::size_t kHurry = 2u << 20;        // so many waiting bytes are written without gathering further
constexpr std::size_t kReadBack = 4u << 20;     // bytes read from the spool's log at a time
constexpr auto kPatience = std::chrono::seconds(60);  // behind for longer than this: somebody should know
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

    void start(Reached reached, Source source) override {
        reached_ = std::move(reached);
        source_ = std::move(source);
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
        if (followers_) followers_->stop();
    }

    void append(events::EventPack events) override;
    std::uint64_t listen(Listener listener) override;
    void unlisten(std::uint64_t id) override;
    JournalStatistics statistics() const override;
    void configure(Duration retention, std::uint64_t max_bytes, AccountingSettings accounting) override;

    void rotate_accounting(const std::string& target) override {
        const std::lock_guard lock(mutex_);
        rotate_ = rotate_ && *rotate_ != target ? std::string() : target;
    }
    std::vector<AccountingState> accounting() const override { return followers_->states(); }

private:
    void run();
    void gather(Steady::time_point until);
    bool write_waiting();
    void unpack();
    bool read_back();
    void written(std::vector<events::Event> batch);
    void tell_lag();
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
    Source source_;
    std::thread thread_;
    bool started_ = false;
    std::atomic<std::uint64_t> position_{0};

    mutable std::mutex mutex_;  // what other threads hand in
    std::condition_variable wake_;
    std::vector<events::EventPack> incoming_;
    std::size_t incoming_bytes_ = 0;
    EventId newest_;                  // of all that were handed in, also of those that were not kept
    bool stopping_ = false, behind_ = false, configured_ = false;
    std::optional<std::string> rotate_;  // the target; empty: all
    Duration new_retention_{};
    std::uint64_t new_max_bytes_ = 0;
    AccountingSettings new_accounting_;
    std::string problem_;

    // Journal thread: taken, not written. The front one is in unpacking_, and of that the next batch in batch_.
    std::deque<events::EventPack> waiting_;
    events::EventPackReader unpacking_;
    std::vector<events::Event> batch_;
    std::atomic<std::size_t> waiting_bytes_{0};
    std::unique_ptr<events::EventSource> log_;  // while behind
    std::optional<Steady::time_point> behind_since_;

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

void JournalThread::append(events::EventPack events) {
    if (events.empty()) return;
    events.shrink();
    {
        const std::lock_guard lock(mutex_);
        newest_ = events.last();
        behind_ = behind_ || incoming_bytes_ + waiting_bytes_ + events.bytes() > options_.max_waiting;
        if (behind_) return;  // the spool's log has them
        incoming_bytes_ += events.bytes();
        incoming_.push_back(std::move(events));
        if (!started_ && incoming_bytes_ < kHurry) return;
    }
    wake_.notify_one();
    if (started_) return;
    gather(Steady::now());  // recovery: the thread does not run yet, nothing waits for us
    write_waiting();
}

/// Moves what has come in to waiting_; waits until there is something, a stop, or `until`. Lets some more gather unless there is plenty.
void JournalThread::gather(Steady::time_point until) {
    std::unique_lock lock(mutex_);
    wake_.wait_until(lock, until, [&] { return incoming_bytes_ > 0 || stopping_; });
    if (incoming_bytes_ > 0) wake_.wait_for(lock, options_.gather, [&] { return incoming_bytes_ >= kHurry || stopping_; });
    waiting_bytes_ += incoming_bytes_;
    incoming_bytes_ = 0;
    std::move(incoming_.begin(), incoming_.end(), std::back_inserter(waiting_));
    incoming_.clear();
}

/// Fills batch_ with what comes next, unless a batch that could not be written is still in it.
void JournalThread::unpack() {
    if (!batch_.empty()) return;
    batch_.reserve(kBatch);
    while (batch_.size() < kBatch) {
        unpacking_.skip_to(batch_.empty() ? history_->last() : batch_.back().id);
        auto event = unpacking_.next();
        if (event) {
            batch_.push_back(std::move(*event));
            continue;
        }
        if (waiting_.empty()) return;
        waiting_bytes_ -= waiting_.front().bytes();
        unpacking_ = events::EventPackReader(std::move(waiting_.front()));
        waiting_.pop_front();
    }
}

/// While behind: the next part from the spool's log to waiting_, or the end of being behind. False when the log could not be read.
bool JournalThread::read_back() {
    EventId newest;
    {
        const std::lock_guard lock(mutex_);
        if (!behind_ || !source_) return true;
        newest = newest_;
    }
    if (!behind_since_) behind_since_ = Steady::now();
    if (!log_) log_ = source_(history_->last());
    auto pack = log_->next(kReadBack);
    if (!pack) {
        failed(pack.error());
        return false;
    }
    if (!pack->empty()) {
        waiting_bytes_ += pack->bytes();
        waiting_.push_back(std::move(*pack));
        return true;
    }
    {
        const std::lock_guard lock(mutex_);
        if (newest_ != newest) return true;  // more was handed in meanwhile
        behind_ = false;
    }
    log_.reset();
    behind_since_.reset();
    attention_.end("journal.behind");
    return true;
}

bool JournalThread::write_waiting() {
    for (unpack(); !batch_.empty(); unpack()) {
        if (auto s = history_->write(batch_); !s) {
            failed(s.error());
            return false;
        }
        written(std::exchange(batch_, {}));
    }
    if (!read_back()) return false;
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
    for (events::Event& e : batch) e.session = {};  // long, and only asked for one by one
    const auto shared = std::make_shared<const std::vector<events::Event>>(std::move(batch));
    followers_->take(shared);
    if (reached_) reached_(shared->back().id);
    const std::lock_guard lock(listeners_mutex_);
    for (const auto& [id, listener] : listeners_) listener(shared);
}

void JournalThread::tell_lag() {
    if (!behind_since_ || Steady::now() - *behind_since_ < kPatience) return;
    note("journal.behind", "The history is behind",
         "Mail comes and goes faster than its history can be written: " + std::to_string(statistics().waiting) +
             " events wait in the log of the spool, which takes disk space until they are written. Mail is not affected.");
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
        const bool busy = catching_up || log_ != nullptr || !waiting_.empty();
        gather(Steady::now() + (busy ? std::chrono::milliseconds(0) : kTick));
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
        if (Steady::now() >= next_flush || followers_->urgent()) {
            followers_->flush();
            next_flush = Steady::now() + kFlushEvery;
        }
        if (Steady::now() >= next_tidy) {
            tidy();
            tell_lag();
            next_tidy = Steady::now() + kTidyEvery;
        }
        const bool all = ok && waiting_.empty() && !log_ && !catching_up;
        if (stopping && (all || Steady::now() > give_up)) break;
    }
    followers_->flush(true);
}

void JournalThread::apply_settings() {
    AccountingSettings accounting;
    bool configured = false;
    std::optional<std::string> rotate;
    {
        const std::lock_guard lock(mutex_);
        configured = std::exchange(configured_, false);
        rotate = std::exchange(rotate_, std::nullopt);
        if (configured) {
            options_.retention = new_retention_;
            options_.max_bytes = new_max_bytes_;
            accounting = std::move(new_accounting_);
        }
    }
    if (configured) followers_->configure(std::move(accounting), history_->last());
    if (rotate) followers_->rotate(*rotate);
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

JournalStatistics JournalThread::statistics() const {
    JournalStatistics s;
    s.written = position();
    for (const Partition& p : history_->list()->snapshot()) {
        s.events += p.events;
        s.bytes += p.bytes;
        ++s.partitions;
    }
    const std::lock_guard lock(mutex_);
    s.waiting = newest_ > s.written ? newest_.value - s.written.value : 0;
    s.behind = behind_;
    s.problem = problem_;
    return s;
}

void JournalThread::configure(Duration retention, std::uint64_t max_bytes, AccountingSettings accounting) {
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
