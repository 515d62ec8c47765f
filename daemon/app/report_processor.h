// Reads the reports that come back by mail and turns them into rb, rs and f events. Takes durable messages between intake and queue, on a thread of its own reads
// and matches them, records the events in one group with the end of the report's recipient, so that a crash neither loses nor doubles any, and
// passes on what the configuration wants passed on. A report is never answered and changes nothing but the history.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "daemon/app/report_rules.h"
#include "daemon/events/attention.h"
#include "daemon/feedback/classifier.h"
#include "daemon/feedback/report.h"
#include "daemon/feedback/sent_mail.h"
#include "daemon/queue/types.h"
#include "daemon/spool/spool.h"
#include "shared/base/clock.h"

namespace mailrace::app {

class ReportProcessor {
public:
    struct Parts {
        MessageIdSource& ids;
        const Clock& clock;
        std::function<std::shared_ptr<const ReportRules>()> rules;
        std::function<std::shared_ptr<const feedback::Classifier>()> classifier;  // with the user's patterns
        std::function<void(queue::QueuedMessage)> accept;              // copies that are passed on
        std::function<std::unique_ptr<feedback::SentMail>()> history;  // made on the processor's thread
        std::function<bool()> history_lags;                            // the history has not got all events yet
    };
    explicit ReportProcessor(Parts parts) : parts_(std::move(parts)) {}
    ~ReportProcessor() { stop(); }

    /// Takes the recipients that belong to a desk; true: others are left, which the queue shall have. Any thread, also before start().
    bool take(queue::QueuedMessage& message);
    /// So much waits that reports must be refused for now.
    bool busy() const { return waiting_.load(std::memory_order_relaxed) >= max_waiting; }
    std::size_t waiting() const { return waiting_.load(std::memory_order_relaxed); }

    void start(spool::Spool& spool);
    /// Ends the thread; what waits stays in the spool and is taken again after the next start.
    void stop();

private:
    static constexpr std::size_t max_waiting = 100'000;

    struct Item {
        spool::Envelope envelope;  // with the recipient alone
        spool::Location body;
        std::uint32_t recipient = 0;
        ReportDesk desk = ReportDesk::none;
        unsigned attempts = 0;
    };
    void run();
    bool wait_for_item(std::unique_lock<std::mutex>& lock, Item& item);
    bool process(Item& item, const feedback::SentMail& sent);
    Result<std::string> read_body(const Item& item, std::uint64_t max) const;
    feedback::Report read(const Item& item, const DeskRules& rules, std::string_view text, std::string& pattern) const;
    std::vector<std::string> addressees(const Item& item, const DeskRules& rules, bool is_report, bool unreadable) const;
    bool pass_on(const Item& item, const std::vector<std::string>& to);
    void finish(const Item& item, std::vector<events::Event> events, std::string words);
    void put_back(Item item);
    void add(Item item, Duration delay);

    Parts parts_;
    spool::Spool* spool_ = nullptr;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<SteadyTime, Item> items_;  // by when they are due
    std::atomic<std::size_t> waiting_{0};
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace mailrace::app
