// mailrace-simulator: the pretend Internet (run), the sender (feed) and the scenario checker (check-scenario).
#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "daemon/platform/service.h"
#include "daemon/simulator/embedded_scenarios.h"
#include "daemon/simulator/feed.h"
#include "daemon/simulator/scenario_parser.h"
#include "daemon/simulator/scenario_values.h"
#include "daemon/simulator/simulation.h"

namespace {

using namespace mailrace;             // NOLINT: this is the program itself
using namespace mailrace::simulator;  // NOLINT

int complain(const std::string& words) {
    fmt::print(stderr, "mailrace-simulator: {}\n", words);
    return 2;
}

/// The scenario of a file, or a built-in one by its name (internet, fast).
std::optional<Scenario> load_scenario(const std::string& name) {
    std::string text(embedded_scenario(name));
    if (text.empty() || std::filesystem::exists(name)) {
        std::ifstream in(name, std::ios::binary);
        if (!in) {
            complain("cannot read the scenario " + name + " (built in are: internet, fast)");
            return std::nullopt;
        }
        text.assign(std::istreambuf_iterator<char>(in), {});
    }
    ParsedScenario parsed = parse_scenario(text);
    if (parsed.problems.empty()) return std::move(parsed.scenario);
    fmt::print(stderr, "{}", describe(parsed.problems, name));
    return std::nullopt;
}

struct RunArguments {
    std::string scenario = "internet";
    std::string dns = "127.0.0.1:10053";
    std::string control;
    std::string stats_file;
    std::string keep;
    std::string ca_file;
    std::uint64_t seed = 0;
    bool seeded = false;
    std::uint16_t smtp_port = 10025;
    unsigned threads = 1;
};

int run_simulation(const RunArguments& arguments) {
    auto scenario = load_scenario(arguments.scenario);
    if (!scenario) return 2;
    SimulationOptions options;
    if (arguments.seeded) scenario->seed = arguments.seed;
    options.scenario = std::move(*scenario);
    const auto dns = parse_endpoint(arguments.dns);
    if (!dns) return complain("--dns needs a loopback ADDRESS:PORT");
    options.dns = *dns;
    if (!arguments.control.empty()) {
        options.control = parse_endpoint(arguments.control);
        if (!options.control) return complain("--control needs a loopback ADDRESS:PORT");
    }
    if (!arguments.keep.empty()) {
        std::error_code error;
        std::filesystem::create_directories(arguments.keep, error);
        if (error) return complain("cannot make the folder " + arguments.keep);
    }
    options.smtp_port = arguments.smtp_port;
    options.stats_file = arguments.stats_file;
    options.keep_folder = arguments.keep;
    options.ca_file = arguments.ca_file;
    options.threads = arguments.threads;
    options.signals = true;
    Simulation simulation(std::move(options));
    if (Status started = simulation.start(); !started) return complain(started.error().words);
    fmt::print("ready dns={}:{} smtp={} control={}\n", dns->address, simulation.dns_port(), simulation.smtp_port(),
               arguments.control.empty() ? 0 : simulation.control_port());
    std::fflush(stdout);
    if (Status ended = simulation.run(); !ended) return complain(ended.error().words);
    return 0;
}

struct FeedArguments {
    std::string to;
    std::string rate = "0";
    std::string seconds;
    std::string size = "10k";
    std::string size_range;
    std::string recipients = "1";
    std::string scenario = "internet";
    std::vector<std::string> domains;
    std::string jobs = "none";
    std::string reconnect_for = "60s";
    FeedOptions options;
};

std::optional<NumberSpan> parse_span(std::string_view text, std::optional<std::uint64_t> (*parse)(std::string_view)) {
    const auto dash = text.find('-');
    const auto least = parse(text.substr(0, dash));
    const auto most = dash == std::string_view::npos ? least : parse(text.substr(dash + 1));
    if (!least || !most || *least == 0 || *most < *least) return std::nullopt;
    return NumberSpan{*least, *most};
}

/// "50", "50/s" or "3000/m".
std::optional<double> parse_feed_rate(std::string_view text) {
    if (const auto number = parse_number(text)) return static_cast<double>(*number);
    const auto rate = parse_rate(text);
    if (!rate || rate->count == 0) return std::nullopt;
    return rate->count / std::chrono::duration<double>(rate->window).count();
}

/// Bare seconds or a time with a unit.
std::optional<Duration> parse_seconds(std::string_view text) {
    if (const auto number = parse_number(text)) return std::chrono::seconds{*number};
    return parse_time(text);
}

bool choose_domains(FeedArguments& arguments) {
    FeedPlan& plan = arguments.options.plan;
    for (const std::string& text : arguments.domains) {
        const auto name = parse_name(text);
        if (!name) return false;
        plan.domains.push_back({*name, 1});
    }
    if (!plan.domains.empty()) return true;
    const auto scenario = load_scenario(arguments.scenario);
    if (!scenario) return false;
    for (const Provider& provider : scenario->providers) {
        if (provider.takes_bounces) continue;
        for (const DomainShare& domain : provider.domains) {
            if (domain.weight > 0) plan.domains.push_back(domain);
        }
    }
    return !plan.domains.empty();
}

int run_feed(FeedArguments& arguments) {
    FeedOptions& options = arguments.options;
    const auto to = parse_endpoint(arguments.to);
    if (!to) return complain("--to needs a loopback ADDRESS:PORT");
    options.to = *to;
    const auto rate = parse_feed_rate(arguments.rate);
    if (!rate) return complain("--rate needs messages a second, such as 50 or 3000/m");
    options.rate = *rate;
    if (!arguments.seconds.empty()) {
        const auto seconds = parse_seconds(arguments.seconds);
        if (!seconds) return complain("--seconds needs a number or a time such as 5m");
        options.time = *seconds;
    }
    if (options.messages == 0 && options.time <= Duration::zero()) return complain("--messages or --seconds is needed");
    const auto size = parse_span(arguments.size_range.empty() ? arguments.size : arguments.size_range, parse_size);
    const auto recipients = parse_span(arguments.recipients, parse_number);
    const auto wait = parse_seconds(arguments.reconnect_for);
    if (!size || size->most > 1024ULL * 1024 * 1024) return complain("--size needs a size such as 10k, --size-range one such as 1k-50k");
    if (!recipients || recipients->most > 1000) return complain("--recipients-per-message needs 1 to 1000, or a range such as 1-5");
    if (!wait) return complain("--reconnect-for needs a number of seconds or a time such as 5m");
    options.plan.size = *size;
    options.plan.recipients = *recipients;
    options.reconnect_for = *wait;
    if (arguments.jobs != "none") {
        const auto jobs = parse_number(arguments.jobs);
        if (!jobs || *jobs > 100'000) return complain("--jobs needs a number up to 100000, or none");
        options.plan.jobs = static_cast<unsigned>(*jobs);
    }
    if (!parse_name(options.plan.from_domain)) return complain("--from-domain needs a domain name");
    if (!parse_name(options.plan.run) || options.plan.run.size() > 48) return complain("--run needs letters, digits, '-', '_', '.'");
    if (!options.source_address.empty() && !parse_loopback(options.source_address)) return complain("--source-address must be of 127.0.0.0/8 or ::1");
    if (!choose_domains(arguments)) return complain("no usable recipient domains");
    options.signals = true;
    Feed feed(options);
    const auto counts = feed.run();
    if (!counts) return complain(counts.error().words);
    fmt::print("{}\n", to_json(*counts, options.plan.run));
    return 0;
}

int check_scenario(const std::string& file) {
    const auto scenario = load_scenario(file);
    if (!scenario) return 1;
    std::size_t domains = 0;
    std::size_t hosts = 0;
    for (const Provider& provider : scenario->providers) {
        domains += provider.domains.size();
        hosts += provider.hosts.size();
    }
    fmt::print("{}: {} providers, {} domains, {} hosts, no errors\n", file, scenario->providers.size(), domains, hosts);
    return 0;
}

void add_run_options(CLI::App& app, RunArguments& a) {
    app.add_option("--scenario", a.scenario, "Scenario file, or a built-in one: internet, fast")->capture_default_str();
    app.add_option("--dns", a.dns, "Loopback address and port of the name server (UDP and TCP); port 0 takes a free one")->capture_default_str();
    app.add_option("--smtp-port", a.smtp_port, "Port of all receivers; 0 takes a free one")->capture_default_str();
    app.add_option("--control", a.control, "Loopback address and port for JSON commands");
    app.add_option("--stats-file", a.stats_file, "Where the statistics go at the end, as JSON");
    app.add_option("--keep", a.keep, "Folder for every accepted message (ID.eml, ID.json)");
    app.add_flag_callback("--keep-ids", [] {}, "What arrived is always remembered by its number; accepted for clarity");
    app.add_option("--ca-file", a.ca_file, "Where the authority's certificate is written at start");
    app.add_option("--threads", a.threads, "Threads of the receivers")->check(CLI::Range(1, 64))->capture_default_str();
    app.add_option("--seed", a.seed, "Instead of the scenario's seed")->each([&a](const std::string&) { a.seeded = true; });
}

void add_feed_options(CLI::App& app, FeedArguments& a) {
    FeedOptions& o = a.options;
    app.add_option("--to", a.to, "Loopback address and port of the server to feed")->required();
    app.add_option("--rate", a.rate, "Messages a second (50, 50/s, 3000/m); 0: as fast as it goes")->capture_default_str();
    app.add_option("--connections", o.connections, "Connections at a time")->check(CLI::Range(1, 20'000))->capture_default_str();
    app.add_option("--messages", o.messages, "Stop after so many messages");
    app.add_option("--seconds", a.seconds, "Stop after this time");
    auto* size = app.add_option("--size", a.size, "Size of a message")->capture_default_str();
    app.add_option("--size-range", a.size_range, "Sizes between two bounds, such as 1k-50k")->excludes(size);
    app.add_option("--recipients-per-message", a.recipients, "A number or a range such as 1-5")->capture_default_str();
    app.add_option("--messages-per-connection", o.messages_per_connection, "0: no bound")->capture_default_str();
    app.add_option("--scenario", a.scenario, "Recipients' domains by the weights of this scenario")->capture_default_str();
    app.add_option("--domains", a.domains, "Recipients' domains instead, separated by commas")->delimiter(',');
    app.add_option("--from-domain", o.plan.from_domain, "The sender's domain; bounces go to bounce.DOMAIN")->capture_default_str();
    app.add_option("--run", o.plan.run, "Name of this run in X-Mailrace-Feed")->capture_default_str();
    app.add_option("--jobs", a.jobs, "Number of job names in X-Job, or none")->capture_default_str();
    app.add_option("--source-address", o.source_address, "Loopback address to connect from");
    app.add_option("--seed", o.plan.seed, "For names, sizes and domains")->capture_default_str();
    app.add_option("--first-sequence", o.first_sequence, "Number of the first message")->capture_default_str();
    app.add_option("--ledger", o.ledger, "File that gets a line for each acknowledged message: RUN SEQ RECIPIENTS QUEUE-ID");
    app.add_flag("--pipelining", o.pipelining, "Send the commands of a transaction at once");
    app.add_flag("--reconnect", o.reconnect, "Connect again when the connection is lost");
    app.add_option("--reconnect-for", a.reconnect_for, "Give up when no server was found for so long")->capture_default_str();
    app.add_flag_callback("--json", [] {}, "The result is always one JSON line; accepted for clarity");
}

int start(int argc, char** argv) {
    CLI::App app{"A pretend Internet on loopback for Mailrace: name server, mailbox providers, and a sender"};
    app.require_subcommand(1);
    bool verbose = false;
    app.add_flag("--verbose", verbose, "Log more");

    RunArguments run;
    CLI::App* run_command = app.add_subcommand("run", "Play the name server and the receivers until SIGTERM");
    add_run_options(*run_command, run);
    FeedArguments feed;
    CLI::App* feed_command = app.add_subcommand("feed", "Send messages to a server and count exactly");
    add_feed_options(*feed_command, feed);
    std::string file;
    CLI::App* check_command = app.add_subcommand("check-scenario", "Check a scenario file");
    check_command->add_option("FILE", file, "The file, or the name of a built-in scenario")->required();
    run_command->fallthrough();
    feed_command->fallthrough();

    CLI11_PARSE(app, argc, argv);
    spdlog::set_default_logger(spdlog::stderr_color_mt("simulator"));
    spdlog::set_level(verbose ? spdlog::level::debug : spdlog::level::info);
    platform::raise_open_files();  // ten thousand connections need as many descriptors
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);
#endif
    if (*run_command) return run_simulation(run);
    if (*feed_command) return run_feed(feed);
    return check_scenario(file);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return start(argc, argv);
    } catch (const std::exception& problem) {
        return complain(problem.what());
    }
}
