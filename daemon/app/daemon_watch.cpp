// What the daemon looks at every second: memory, disk, journal, depth of the queues for the charts, and the service manager's watchdog.
#include "daemon/app/daemon.h"
#include "daemon/app/log.h"
#include "daemon/control/async.h"
#include "daemon/journal/stats_reader.h"
#include "daemon/platform/memory.h"

namespace mailrace::app {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

events::AttentionNote note(const Clock& clock, std::string key, events::Severity severity, std::string title, std::string text) {
    events::AttentionNote made;
    made.key = std::move(key);
    made.severity = severity;
    made.since = clock.wall();
    made.title = std::move(title);
    made.text = std::move(text);
    return made;
}

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes / 1'000'000) + " MB"; }

}  // namespace

asio::awaitable<void> Daemon::watch() {
    asio::steady_timer timer(control_io_);
    const auto watchdog = notifier_.watchdog_interval();
    auto last_alive = std::chrono::steady_clock::time_point{};
    for (unsigned second = 0; !stopping_; ++second) {
        check_memory();
        check_spool();
        check_journal();
        check_reports();
        check_suppression();
        if (second % 60 == 59) categories_->look();
        co_await sample_depth(second % 10 == 0);
        // Reaching this line means that the queue thread and this one answer.
        const auto now = std::chrono::steady_clock::now();
        if (watchdog && now - last_alive >= *watchdog) {
            notifier_.watchdog();
            last_alive = now;
        }
        timer.expires_after(1s);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

void Daemon::check_memory() {
    const std::uint64_t used = platform::resident_bytes();
    if (used < memory_limit_) {
        if (!stopping_) guarded_->set_reason("");
        attention_.end("memory.low");
        return;
    }
    const std::string words = "memory is low: " + megabytes(used) + " used of " + megabytes(memory_limit_);
    guarded_->set_reason(words);
    attention_.begin(note(clock_, "memory.low", events::Severity::critical, "New mail is refused: memory is low",
                          words + ". It is taken again by itself when there is room; memory-limit sets the bound."));
}

void Daemon::check_spool() {
    const std::string refusal = spool_->refusal();
    if (refusal.empty()) return attention_.end("spool.refusing");
    attention_.begin(note(clock_, "spool.refusing", events::Severity::critical, "New mail is refused", refusal + ". Queued mail goes on; new mail is taken again by itself."));
}

void Daemon::check_journal() {
    const auto statistics = journal_->statistics();
    if (statistics.problem.empty()) return attention_.end("journal.problem");
    attention_.begin(note(clock_, "journal.problem", events::Severity::critical, "The history cannot be written",
                          statistics.problem + ". Mail is not affected; " + std::to_string(statistics.waiting) + " events wait in the spool's log."));
}

void Daemon::check_reports() {
    const auto rules = config_.get()->reports;
    std::string problems;
    for (const std::string& problem : rules ? rules->problems() : std::vector<std::string>{}) problems += (problems.empty() ? "" : "; ") + problem;
    if (problems.empty()) attention_.end("reports.rules");
    else attention_.begin(note(clock_, "reports.rules", events::Severity::warning, "Not all addresses of reports are known", problems));
    if (!reports_->busy()) return attention_.end("reports.waiting");
    attention_.begin(note(clock_, "reports.waiting", events::Severity::warning, "Reports that come back are read too slowly",
                          std::to_string(reports_->waiting()) + " wait; further ones get a temporary refusal"));
}

void Daemon::check_suppression() {
    const auto& problems = suppression_->configured()->problems();
    if (problems.empty()) return attention_.end("suppression.lists");
    std::string words;
    for (const std::string& problem : problems) words += (words.empty() ? "" : "; ") + problem;
    attention_.begin(note(clock_, "suppression.lists", events::Severity::warning, "Not all entries of the suppression lists are known", words));
}

/// What was usual before the start, from the roll-ups: a restart must not take old news for new.
void Daemon::prime_categories() {
    journal::StatsReader reader(journal_->directory(), journal_->rollups());
    const WallTime since = clock_.wall() - std::chrono::hours(24);
    const auto attempts = reader.hours(journal::SeriesKind::provider, since);
    const auto refusals = reader.hours(journal::SeriesKind::provider_category, since);
    if (!attempts || !refusals) return;  // the first start has none
    for (const auto& p : *attempts) categories_->prime(p.name, p.time / 3600, p.counts.delivered + p.counts.deferred + p.counts.bounced);
    for (const auto& p : *refusals) {
        const std::size_t tab = p.name.find('\t');
        if (tab != std::string::npos) categories_->prime(p.name.substr(0, tab), p.name.substr(tab + 1), p.time / 3600, p.counts.deferred + p.counts.bounced);
    }
}

asio::awaitable<void> Daemon::sample_depth(bool queues_too) {
    struct Depth {
        std::uint64_t total = 0;
        std::vector<std::pair<std::string, std::uint64_t>> queues;
    };
    auto job = [queues_too](queue::Scheduler& scheduler) {
        Depth found;
        found.total = scheduler.totals().queued;
        if (queues_too) {
            for (const auto& row : scheduler.rows()) found.queues.emplace_back(row.name, row.recipients);
        }
        return Result<Depth>(std::move(found));
    };
    auto depth = co_await control::ask_queue<Depth>(*queue_, job);
    if (!depth) co_return;
    const auto rollups = journal_->rollups();
    const WallTime now = clock_.wall();
    rollups->sample_depth(now, journal::SeriesKind::total, "", depth->total);
    for (const auto& [name, recipients] : depth->queues) rollups->sample_depth(now, journal::SeriesKind::queue, name, recipients);
}

}  // namespace mailrace::app
