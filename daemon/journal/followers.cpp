#include "daemon/journal/followers.h"

#include <algorithm>
#include <filesystem>

#include "daemon/journal/pipe_target.h"
#include "daemon/journal/scan.h"
#include "daemon/journal/schema.h"
#include "daemon/journal/webhook_target.h"

namespace mailrace::journal {
namespace {

constexpr auto kRollupsEvery = std::chrono::seconds(15);

}  // namespace

Followers::Followers(std::string directory, bool sync, const Clock& clock, events::AttentionSink& attention,
                     std::shared_ptr<const PartitionList> history)
    : directory_(std::move(directory)), sync_(sync), clock_(clock), attention_(attention), history_(std::move(history)) {}

void Followers::note(std::string key, std::string title, std::string text, events::Severity severity) {
    events::AttentionNote note;
    note.key = std::move(key);
    note.severity = severity;
    note.since = clock_.wall();
    note.title = std::move(title);
    note.text = std::move(text);
    attention_.begin(std::move(note));
}

Status Followers::open_state() {
    auto db = Database::open(directory_ + "/journal.db", Database::Mode::read_write);
    if (!db) return db.error();
    if (auto s = (*db)->execute("PRAGMA journal_mode=WAL; PRAGMA temp_store=MEMORY;"); !s) return s;
    if (auto s = (*db)->execute(sync_ ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=OFF"); !s) return s;
    if (auto s = (*db)->execute(state_schema()); !s) return s;
    if (auto s = rollups_->load(**db); !s) return s;
    state_ = std::move(*db);
    return {};
}

void Followers::set_aside(const Error& why) {
    state_.reset();
    const std::string path = directory_ + "/journal.db";
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::rename(path + suffix, path + ".damaged" + suffix, ignored);
    for (const auto& stream : streams_) stream->reopen_place();
    note("journal.damaged", "Charts lost their past",
         "The file " + path + " cannot be used: " + why.words + ". It was set aside as " + path +
             ".damaged. Charts may miss a part of the past; accounting files go on with the next event. Mail is not affected.");
}

Status Followers::open(EventId newest, AccountingSettings accounting) {
    if (auto s = open_state(); !s) {
        if (!DatabaseError::damaged(s.error())) return s;
        set_aside(s.error());
        if (auto again = open_state(); !again) return again;
    }
    rollups_taken_ = rollups_->position();
    rollups_behind_ = rollups_taken_ < newest;
    configure(std::move(accounting), newest);
    const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (std::chrono::steady_clock::now() < enough && catch_up()) {
    }
    return {};
}

void Followers::add_file(config::AccountingFileSettings settings, EventId newest) {
    Accounting accounting;
    accounting.file = std::make_unique<AccountingFile>(std::move(settings), platform::Storage::system(), clock_, settings_.log);
    std::string words;
    if (auto s = accounting.file->resume(*state_, newest, words); !s) words = s.error().words;
    if (!words.empty()) note("accounting.place:" + accounting.file->settings().target, "Accounting file was not as expected", words);
    accounting.behind = accounting.file->taken() < newest;
    accounting_.push_back(std::move(accounting));
}

/// Where a target with a thread stands; one that is new begins with the next event.
EventId Followers::stream_position(const std::string& key, EventId newest) {
    if (state_ == nullptr) return newest;
    if (auto found = state_->prepare("SELECT position FROM accounting WHERE target=?")) {
        found->bind(1, std::string_view(key));
        const auto row = found->step();
        if (row && *row) return std::min(newest, EventId{static_cast<std::uint64_t>(found->integer(0))});
    }
    if (auto put = state_->prepare("INSERT OR IGNORE INTO accounting(target,file,length,position,header) VALUES(?,'',0,?,'')")) {
        put->bind(1, std::string_view(key));
        put->bind(2, static_cast<std::int64_t>(newest.value));
        (void)put->run();
    }
    return newest;
}

template <class Target, class Settings>
void Followers::add_stream(const Settings& settings, std::vector<std::unique_ptr<StreamTarget>>& before, EventId newest) {
    const std::string key = Target::key_of(settings);
    std::unique_ptr<StreamTarget> predecessor;
    for (auto& old : before) {
        if (!old || old->key() != key) continue;
        Settings same = static_cast<const Target&>(*old).settings();
        same.place = settings.place;  // that its lines have moved changes nothing
        if (same == settings && !old->stuck()) {
            streams_.push_back(std::move(old));
            return;
        }
        old->request_stop();
        predecessor = std::move(old);
    }
    StreamContext context{history_, directory_ + "/journal.db", directory_, settings_.name_servers, &clock_, &attention_};
    const EventId position = predecessor ? predecessor->position() : stream_position(key, newest);
    auto target = std::make_unique<Target>(std::move(context), settings, position, newest);
    target->start(std::move(predecessor));
    streams_.push_back(std::move(target));
}

void Followers::configure_streams(const AccountingSettings& accounting, EventId newest) {
    std::vector<std::unique_ptr<StreamTarget>> before = std::move(streams_);
    streams_.clear();
    for (const config::AccountingFileSettings& pipe : accounting.files)
        if (pipe.pipe) add_stream<PipeTarget>(pipe, before, newest);
    for (const config::WebhookSettings& webhook : accounting.webhooks) add_stream<WebhookTarget>(webhook, before, newest);
    for (auto& old : before) {
        if (!old) continue;
        old->request_stop();
        old->end_notes();
        ending_.push_back(std::move(old));
    }
}

void Followers::configure(AccountingSettings accounting, EventId newest) {
    newest_ = newest;
    if (!accounting_.empty()) flush();
    std::vector<Accounting> before = std::exchange(accounting_, {});
    settings_ = std::move(accounting);
    for (const config::AccountingFileSettings& settings : settings_.files) {
        if (settings.pipe) continue;
        const auto same = std::find_if(before.begin(), before.end(), [&](const Accounting& a) {
            if (!a.file) return false;
            config::AccountingFileSettings other = a.file->settings();
            other.place = settings.place;
            return other == settings;
        });
        if (same != before.end()) accounting_.push_back(std::move(*same));
        else add_file(settings, newest);
    }
    for (const Accounting& a : before)
        if (a.file) attention_.end("accounting:" + a.file->settings().target);
    configure_streams(settings_, newest);
    publish_states();
}

void Followers::stop() {
    for (const auto& stream : streams_) stream->request_stop();
    streams_.clear();
    ending_.clear();
}

Followers::~Followers() { stop(); }

void Followers::take(const EventFeed::Batch& batch) {
    const std::vector<events::Event>& events = *batch;
    if (events.empty()) return;
    newest_ = events.back().id;
    if (!rollups_behind_) {
        for (const events::Event& e : events) rollups_->add(e);
        rollups_taken_ = events.back().id;
    }
    for (Accounting& a : accounting_) {
        for (const events::Event& e : events) {
            a.behind = a.behind || a.file->full();
            if (a.behind) break;
            a.file->add(e);
        }
    }
    for (const auto& stream : streams_) stream->offer(batch);
}

bool Followers::catch_up() {
    EventId from{UINT64_MAX};
    if (rollups_behind_) from = rollups_taken_;
    for (const Accounting& a : accounting_)
        if (a.behind && !a.file->full()) from = std::min(from, a.file->taken());
    if (from.value == UINT64_MAX) return false;
    Scan scan(files_, *history_, filter::Filter(filter::event_fields()), {{}, from}, {}, true);
    std::size_t read = 0;
    while (const auto window = scan.next()) {
        auto ids = scan.select(*window, "id", "ORDER BY id");
        Result<bool> row = ids ? ids->step() : Result<bool>(ids.error());
        for (; row && *row; row = ids->step()) {
            auto event = window->file->event(EventId{static_cast<std::uint64_t>(ids->integer(0))});
            if (!event || !*event) continue;
            ++read;
            if (rollups_behind_ && (*event)->id > rollups_taken_) {
                rollups_->add(**event);
                rollups_taken_ = (*event)->id;
            }
            for (Accounting& a : accounting_)
                if (a.behind && !a.file->full()) a.file->add(**event);
        }
        if (!row && scan.failed(row.error())) return true;
        if (read > 0) return true;  // the journal has other things to do between two windows
    }
    rollups_behind_ = false;
    for (Accounting& a : accounting_) a.behind = a.behind && a.file->full();
    return false;
}

Status Followers::store(bool rollups) {
    Transaction transaction(*state_);
    if (auto s = transaction.begin(); !s) return s;
    if (rollups)
        if (auto s = rollups_->store(*state_); !s) return s;
    for (Accounting& a : accounting_)
        if (a.written)
            if (auto s = a.file->note(*state_); !s) return s;
    return transaction.commit();
}

void Followers::write_file(Accounting& a, bool all) {
    const auto now = std::chrono::steady_clock::now();
    a.written = false;
    if (!all && a.failed && now < a.try_again) return;
    const auto written = a.file->write(*state_);
    a.file->tell(written);
    a.written = written.has_value();
    const std::string key = "accounting:" + a.file->settings().target;
    if (!a.written) {
        a.try_again = now + a.file->settings().retry_interval;
        note(key, "Accounting file cannot be written",
             "Accounting records for " + a.file->settings().target + " cannot be written: " + written.error().words +
                 ". They stay in the history and are written when this is over.", events::Severity::critical);
    } else if (a.failed) {
        attention_.end(key);
    }
    a.failed = !a.written;
}

void Followers::publish_states() {
    std::vector<AccountingState> states;
    for (const Accounting& a : accounting_) states.push_back(a.file->state(newest_));
    for (const auto& stream : streams_) states.push_back(stream->state());
    const std::lock_guard lock(states_mutex_);
    states_ = std::move(states);
}

std::vector<AccountingState> Followers::states() const {
    const std::lock_guard lock(states_mutex_);
    return states_;
}

void Followers::flush(bool all) {
    if (state_ == nullptr) {
        if (auto s = open_state(); !s) return;
    }
    for (Accounting& a : accounting_) write_file(a, all);
    const auto now = std::chrono::steady_clock::now();
    const bool rollups = all || now >= rollups_due_;
    if (auto s = store(rollups); !s) {
        if (rollups) rollups_->store_failed();
        if (DatabaseError::damaged(s.error())) {
            set_aside(s.error());
            return;
        }
        note("journal.state", "Charts and accounting places cannot be written", s.error().words + ". It is tried again every second.");
        return;
    }
    attention_.end("journal.state");
    if (rollups) {
        rollups_->store_done();
        rollups_due_ = now + kRollupsEvery;
    }
    for (Accounting& a : accounting_)
        if (a.written) a.file->noted();
    publish_states();
}

void Followers::rotate(const std::string& target) {
    for (Accounting& a : accounting_) {
        const std::string& path = a.file->settings().target;
        if (target.empty() || path == target || std::filesystem::path(path).filename() == target) a.file->rotate();
    }
}

bool Followers::urgent() const {
    return std::any_of(accounting_.begin(), accounting_.end(), [](const Accounting& a) { return !a.failed && (a.file->urgent() || a.file->filling()); });
}

void Followers::tidy() {
    if (state_ != nullptr) (void)rollups_->expire(*state_, clock_.wall());
    for (Accounting& a : accounting_) a.file->tidy();
    for (const auto& stream : streams_) stream->tell_lag();
    std::erase_if(ending_, [&](const auto& target) {
        const auto same = [&](const auto& stream) { return stream->key() == target->key(); };
        if (target->ended() && std::none_of(streams_.begin(), streams_.end(), same)) target->end_notes();
        return target->ended();
    });
}

EventId Followers::needed() const {
    EventId needed = rollups_->position();
    for (const Accounting& a : accounting_) needed = std::min(needed, a.file->position());
    for (const auto& stream : streams_) needed = std::min(needed, stream->position());
    return needed;
}

}  // namespace mailrace::journal
