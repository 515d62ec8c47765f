#include "daemon/simulator/simulation.h"

#include <spdlog/spdlog.h>

#include <boost/asio.hpp>
#include <fstream>
#include <thread>

#include "daemon/simulator/clerk.h"
#include "daemon/simulator/control_server.h"
#include "daemon/simulator/dns_server.h"
#include "daemon/simulator/keeper.h"
#include "daemon/simulator/receiver_server.h"
#include "daemon/simulator/scenario_values.h"
#include "daemon/simulator/world.h"

namespace mailrace::simulator {

namespace asio = boost::asio;

namespace {

using Contexts = std::vector<std::unique_ptr<asio::io_context>>;

Contexts make_contexts(unsigned threads) {
    Contexts contexts;
    for (unsigned i = 0; i < std::max(1U, threads); ++i) contexts.push_back(std::make_unique<asio::io_context>(1));
    return contexts;
}

ReceiverSetup receiver_setup(World& world, const std::string& keep_folder) {
    ReceiverSetup setup;
    setup.stations = &world.stations;
    setup.catch_all = world.catch_all.get();
    setup.books = &world.books;
    setup.certificates = &world.certificates;
    setup.clock = &SystemClock::instance();
    if (!keep_folder.empty()) setup.keep = keep_in_folder(keep_folder);
    return setup;
}

Status write_text(const std::string& file, const std::string& text) {
    std::ofstream out(file, std::ios::trunc);
    out << text;
    out.close();
    if (!out.good()) return Error::storage("cannot write " + file);
    return {};
}

}  // namespace

std::optional<Endpoint> parse_endpoint(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto port = parse_number(text.substr(colon + 1));
    std::string_view host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    const auto address = parse_loopback(host == "localhost" ? std::string_view("127.0.0.1") : host);
    if (!port || *port > 65535 || !address) return std::nullopt;
    return Endpoint{*address, static_cast<std::uint16_t>(*port)};
}

struct Simulation::Inner {
    explicit Inner(SimulationOptions given)
        : options(std::move(given)),
          world(std::move(options.scenario), options.smtp_port),
          contexts(make_contexts(options.threads)),
          dns(*contexts.front(), world.zone),
          receivers(contexts, receiver_setup(world, options.keep_folder)),
          clerk(world, &dns.counters(), [this] { stop(); }),
          control(*contexts.front(), clerk),
          signals(*contexts.front()) {}

    void stop() {
        asio::post(*contexts.front(), [this] {
            if (stopping) return;
            stopping = true;
            dns.stop();
            receivers.stop();
            control.stop();
            signals.cancel();
            // Sessions get a moment to end by themselves, then the threads stop.
            grace.emplace(*contexts.front(), std::chrono::milliseconds{200});
            grace->async_wait([this](const boost::system::error_code&) {
                for (const auto& context : contexts) context->stop();
            });
        });
    }

    SimulationOptions options;
    World world;
    Contexts contexts;  // goes before the world: sessions leave their desks when they end
    DnsServer dns;
    ReceiverServer receivers;
    Clerk clerk;
    ControlServer control;
    asio::signal_set signals;
    std::optional<asio::steady_timer> grace;
    bool stopping = false;
};

Simulation::Simulation(SimulationOptions options) : inner_(std::make_unique<Inner>(std::move(options))) {}
Simulation::~Simulation() = default;

Status Simulation::start() {
    Inner& in = *inner_;
    if (Status status = in.dns.start(in.options.dns.address, in.options.dns.port); !status) return status;
    if (Status status = in.receivers.start(in.options.smtp_port); !status) return status;
    if (in.options.control) {
        if (Status status = in.control.start(in.options.control->address, in.options.control->port); !status) return status;
    }
    if (!in.options.ca_file.empty()) {
        if (Status status = write_text(in.options.ca_file, in.world.certificates.authority_pem()); !status) return status;
    }
    if (in.options.signals) {
        in.signals.add(SIGINT);
        in.signals.add(SIGTERM);
        in.signals.async_wait([this](const boost::system::error_code& error, int) {
            if (!error) stop();
        });
    }
    return {};
}

Status Simulation::run() {
    Inner& in = *inner_;
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < in.contexts.size(); ++i) {
        helpers.emplace_back([context = in.contexts[i].get()] {
            const auto work = asio::make_work_guard(*context);
            context->run();
        });
    }
    const auto work = asio::make_work_guard(*in.contexts.front());
    in.contexts.front()->run();
    helpers.clear();
    if (in.options.stats_file.empty()) return {};
    return write_text(in.options.stats_file, in.clerk.stats() + "\n");
}

void Simulation::stop() { inner_->stop(); }

std::uint16_t Simulation::smtp_port() const { return inner_->receivers.port(); }
std::uint16_t Simulation::dns_port() const { return inner_->dns.port(); }
std::uint16_t Simulation::control_port() const { return inner_->control.port(); }
std::string Simulation::command(std::string_view line) { return inner_->clerk.answer(line); }

}  // namespace mailrace::simulator
