#include "daemon/app/recovery.h"

#include "daemon/app/log.h"

namespace mailrace::app {

namespace {
constexpr std::size_t kBatch = 4096;
}

void Recovery::state(std::string_view key, std::string_view value) {
    if (!scheduler_.restore_state(key, value)) log_warning("a state of an unknown kind was left alone", {{"key", std::string(key)}});
}

void Recovery::message(spool::RecoveredMessage&& message) {
    queue::QueuedMessage queued{std::move(message.envelope), message.body, nullptr, std::move(message.states)};
    if (!reports_.take(queued)) return;
    messages_.push_back(std::move(queued));
    if (messages_.size() >= kBatch) {
        scheduler_.accept(std::move(messages_));
        messages_.clear();
    }
}

void Recovery::event(events::Event&& event) {
    replayed_.add(event);
    events_.add(event);
    if (events_.size() >= kBatch) {
        journal_.append(std::move(events_));
    }
}

void Recovery::progress(std::uint64_t done, std::uint64_t total) {
    done_ = done;
    total_ = total;
}

void Recovery::problem(std::string_view words) {
    log_warning("spool", {{"problem", std::string(words)}});
    events::AttentionNote note;
    note.key = "spool.recovery:" + std::to_string(++problems_);
    note.since = clock_.wall();
    note.title = "The spool was not quite as it should be";
    note.text = std::string(words);
    attention_.begin(std::move(note));
}

void Recovery::finish() {
    if (!messages_.empty()) scheduler_.accept(std::move(messages_));
    journal::Counts totals = journal_.rollups()->totals();
    totals.add(replayed_);
    if (totals.delivered + totals.bounced >= scheduler_.totals().delivered + scheduler_.totals().bounced) {
        std::string text;
        for (const auto n : {totals.generated, totals.delivered, totals.deferred, totals.bounced, totals.expired, totals.deleted}) text += std::to_string(n) + " ";
        scheduler_.restore_state("queue.totals", text);
    }
    if (!events_.empty()) journal_.append(std::move(events_));
    messages_.clear();
}

}  // namespace mailrace::app
