// Puts addresses on suppression lists by themselves: after so many final bounces of chosen categories, or at once after a complaint, as the lists of the configuration say.
// Follows the history from a place that is kept with the counts in the lists' store, so that a restart or a crash neither loses nor doubles a failure. Only mail that was
// really sent from here counts: our own bounces, and reports that were found to belong to a message of ours by something that a stranger does not know. take() runs on
// the journal's thread and only picks; the rest runs on the thread of the lists.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "daemon/events/event.h"
#include "daemon/suppression/lists.h"

namespace mailrace::suppression {

/// The rule by which the queue bounces a suppressed recipient: such a bounce says nothing of the address.
inline constexpr std::string_view kSuppressedRule = "suppression-lists";

class Automatic {
public:
    /// Events after `after`, at most `limit`, oldest first, of the kinds that can put addresses on lists.
    using History = std::function<std::vector<events::Event>(EventId after, std::size_t limit)>;
    /// Tells what was done: words for the history.
    using Note = std::function<void(const std::string& words)>;

    static constexpr std::uint64_t kMostStrikes = 2'000'000;  // failures that are remembered; the oldest go first
    static constexpr std::size_t kMostWaiting = 50'000;       // events that wait for the thread of the lists; with more it reads the history instead

    Automatic(Lists& lists, History history, Note note) : lists_(lists), history_(std::move(history)), note_(std::move(note)) {}

    /// `newest`: the last event of the history. The first time nothing older counts; later, what came since the place that was kept. Before the events come.
    void begin(EventId newest);
    /// What has just become durable in the history, in order.
    void take(std::span<const events::Event> events);
    /// Now and then, on the thread of the lists.
    void tick();

    /// Does the event tell of a failure or a complaint about mail that was sent from here? Pure.
    static bool counts(const events::Event& event);

private:
    void catch_up();
    // False: the lists cannot be written now; the history has the rest, for later.
    bool process(std::span<const events::Event> events);
    bool judge(const ConfiguredList& list, const events::Event& event);
    bool put_on(const ConfiguredList& list, const events::Event& event, std::string reason, const std::string& what);

    Lists& lists_;
    History history_;
    Note note_;
    std::mutex mutex_;
    std::vector<events::Event> waiting_;
    bool behind_ = false;   // more came than may wait: the history has it
    EventId seen_;          // the last that take() was given
    EventId processed_, stored_, caught_;  // on the thread of the lists
    std::int64_t trimmed_ = 0;
};

}  // namespace mailrace::suppression
