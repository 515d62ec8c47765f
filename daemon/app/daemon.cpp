#include "daemon/app/daemon.h"

#include <csignal>
#include <filesystem>
#include <future>

#include "daemon/app/control_roles.h"
#include "daemon/app/log.h"
#include "daemon/app/recovery.h"
#include "daemon/app/sent_history.h"
#include "shared/base/version.h"
#include "daemon/platform/paths.h"
#include "daemon/platform/memory.h"
#include "daemon/platform/privileges.h"
#include "daemon/platform/socket_path.h"

namespace mailrace::app {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

/// What a stored message goes through on its way from intake to the queue.
class ToQueue final : public intake::QueueSink {
public:
    ToQueue(queue::QueueThread& queue, ReportProcessor& reports) : queue_(queue), reports_(reports) {}
    void accepted(queue::QueuedMessage message) override {
        if (reports_.take(message)) queue_.accept(std::move(message));
    }

private:
    queue::QueueThread& queue_;
    ReportProcessor& reports_;
};

std::string name_server_text(const std::vector<config::HostPort>& servers) {
    std::string out;
    for (const auto& server : servers) {
        if (!out.empty()) out += ',';
        const bool v6 = server.host.find(':') != std::string::npos;
        out += v6 ? "[" + server.host + "]" : server.host;
        if (server.port != 0) out += ":" + std::to_string(server.port);
    }
    return out;
}

constexpr auto kGrace = 10s;  // for sessions in a message, and again for deliveries under way

}  // namespace

Daemon::Daemon(DaemonOptions options) : options_(std::move(options)), clock_(SystemClock::instance()), system_name_(asio::ip::host_name()) {}

Daemon::~Daemon() {
    if (configuration_) configuration_->stop();
    control_io_.stop();
    if (control_thread_.joinable()) control_thread_.join();
    for (auto& network : network_) {
        network->io.stop();
        if (network->thread.joinable()) network->thread.join();
    }
    // Sessions and workers hold coroutines of these contexts: they go first, then the parts that they refer to.
    if (suppression_) suppression_->stop();
    server_.reset();
    listener_.reset();
    for (auto& network : network_) network->worker.reset();
    readers_.reset();
}

Status Daemon::start(std::shared_ptr<const LoadedConfig> loaded) {
    config_.set(loaded);
    started_with_ = loaded->config;
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);  // a write to a closed connection is an error to handle
#endif
    const auto descriptors = platform::raise_open_files();
    const auto& global = config_.get()->config->global();
    state_directory_ = options_.state_directory.empty() ? platform::default_paths().state : options_.state_directory;
    machine_memory_ = platform::available_bytes() + platform::resident_bytes();
    memory_limit_ = global.memory_limit->bytes != 0 ? global.memory_limit->bytes : machine_memory_ / 2;
    log_info("starting", {{"version", std::string(kVersion)}, {"process", std::to_string(platform::process_id())}, {"descriptors", std::to_string(descriptors)},
                          {"configuration", options_.config_file.empty() ? "built in" : options_.config_file}});

    const std::size_t wanted = global.network_threads.value != 0 ? global.network_threads.value : std::max(1u, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < std::min<std::size_t>(wanted, 64); ++i) network_.push_back(std::make_unique<NetworkThread>());

    backend_.started = clock_.wall();
    backend_.epoch = unix_ms(backend_.started);
    if (auto done = open_storage(); !done) return done;
    if (auto done = open_control(); !done) return done;
    if (auto done = recover(); !done) return done;
    // Ports are bound last, so that a feeder's connection is never taken by a daemon that then fails to start, and before root is given up.
    if (auto done = open_listeners(); !done) return done;
    if (!global.run_as_root.value && platform::is_root()) {
        const Status dropped = platform::drop_privileges("mailrace", "");
        if (!dropped) log_warning("running as root", {{"reason", dropped.error().words}});
    }
    if (auto done = make_workers(); !done) return done;
    start_threads();
    ready_ = true;
    record(events::EventType::daemon, "", "mailraced " + std::string(kVersion) + " started");
    log_info("ready", {{"control", server_ ? options_.control_socket : ""}, {"listeners", std::to_string(backend_.listeners.size())}});
    notifier_.ready("delivering");
    return {};
}

Status Daemon::open_storage() {
    const auto& global = config_.get()->config->global();
    spool_directory_ = global.spools.front().directory.empty() ? state_directory_ + "/spool" : global.spools.front().directory;
    const std::string journal_directory = !global.journal_directory.value.empty() ? global.journal_directory.value : spool_directory_ + "/../journal";
    std::error_code failed;
    for (const auto& folder : {spool_directory_, std::filesystem::path(journal_directory).lexically_normal().string()}) {
        std::filesystem::create_directories(folder, failed);
        if (failed) return Error::storage("cannot make " + folder + ": " + failed.message());
    }
    journal::JournalOptions history;
    history.directory = std::filesystem::path(journal_directory).lexically_normal().string();
    history.retention = global.history_retention.value;
    history.max_bytes = global.history_max_size->bytes;
    history.accounting = accounting_settings(global);
    auto journal = journal::Journal::open(std::move(history), clock_, attention_);
    if (!journal) return std::move(journal).error();
    journal_ = std::move(*journal);
    readers_ = std::make_unique<journal::ReaderPool>(journal_->partitions(), 2);
    categories_ = std::make_unique<journal::CategoryWatch>(clock_, attention_);
    prime_categories();
    journal_->listen([this](const journal::EventBatch& batch) { categories_->add(*batch); });
    if (auto opened = open_suppression(); !opened) return opened;
    return open_configuration(std::filesystem::path(journal_directory).lexically_normal().string());
}

journal::AccountingSettings Daemon::accounting_settings(const config::GlobalSettings& global) const {
    journal::AccountingSettings out;
    out.files = global.accounting_files;
    out.webhooks = global.webhooks;
    out.name_servers = name_server_text(global.name_server.value);
    out.log = [](std::string words) { log_info("accounting", {{"what", std::move(words)}}); };
    return out;
}

Status Daemon::recover() {
    const auto& global = config_.get()->config->global();
    // The queue thread is made here, so that recovery fills its scheduler directly; it starts with the others.
    spool::SpoolOptions options;
    options.directory = spool_directory_;
    if (const auto bytes = global.spools.front().min_free_space.bytes; bytes != 0) options.min_free_space = bytes;

    queue_ = std::make_unique<queue::QueueThread>(config_, clock_, late_sink_);
    reports_ = std::make_unique<ReportProcessor>(ReportProcessor::Parts{ids_, clock_, [this] { return config_.get()->reports; },
                                                                        [this] { return config_.get()->classifier; },
                                                                        [this](queue::QueuedMessage message) { queue_->accept(std::move(message)); },
                                                                        [this] { return std::make_unique<SentHistory>(journal_->partitions()); },
                                                                        [this] { return journal_->statistics().waiting != 0; }});
    Recovery visitor(queue_->scheduler(), *journal_, attention_, clock_, recovered_bytes_, recovery_total_, *reports_);
    spool::Spool::Recovery found;
    const auto began = clock_.steady();
    auto opened = spool::Spool::open(options, journal_->position(), visitor, found);
    if (!opened) return std::move(opened).error();
    visitor.finish();
    spool_ = std::move(*opened);
    ids_.skip_past(found.last_message);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - began);
    log_info("spool read", {{"messages", std::to_string(found.messages)}, {"bytes", std::to_string(found.bytes)}, {"milliseconds", std::to_string(took.count())}});

    guarded_ = std::make_unique<GuardedSpool>(*spool_);
    dispatcher_ = std::make_unique<Dispatcher>(*spool_, attention_);
    late_sink_.to = [this](queue::Actions actions) { dispatcher_->perform(std::move(actions)); };
    link_ = std::make_unique<egress::ThreadLink>(*queue_);
    directory_ = std::make_unique<ConfiguredDirectory>(config_, [this] { return reports_->busy(); }, *suppression_);
    intake_sink_ = std::make_unique<ToQueue>(*queue_, *reports_);
    dsn_ = std::make_unique<DsnMaker>(DsnMaker::Parts{*spool_, ids_, clock_,
                                                      [this] {
                                                          const auto& names = config_.get()->config->global().host_name.value;
                                                          return names.empty() ? system_name_ : names.front();
                                                      },
                                                      [this](queue::QueuedMessage message) { queue_->accept(std::move(message)); },
                                                      [] { return std::string(config::default_virtual_mta_name); },
                                                      [this](std::string_view domain) { return dsn_style(*config_.get()->config, domain); }});
    dispatcher_->set_dsn_maker(dsn_.get());
    return {};
}

Status Daemon::open_listeners() {
    auto options = intake_options(*config_.get()->config, system_name_);
    if (!options) return std::move(options).error();
    std::vector<asio::io_context*> threads;
    for (auto& network : network_) threads.push_back(&network->io);
    auto listener = intake::SmtpListener::open(std::move(*options), {*guarded_, *intake_sink_, *directory_, ids_, clock_, attention_}, std::move(threads));
    if (!listener) return std::move(listener).error();
    listener_ = std::move(*listener);
    for (const auto& endpoint : listener_->endpoints()) {
        backend_.listeners.push_back(net::to_text(endpoint));
        log_info("listening", {{"smtp", net::to_text(endpoint)}});
    }
    return {};
}

Status Daemon::make_workers() {
    const auto& global = config_.get()->config->global();
    egress::WorkerOptions options;
    options.host_name = global.host_name.value.empty() ? system_name_ : global.host_name.value.front();
    options.own_listeners = listener_->endpoints();
    options.dns.servers = name_server_text(global.name_server.value);
    options.classifier = [this] { return config_.get()->classifier; };
    std::vector<egress::EgressWorker*> workers;
    for (auto& network : network_) {
        auto worker = egress::EgressWorker::make(network->io, options, *link_, *spool_, clock_);
        if (!worker) return std::move(worker).error();
        network->worker = std::move(*worker);
        workers.push_back(network->worker.get());
    }
    dispatcher_->set_workers(std::move(workers));
    return {};
}

Status Daemon::open_control() {
    const auto& global = config_.get()->config->global();
    if (options_.control_socket.empty()) options_.control_socket = global.control_socket.value;
    if (options_.control_socket.empty()) options_.control_socket = platform::control_endpoint(platform::default_paths());
    fill_backend();
    control::add_event_methods(handlers_, backend_);
    control::add_response_methods(handlers_, backend_);
    control::add_stats_methods(handlers_, backend_);
    control::add_queue_methods(handlers_, backend_);
    control::add_config_methods(handlers_, backend_);
    control::add_accounting_methods(handlers_, backend_);
    control::add_suppression_methods(handlers_, backend_);
    control::add_service_methods(handlers_, backend_);
    control::add_feeds(feeds_, backend_);

    control::SessionHost host;
    host.handlers = &handlers_;
    host.feeds = &feeds_;
    host.version = kVersion;
    host.host_name = global.host_name.value.empty() ? system_name_ : global.host_name.value.front();
    host.epoch = backend_.epoch;
    host.state = [this]() -> std::string { return stopping_ ? "stopping" : ready_ ? "ready" : "starting"; };
    host.progress = [this]() -> control::json::value {
        if (ready_) return nullptr;
        return control::json::object{{"done", recovered_bytes_.load()}, {"total", recovery_total_.load()}, {"words", "reading the spool"}};
    };
    server_ = std::make_unique<control::Server>(control_io_, control::ServerOptions{options_.control_socket, control_roles(global), 64}, std::move(host));
    if (auto listening = server_->listen(); !listening) return listening;
    signals_ = std::make_unique<asio::signal_set>(control_io_, SIGINT, SIGTERM);
#ifdef SIGHUP
    signals_->add(SIGHUP);
#endif
    on_signals();
    control_thread_ = std::thread([this] { control_io_.run(); });
    return {};
}

void Daemon::fill_backend() {
    backend_.clock = &clock_;
    backend_.journal = journal_.get();
    backend_.readers = readers_.get();
    backend_.attention = &attention_;
    backend_.version = kVersion;
    backend_.configuration = configuration_.get();
    backend_.suppression = suppression_.get();
    backend_.state_directory = state_directory_;
    backend_.spool_directory = spool_directory_;
    backend_.config = [this] { return config_.get()->config; };
    backend_.connections = [this]() -> control::ConnectionCounts {
        return {ready_ ? listener_->statistics().connections : 0, config_.get()->config->global().total_max_smtp_in.value};
    };
    backend_.record = [this](const std::string& user, const std::string& text) { record(events::EventType::admin, user, text); };
    backend_.stop = [this](const std::string& user) {
        record(events::EventType::admin, user, "stop asked for");
        request_stop();
    };
    backend_.trace = [this](std::uint64_t, const std::string& queue, std::function<void(char, std::string)> line, std::function<void(std::string)> end) {
        trace(queue, std::move(line), std::move(end));
    };
}

void Daemon::start_threads() {
    backend_.queue = queue_.get();
    backend_.spool = spool_.get();
    journal_->start([this](EventId id) { spool_->journal_reached(id); }, [this](EventId after) { return spool_->read_events(after); });
    spool_->start([this](events::EventPack events) { journal_->append(std::move(events)); });
    queue_->start();
    reports_->start(*spool_);
    start_suppression();
    for (auto& network : network_) {
        network->thread = std::thread([&io = network->io] { io.run(); });
    }
    asio::co_spawn(control_io_, watch(), asio::detached);
}

void Daemon::on_signals() {
    signals_->async_wait([this](const boost::system::error_code& failed, int number) {
        if (failed) return;
        if (number == SIGINT || number == SIGTERM) return request_stop();
        if (ready_) reload_upon_signal();
        on_signals();
    });
}

void Daemon::request_stop() {
    if (!stop_was_requested_.exchange(true)) stop_requested_.set_value();
}

void Daemon::run() {
    stop_requested_.get_future().wait();
    stop();
}

void Daemon::stop() {
    stopping_ = true;
    notifier_.stopping("finishing what is under way");
    log_info("stopping");
    configuration_->stop();
    guarded_->set_reason("the server is being stopped");
    // No new mail, then no new deliveries, then what happened is written down, then the history.
    std::promise<void> sessions_ended;
    listener_->stop(kGrace, [&] { sessions_ended.set_value(); });
    sessions_ended.get_future().wait();
    reports_->stop();  // what waits is in the spool
    record(events::EventType::daemon, "", "mailraced stopped");
    queue_->drain();  // so that the connections which end now put no queue into retry
    std::vector<std::shared_ptr<std::promise<void>>> workers_ended;
    for (auto& network : network_) {
        auto ended = std::make_shared<std::promise<void>>();
        workers_ended.push_back(ended);
        network->worker->stop([ended] { ended->set_value(); });
    }
    const auto deadline = std::chrono::steady_clock::now() + kGrace;
    for (auto& ended : workers_ended) ended->get_future().wait_until(deadline);
    queue_->stop();
    for (auto& network : network_) network->io.stop();
    for (auto& network : network_) network->thread.join();
    spool_->stop();
    journal_->stop();
    suppression_->stop();  // the last failures are counted
    asio::post(control_io_, [this] { server_->stop(); });
    control_work_.reset();
    asio::post(control_io_, [this] { control_io_.stop(); });
    control_thread_.join();
    log_info("stopped");
    flush_log();
}

void Daemon::trace(const std::string& queue, std::function<void(char, std::string)> line, std::function<void(std::string)> end) {
    const auto ended = std::make_shared<std::atomic<bool>>(false);
    dispatcher_->trace_next(queue, [line, end, ended](char direction, std::string text) {
        if (direction != '.') return line(direction, std::move(text));
        if (!ended->exchange(true)) end(std::move(text));
    });
    queue_->run([queue, line](queue::Scheduler& scheduler) {
        queue::Selection select;
        select.queues = {queue};
        scheduler.retry_now(select, true, "trace", false);
        for (const auto& reason : scheduler.explain(queue)) {
            if (reason.binding) line('*', "the queue waits: " + reason.text);
        }
    });
    // When no connection is opened within a minute, say so rather than wait in silence.
    auto timer = std::make_shared<asio::steady_timer>(control_io_, 60s);
    timer->async_wait([this, timer, queue, end, ended](const boost::system::error_code& failed) {
        if (failed || !dispatcher_->forget_trace(queue) || ended->exchange(true)) return;
        end("no new connection was opened for " + queue + " within a minute");
    });
}

void Daemon::record(events::EventType type, std::string user, std::string text) {
    events::Event event;
    event.type = type;
    event.time = clock_.wall();
    event.user = std::move(user);
    event.text = std::move(text);
    std::vector<events::Event> list;
    list.push_back(std::move(event));
    // Before that the spool is being opened by another thread; what is asked then is in the operational log.
    if (ready_) spool_->record({}, std::move(list), {});
}

}  // namespace mailrace::app
