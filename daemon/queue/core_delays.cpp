// Tells senders of mail that still waits: once a minute every queue that carries mail of such senders is looked through, a bounded number of
// notices at a time. A recipient remembers how many it had, so looking twice writes nothing twice; what was due before a restart is
// known by the time of the last look that was completed.
#include <algorithm>

#include "daemon/queue/core.h"

namespace mailrace::queue {

namespace {

constexpr std::size_t kNoticesAtOnce = 256;
constexpr std::int64_t kMostNotices = UINT8_MAX;  // to one recipient

}  // namespace

bool Scheduler::Core::wants_delay_notices(const Queue& q) const {
    const auto& s = *q.settings;
    return s.delay_notice_every.count() > 0 && q.recipients != 0 && (q.delay_wanted != 0 || s.delay_notice_unasked);
}

bool Scheduler::Core::notify_of_delays(Queue& q) {
    const std::int64_t every = q.settings->delay_notice_every.count();
    const std::int64_t present = unix_us(wall);
    std::size_t written = 0;
    const auto& heads = q.ages.items();
    for (; delays_position < heads.size(); ++delays_position) {
        if (written >= kNoticesAtOnce) return false;
        const Message& m = heads[delays_position]->message();
        const std::int64_t due = std::min((present - m.received) / every, kMostNotices);
        if (due <= 0 || m.generated || m.suppress_dsn) continue;
        const bool told_before = m.received + due * every <= delays_told;
        for (Recipient* r = heads[delays_position]; r != nullptr; r = r->chained()) {
            if (due <= r->delay_notices) continue;
            r->delay_notices = static_cast<std::uint8_t>(due);
            if (told_before) continue;
            const bool wanted = r->notify == 0 ? q.settings->delay_notice_unasked
                                               : (r->notify & static_cast<std::uint8_t>(spool::Notify::delay)) != 0;
            if (!wanted) continue;
            Response response = r->response != 0 ? store.responses.get(r->response) : q.last_response;
            if (response.text.empty()) {
                response.phase = events::Phase::local;
                response.text = "not tried yet";
                for (const WaitReason& reason : explain(q))
                    if (reason.binding) response.text = "not tried yet: " + reason.text;
            }
            if (response.status.cls != 4) response.status = {4, 0, 0};
            report_to_sender(q, *r, Report::Kind::delayed, response, nullptr);
            ++written;
        }
    }
    return true;
}

void Scheduler::Core::run_delay_notices() {
    for (; delays_queue < queues.size(); ++delays_queue) {
        Queue* q = queues[delays_queue].get();
        if (q != nullptr && wants_delay_notices(*q) && !notify_of_delays(*q)) return;
        delays_position = 0;
    }
    delays_queue = 0;
    delays_position = 0;
    delays_running = false;
    const bool any = std::any_of(queues.begin(), queues.end(), [&](const auto& q) { return q && wants_delay_notices(*q); });
    if (any) out.states.emplace_back("queue.delays", std::to_string(unix_us(wall)));
}

}  // namespace mailrace::queue
