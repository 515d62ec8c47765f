#include "daemon/queue/queue_thread.h"

#include <atomic>
#include <thread>
#include <utility>
#include <variant>

#include "shared/base/mailbox.h"

namespace mailrace::queue {

namespace {

struct Ready { ConnectionId connection; std::shared_ptr<const Peer> peer; };
struct Site { ConnectionId connection; std::string site; };
struct Pull { ConnectionId connection; };
struct Closed { ConnectionId connection; };
struct Reload {};
using Job = std::function<void(Scheduler&)>;
// Large values travel behind a pointer, so that a batch of pulls stays small.
using Input = std::variant<std::unique_ptr<QueuedMessage>, Ready, std::unique_ptr<ConnectFailure>, Pull, std::unique_ptr<Outcome>, Closed, Site,
                           Reload, Job>;

struct Apply {
    Scheduler& scheduler;
    void operator()(std::unique_ptr<QueuedMessage>& m) const {
        std::vector<QueuedMessage> batch;
        batch.push_back(std::move(*m));
        scheduler.accept(std::move(batch));
    }
    void operator()(Site& s) const { scheduler.site_known(s.connection, s.site); }
    void operator()(Ready& r) const { scheduler.connection_ready(r.connection, std::move(r.peer)); }
    void operator()(std::unique_ptr<ConnectFailure>& f) const { scheduler.connect_failed(*f); }
    void operator()(Pull& p) const { scheduler.pull(p.connection); }
    void operator()(std::unique_ptr<Outcome>& o) const { scheduler.report(*o); }
    void operator()(Closed& c) const { scheduler.connection_closed(c.connection); }
    void operator()(Reload&) const { scheduler.settings_changed(); }
    void operator()(Job& job) const { job(scheduler); }
};

}  // namespace

struct QueueThread::Impl {
    Impl(const SettingsProvider& settings, const Clock& clock_, ActionSink& sink_, SchedulerOptions options)
        : clock(clock_), sink(sink_), scheduler(settings, clock_, options) {}

    void loop() {
        std::vector<Input> batch;
        SteadyTime wake = clock.steady();
        for (;;) {
            const auto wait = std::max(wake - clock.steady(), Duration{0});
            const bool open = inputs.take_all(batch, std::chrono::steady_clock::now() + wait);
            for (Input& input : batch) std::visit(Apply{scheduler}, input);
            Actions actions = scheduler.take();
            if (!actions.empty()) sink.perform(std::move(actions));
            if (!open) return;
            wake = scheduler.next_wakeup();
        }
    }

    const Clock& clock;
    ActionSink& sink;
    Scheduler scheduler;
    Mailbox<Input> inputs;
    std::thread thread;
};

QueueThread::QueueThread(const SettingsProvider& settings, const Clock& clock, ActionSink& sink, SchedulerOptions options)
    : impl_(std::make_unique<Impl>(settings, clock, sink, options)) {}

QueueThread::~QueueThread() { stop(); }

Scheduler& QueueThread::scheduler() { return impl_->scheduler; }

void QueueThread::start() {
    impl_->thread = std::thread([impl = impl_.get()] { impl->loop(); });
}

void QueueThread::stop() {
    impl_->inputs.close();
    if (impl_->thread.joinable()) impl_->thread.join();
}

void QueueThread::accept(QueuedMessage message) { impl_->inputs.put(std::make_unique<QueuedMessage>(std::move(message))); }
void QueueThread::site_known(ConnectionId c, std::string site) { impl_->inputs.put(Site{c, std::move(site)}); }
void QueueThread::connection_ready(ConnectionId c, std::shared_ptr<const Peer> peer) { impl_->inputs.put(Ready{c, std::move(peer)}); }
void QueueThread::connect_failed(ConnectFailure f) { impl_->inputs.put(std::make_unique<ConnectFailure>(std::move(f))); }
void QueueThread::pull(ConnectionId c) { impl_->inputs.put(Pull{c}); }
void QueueThread::report(Outcome o) { impl_->inputs.put(std::make_unique<Outcome>(std::move(o))); }
void QueueThread::connection_closed(ConnectionId c) { impl_->inputs.put(Closed{c}); }
void QueueThread::settings_changed() { impl_->inputs.put(Reload{}); }
void QueueThread::drain() {
    run([](Scheduler& scheduler) { scheduler.drain(); });
}
bool QueueThread::run(std::function<void(Scheduler&)> job) { return impl_->inputs.put(std::move(job)); }

}  // namespace mailrace::queue
