// What a restart brings back: named states and messages go to the scheduler (reports to their processor), events that the history has not got go to the journal, problems to the
// log and the board. Used by the starting thread only, before any other runs.
#pragma once

#include <atomic>
#include <vector>

#include "daemon/app/report_processor.h"
#include "daemon/events/attention.h"
#include "daemon/journal/journal.h"
#include "daemon/queue/scheduler.h"
#include "daemon/spool/spool.h"

namespace mailrace::app {

class Recovery final : public spool::RecoveryVisitor {
public:
    Recovery(queue::Scheduler& scheduler, journal::Journal& journal, events::AttentionSink& attention, const Clock& clock, std::atomic<std::uint64_t>& done,
             std::atomic<std::uint64_t>& total, ReportProcessor& reports)
        : scheduler_(scheduler), journal_(journal), attention_(attention), clock_(clock), done_(done), total_(total), reports_(reports) {}

    void state(std::string_view key, std::string_view value) override;
    void message(spool::RecoveredMessage&& message) override;
    void event(events::Event&& event) override;
    void progress(std::uint64_t done, std::uint64_t total) override;
    void problem(std::string_view words) override;
    /// Hands over what has gathered, and sets the totals: the history's, with the events that it has not got yet. They are exact after a crash too, which
    /// the scheduler's own, stored now and then, are not; those hold where the history was lost.
    void finish();

private:
    queue::Scheduler& scheduler_;
    journal::Journal& journal_;
    events::AttentionSink& attention_;
    const Clock& clock_;
    std::atomic<std::uint64_t>& done_;
    std::atomic<std::uint64_t>& total_;
    ReportProcessor& reports_;
    std::vector<queue::QueuedMessage> messages_;
    events::EventPack events_;
    journal::Counts replayed_;
    int problems_ = 0;
};

}  // namespace mailrace::app
