// The whole daemon: makes the parts, connects them, starts them in order and stops them in the opposite one. Read start() and stop() to see how a
// message and an event walk. run() stays on the calling thread until a signal or a client asks for the end.
#pragma once

#include <boost/asio.hpp>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "daemon/app/dispatcher.h"
#include "daemon/app/dsn_maker.h"
#include "daemon/app/guarded_spool.h"
#include "daemon/app/intake_bridge.h"
#include "daemon/app/live_config.h"
#include "daemon/app/report_processor.h"
#include "daemon/configuration/worker.h"
#include "daemon/control/methods.h"
#include "daemon/control/server.h"
#include "daemon/egress/thread_link.h"
#include "daemon/intake/smtp_listener.h"
#include "daemon/journal/category_watch.h"
#include "daemon/platform/service.h"
#include "daemon/suppression/automatic.h"
#include "daemon/suppression/lists.h"

namespace mailrace::app {

struct DaemonOptions {
    std::string config_file;          // empty: the built-in configuration
    std::string default_config_file;  // what the built-in configuration is written to when somebody changes it
    std::string state_directory;  // empty: the platform's
    std::string control_socket;   // empty: as configured, else the platform's
};

class Daemon {
public:
    explicit Daemon(DaemonOptions options);
    ~Daemon();

    /// Everything up to "ready"; an Error with words for a person when that is not possible.
    Status start(std::shared_ptr<const LoadedConfig> loaded);
    /// Serves until asked to stop, then stops in good order.
    void run();

private:
    struct NetworkThread {
        boost::asio::io_context io{1};
        boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{io.get_executor()};
        std::unique_ptr<egress::EgressWorker> worker;
        std::thread thread;
    };

    Status open_storage();
    journal::AccountingSettings accounting_settings(const config::GlobalSettings& global) const;
    Status recover();
    Status open_listeners();
    Status make_workers();
    Status open_control();
    void fill_backend();
    void start_threads();
    void stop();
    void on_signals();
    void request_stop();

    void trace(const std::string& queue, std::function<void(char, std::string)> line, std::function<void(std::string)> end);
    void record(events::EventType type, std::string user, std::string text);

    // daemon_configuration.cpp
    Status open_configuration(const std::string& directory);
    configuration::Activation activate_listeners(const config::Config& wanted);
    configuration::Activation activate(const std::shared_ptr<const config::LoadResult>& wanted);
    void configuration_changed(const configuration::Changed& changed);
    void configuration_refused(const configuration::Who& who, const std::string& words);
    void reload_upon_signal();

    // daemon_suppression.cpp
    Status open_suppression();
    void start_suppression();

    // daemon_watch.cpp
    boost::asio::awaitable<void> watch();
    void check_memory();
    void check_spool();
    void check_journal();
    void check_reports();
    void check_suppression();
    void prime_categories();
    boost::asio::awaitable<void> sample_depth(bool queues_too);

    DaemonOptions options_;
    const Clock& clock_;
    platform::ServiceNotifier notifier_;
    std::string system_name_;
    std::string state_directory_;
    std::string spool_directory_;
    LiveConfig config_;
    std::shared_ptr<const config::Config> started_with_;  // what a reload cannot change is as this one says
    std::unique_ptr<configuration::Worker> configuration_;
    MessageIdSource ids_;
    events::AttentionBoard attention_;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<journal::ReaderPool> readers_;
    std::unique_ptr<journal::CategoryWatch> categories_;
    std::unique_ptr<suppression::Lists> suppression_;
    std::unique_ptr<suppression::Automatic> automatic_;
    std::unique_ptr<spool::Spool> spool_;
    std::unique_ptr<GuardedSpool> guarded_;
    std::unique_ptr<Dispatcher> dispatcher_;
    std::unique_ptr<DsnMaker> dsn_;
    // The queue thread wants its sink before the dispatcher can be made, which needs the spool, which recovery into the queue opens.
    struct LateSink final : queue::ActionSink {
        std::function<void(queue::Actions)> to;
        void perform(queue::Actions actions) override { to(std::move(actions)); }
    };
    LateSink late_sink_;
    std::unique_ptr<queue::QueueThread> queue_;
    std::unique_ptr<ReportProcessor> reports_;
    std::unique_ptr<egress::ThreadLink> link_;
    std::unique_ptr<ConfiguredDirectory> directory_;
    std::unique_ptr<intake::QueueSink> intake_sink_;
    std::vector<std::unique_ptr<NetworkThread>> network_;
    std::unique_ptr<intake::SmtpListener> listener_;

    boost::asio::io_context control_io_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> control_work_{control_io_.get_executor()};
    std::thread control_thread_;
    std::promise<void> stop_requested_;
    std::atomic<bool> stop_was_requested_{false};
    std::unique_ptr<boost::asio::signal_set> signals_;
    control::Backend backend_;
    control::Handlers handlers_;
    control::Feeds feeds_;
    std::unique_ptr<control::Server> server_;
    std::atomic<bool> ready_{false};
    std::atomic<bool> stopping_{false};
    std::atomic<std::uint64_t> recovered_bytes_{0}, recovery_total_{0};
    std::uint64_t machine_memory_ = 0;
    std::atomic<std::uint64_t> memory_limit_{0};
};

}  // namespace mailrace::app
