#include "daemon/journal/stream_target.h"

namespace mailrace::journal {
namespace {

constexpr auto kPatience = std::chrono::minutes(10);  // behind for longer than this: somebody should know

std::string list_of(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ",") + std::string(canonical_record(name));
    return out;
}

}  // namespace

StreamTarget::StreamTarget(StreamContext context, std::string key, const config::RecordSettings& records, EventId position, EventId newest)
    : context_(std::move(context)), layout_(records), feed_(context_.history, layout_.filter(), newest), key_(std::move(key)),
      place_(context_.state_file, key_), position_(position.value), caught_up_(context_.clock->wall()) {
    state_.records = list_of(records.records);
}

StreamTarget::~StreamTarget() = default;

void StreamTarget::stop_and_join() {
    feed_.stop();
    if (thread_.joinable()) thread_.join();
}

void StreamTarget::start(std::unique_ptr<StreamTarget> predecessor) {
    predecessor_ = std::move(predecessor);
    thread_ = std::thread([this] {
        if (predecessor_) {
            predecessor_.reset();
            end_notes();
        }
        load();
        run();
        ended_ = true;
    });
}

/// The place may have moved since this target was made. One ahead of the history counted in a history that is gone.
void StreamTarget::load() {
    const auto place = place_.load();
    if (place && *place) {
        position_ = (*place)->position.value;
        batch_end_ = (*place)->batch_end;
    }
    if (position() <= feed_.newest()) return;
    note("accounting.place:" + key_, events::Severity::warning, "Accounting was ahead of the history",
         "The place of " + key_ + " was ahead of the history; it goes on with the next event.");
    advance(feed_.newest());
}

void StreamTarget::advance(EventId position, EventId batch_end) {
    position_ = position.value;
    batch_end_ = batch_end;
    const auto noted = place_.note({position, batch_end});
    if (!noted && !place_failed_)
        note("accounting.place:" + key_, events::Severity::warning, "The place in accounting cannot be noted",
             "How far " + key_ + " has come cannot be written: " + noted.error().words + ". After a restart some records would come twice.");
    if (noted && place_failed_) context_.attention->end("accounting.place:" + key_);
    place_failed_ = !noted;
}

AccountingState StreamTarget::state() const {
    const EventId newest = feed_.newest(), position = this->position();
    const std::lock_guard lock(mutex_);
    AccountingState state = state_;
    state.position = position;
    state.waiting = newest > position ? newest.value - position.value : 0;
    if (state.state.empty()) state.state = context_.clock->wall() - caught_up_ > kPatience && state.waiting > 0 ? "behind" : "ok";
    return state;
}

bool StreamTarget::stuck() const {
    const std::lock_guard lock(mutex_);
    return state_.state == "failed";
}

void StreamTarget::tell_lag() {
    const bool waits = feed_.newest() > position();
    bool tell = false, end = false;
    {
        const std::lock_guard lock(mutex_);
        const WallTime now = context_.clock->wall();
        if (!waits) caught_up_ = now;
        const bool late = waits && now - caught_up_ > kPatience && state_.problem.empty();
        tell = late && !lag_told_;
        end = !late && lag_told_;
        lag_told_ = late;
    }
    if (tell)
        note("accounting.behind:" + key_, events::Severity::warning, "Accounting is behind",
             key_ + " takes records more slowly than they come. They wait in the history, which is kept longer for them within its bound. Mail is not affected.");
    if (end) context_.attention->end("accounting.behind:" + key_);
}

void StreamTarget::succeeded(std::uint64_t records) {
    const std::lock_guard lock(mutex_);
    state_.written += records;
    state_.last = context_.clock->wall();
}

void StreamTarget::failing(std::string problem, WallTime next, events::Severity severity, std::string title, std::string text) {
    {
        const std::lock_guard lock(mutex_);
        ++state_.failures;
        state_.state = next == WallTime{} ? "failed" : "waiting";
        state_.problem = std::move(problem);
        state_.next = next;
    }
    note("accounting:" + key_, severity, std::move(title), std::move(text));
}

void StreamTarget::recovered() {
    {
        const std::lock_guard lock(mutex_);
        if (state_.problem.empty()) return;
        state_.state.clear();
        state_.problem.clear();
        state_.next = {};
    }
    context_.attention->end("accounting:" + key_);
}

void StreamTarget::given_up(std::uint64_t records) {
    const std::lock_guard lock(mutex_);
    state_.dead_letters += records;
}

void StreamTarget::describe(std::string kind, std::string target, std::string to, std::string format) {
    const std::lock_guard lock(mutex_);
    state_.kind = std::move(kind);
    state_.target = std::move(target);
    state_.to = std::move(to);
    state_.format = std::move(format);
}

void StreamTarget::end_notes() {
    for (const char* kind : {"accounting:", "accounting.behind:"}) context_.attention->end(kind + key_);
}

void StreamTarget::note(std::string key, events::Severity severity, std::string title, std::string text) {
    events::AttentionNote note;
    note.key = std::move(key);
    note.severity = severity;
    note.since = context_.clock->wall();
    note.title = std::move(title);
    note.text = std::move(text);
    context_.attention->begin(std::move(note));
}

void StreamTarget::tell_lost() {
    const std::uint64_t lost = feed_.take_lost();
    if (lost != 0)
        note("accounting.lost:" + key_, events::Severity::critical, "Accounting records were lost",
             key_ + " was behind for so long that " + std::to_string(lost) + " events left the history before it had taken them.");
}

}  // namespace mailrace::journal
