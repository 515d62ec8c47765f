#include "daemon/journal/followers.h"

#include <algorithm>
#include <filesystem>

#include "daemon/journal/scan.h"
#include "daemon/journal/schema.h"

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
    note("journal.damaged", "Charts lost their past",
         "The file " + path + " cannot be used: " + why.words + ". It was set aside as " + path +
             ".damaged. Charts may miss a part of the past; accounting files go on with the next event. Mail is not affected.");
}

Status Followers::open(EventId newest, std::vector<config::AccountingFileSettings> accounting) {
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
    const std::string key = "accounting:" + settings.target;
    if (settings.pipe) {
        note(key, "Accounting pipe is not run", "The accounting records for the command \"" + settings.target +
                                                    "\" are not written: this version writes accounting records to files only.");
        return;
    }
    Accounting accounting;
    accounting.file = std::make_unique<AccountingFile>(std::move(settings), platform::Storage::system(), clock_);
    std::string words;
    if (auto s = accounting.file->resume(*state_, newest, words); !s) words = s.error().words;
    if (!words.empty()) note("accounting.place:" + accounting.file->settings().target, "Accounting file was not as expected", words);
    accounting.behind = accounting.file->taken() < newest;
    accounting_.push_back(std::move(accounting));
}

void Followers::configure(std::vector<config::AccountingFileSettings> accounting, EventId newest) {
    if (!accounting_.empty()) flush();
    accounting_.clear();
    for (config::AccountingFileSettings& settings : accounting) add_file(std::move(settings), newest);
}

void Followers::take(std::span<const events::Event> events) {
    if (!rollups_behind_) {
        for (const events::Event& e : events) rollups_->add(e);
        if (!events.empty()) rollups_taken_ = events.back().id;
    }
    for (Accounting& a : accounting_) {
        for (const events::Event& e : events) {
            a.behind = a.behind || a.file->full();
            if (a.behind) break;
            a.file->add(e);
        }
    }
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

void Followers::flush(bool all) {
    if (state_ == nullptr) {
        if (auto s = open_state(); !s) return;
    }
    for (Accounting& a : accounting_) {
        const auto written = a.file->write(*state_);
        const bool failed_before = !a.written;
        a.written = written.has_value();
        const std::string key = "accounting:" + a.file->settings().target;
        if (!a.written)
            note(key, "Accounting file cannot be written",
                 "Accounting records for " + a.file->settings().target + " cannot be written: " + written.error().words +
                     ". They stay in the history and are written when this is over.", events::Severity::critical);
        else if (failed_before)
            attention_.end(key);
    }
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
}

void Followers::rotate() {
    for (Accounting& a : accounting_) a.file->rotate();
}

void Followers::tidy() {
    if (state_ != nullptr) (void)rollups_->expire(*state_, clock_.wall());
    for (Accounting& a : accounting_) a.file->tidy();
}

EventId Followers::needed() const {
    EventId needed = rollups_->position();
    for (const Accounting& a : accounting_) needed = std::min(needed, a.file->position());
    return needed;
}

}  // namespace mailrace::journal
