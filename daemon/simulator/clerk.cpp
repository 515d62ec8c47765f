#include "daemon/simulator/clerk.h"

#include <boost/json.hpp>
#include <fstream>

#include "daemon/simulator/message_reader.h"
#include "daemon/simulator/scenario_keywords.h"
#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace json = boost::json;

namespace {

constexpr std::size_t default_list = 1000;

json::object sums(const Counters& c) {
    json::object o;
    o["connections"] = c.connections;
    o["messages"] = c.messages;
    o["recipients"] = c.recipients;
    o["bytes"] = c.bytes;
    o["unanswered_recipients"] = c.unanswered_recipients;
    o["refused_connections"] = c.refused_connections;
    o["refused_transactions"] = c.refused_transactions;
    o["recipients_temporary"] = c.recipients_temporary;
    o["recipients_permanent"] = c.recipients_permanent;
    o["tls_sessions"] = c.tls_sessions;
    o["tls_failures"] = c.tls_failures;
    o["altered"] = c.altered;
    o["bare_line_ends"] = c.bare_line_ends;
    o["protocol_errors"] = c.protocol_errors;
    o["peak_connections"] = c.peak_connections;
    json::object kinds;
    for (std::size_t i = 0; i < reply_kind_count; ++i) {
        if (c.by_kind[i]) kinds[to_string(static_cast<ReplyKind>(i))] = c.by_kind[i];
    }
    o["refusals"] = std::move(kinds);
    json::object drops;
    json::object silences;
    for (std::size_t i = 0; i < phase_count; ++i) {
        if (c.drops[i]) drops[to_string(static_cast<Phase>(i))] = c.drops[i];
        if (c.silences[i]) silences[to_string(static_cast<Phase>(i))] = c.silences[i];
    }
    o["drops"] = std::move(drops);
    o["silences"] = std::move(silences);
    return o;
}

void add(Counters& sum, const Counters& c) {
    sum.connections += c.connections;
    sum.messages += c.messages;
    sum.recipients += c.recipients;
    sum.bytes += c.bytes;
    sum.unanswered_recipients += c.unanswered_recipients;
    sum.refused_connections += c.refused_connections;
    sum.refused_transactions += c.refused_transactions;
    sum.recipients_temporary += c.recipients_temporary;
    sum.recipients_permanent += c.recipients_permanent;
    sum.tls_sessions += c.tls_sessions;
    sum.tls_failures += c.tls_failures;
    sum.altered += c.altered;
    sum.bare_line_ends += c.bare_line_ends;
    sum.protocol_errors += c.protocol_errors;
    sum.peak_connections = std::max(sum.peak_connections, c.peak_connections);
    for (std::size_t i = 0; i < reply_kind_count; ++i) sum.by_kind[i] += c.by_kind[i];
    for (std::size_t i = 0; i < phase_count; ++i) {
        sum.drops[i] += c.drops[i];
        sum.silences[i] += c.silences[i];
    }
}

json::object run_sums(const RunBook::Totals& t) {
    json::object o;
    o["messages"] = t.messages;
    o["recipients"] = t.recipients;
    o["duplicates"] = t.duplicates;
    o["altered"] = t.altered;
    o["unanswered"] = t.unanswered;
    o["refused"] = t.refused;
    o["returned"] = t.returned;
    o["forgotten"] = t.forgotten;
    return o;
}

json::object failure(std::string_view words) {
    json::object o;
    o["ok"] = false;
    o["error"] = words;
    return o;
}

json::object stats_object(const World& world, const DnsCounters* dns) {
    Counters total;
    Counters dsn;
    json::object providers;
    for (const auto& desk : world.desks) {
        json::object one;
        const Counters counters = desk->with([&](Behaviour& behaviour, Counters& c) {
            if (c.connections == 0) return c;
            json::object sources;
            for (const auto& [ip, source] : behaviour.sources()) {
                json::object s;
                s["connections"] = source.connections;
                s["peak_connections"] = source.peak_connections;
                sources[ip] = std::move(s);
            }
            one["sources"] = std::move(sources);
            return c;
        });
        add(desk->provider().takes_bounces ? dsn : total, counters);
        if (counters.connections == 0) continue;
        for (auto& member : sums(counters)) one[member.key()] = std::move(member.value());
        providers[desk->provider().name] = std::move(one);
    }
    json::object runs;
    world.books.with_runs([&](const std::map<std::string, RunBook>& books) {
        for (const auto& [name, book] : books) runs[name] = run_sums(book.totals());
    });
    json::object o;
    o["ok"] = true;
    const auto up = SystemClock::instance().steady() - world.started;
    o["uptime_ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(up).count();
    if (dns) {
        json::object d;
        d["udp"] = dns->udp.load();
        d["tcp"] = dns->tcp.load();
        d["malformed"] = dns->malformed.load();
        d["silenced"] = dns->silenced.load();
        o["dns"] = std::move(d);
    }
    o["total"] = sums(total);
    o["dsn"] = sums(dsn);
    o["runs"] = std::move(runs);
    o["providers"] = std::move(providers);
    return o;
}

std::string text_of(const json::object& command, std::string_view name) {
    const json::value* value = command.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

std::uint64_t number_of(const json::object& command, std::string_view name, std::uint64_t otherwise) {
    const json::value* value = command.if_contains(name);
    if (value && value->is_int64() && value->as_int64() >= 0) return static_cast<std::uint64_t>(value->as_int64());
    return otherwise;
}

/// One message that must be there: its number and how many recipients the sender was promised.
struct Expected {
    std::uint64_t sequence = 0;
    std::uint64_t recipients = 1;
};

/// The lines of a run from a ledger that feed wrote: "RUN SEQ RECIPIENTS QUEUE-ID".
std::optional<std::vector<Expected>> read_ledger(const std::string& file, std::string_view run) {
    std::ifstream in(file);
    if (!in) return std::nullopt;
    std::vector<Expected> list;
    std::string line;
    while (std::getline(in, line)) {
        const auto words = split_words(line).words;
        if (words.size() < 3 || words[0] != run) continue;
        const auto sequence = parse_number(words[1]);
        const auto recipients = parse_number(words[2]);
        if (sequence && recipients) list.push_back({*sequence, *recipients});
    }
    return list;
}

/// Compares what must be there with the book. Recipients that were refused for good count as dealt with.
void compare(const RunBook& book, const std::vector<Expected>& expected, std::size_t list_at_most, json::object& o) {
    std::uint64_t recipients = 0;
    std::uint64_t missing = 0;
    json::array list;
    for (const Expected& one : expected) {
        recipients += one.recipients;
        const std::uint64_t there = std::uint64_t{book.arrived(one.sequence)} + book.refused_of(one.sequence);
        if (there >= one.recipients) continue;
        missing += one.recipients - there;
        if (list.size() < list_at_most) list.emplace_back(one.sequence);
    }
    o["expected_messages"] = expected.size();
    o["expected_recipients"] = recipients;
    o["missing_recipients"] = missing;
    o["missing"] = std::move(list);
}

bool dump(const RunBook& book, const std::string& file) {
    std::ofstream out(file, std::ios::trunc);
    for (std::uint64_t i = 0; i < book.end_sequence(); ++i) {
        if (book.copies(i) == 0 && book.refused_of(i) == 0) continue;
        out << i << ' ' << book.arrived(i) << ' ' << book.copies(i) << ' ' << book.refused_of(i) << '\n';
    }
    out.flush();
    return out.good();
}

json::object received(const World& world, const json::object& command) {
    const std::string run = text_of(command, "run");
    if (run.empty()) return failure("received needs \"run\"");
    std::vector<Expected> expected;
    const std::string ledger = text_of(command, "ledger");
    if (!ledger.empty()) {
        auto lines = read_ledger(ledger, run);
        if (!lines) return failure("cannot read " + ledger);
        expected = std::move(*lines);
    } else if (const std::uint64_t messages = number_of(command, "messages", 0); messages > 0 && messages <= RunBook::max_sequence) {
        const std::uint64_t each = number_of(command, "recipients_per_message", 1);
        for (std::uint64_t i = 1; i <= messages; ++i) expected.push_back({i, each});
    }
    const std::size_t list_at_most = number_of(command, "list", default_list);
    return world.books.with_runs([&](const std::map<std::string, RunBook>& books) {
        const auto known = books.find(run);
        const RunBook empty;
        const RunBook& book = known == books.end() ? empty : known->second;
        json::object o;
        o["ok"] = true;
        o["run"] = run;
        for (auto& member : run_sums(book.totals())) o[member.key()] = std::move(member.value());
        compare(book, expected, list_at_most, o);
        json::array twice;
        for (std::uint64_t i = 0; i < book.end_sequence() && twice.size() < list_at_most; ++i) {
            if (book.copies(i) > book.arrived(i)) twice.emplace_back(i);
        }
        o["duplicated"] = std::move(twice);
        const std::string file = text_of(command, "file");
        if (!file.empty() && !dump(book, file)) return failure("cannot write " + file);
        return o;
    });
}

json::object set(World& world, const json::object& command) {
    const std::string name = text_of(command, "provider");
    const auto words = split_words(text_of(command, "line"));
    if (!words.error.empty() || words.words.empty()) return failure("set needs \"line\", such as \"rate 10/1m\"");
    const std::span<const std::string> args(words.words.data() + 1, words.words.size() - 1);
    json::object o;
    std::uint64_t changed = 0;
    for (const auto& desk : world.desks) {
        if (name != "*" && desk->provider().name != name) continue;
        ++changed;
        if (words.words[0] == "dns") {
            Provider scratch;
            if (const auto trouble = apply_keyword(scratch, "dns", args)) return failure(*trouble);
            world.zone.set_mood(desk->provider().name, scratch.domain_dns);
            continue;
        }
        const auto trouble = desk->with([&](Behaviour& behaviour, Counters&) {
            Manners manners = behaviour.manners();
            auto result = apply_manner(manners, words.words[0], args);
            if (!result) behaviour.manners() = std::move(manners);
            return result;
        });
        if (trouble) return failure(words.words[0] + ": " + *trouble);
    }
    if (changed == 0) return failure("there is no provider " + name);
    o["ok"] = true;
    o["changed"] = changed;
    return o;
}

json::object reset(World& world) {
    for (const auto& desk : world.desks) {
        desk->with([](Behaviour& behaviour, Counters& counters) {
            behaviour.reset();
            counters = Counters{};
        });
    }
    world.books.reset();
    json::object o;
    o["ok"] = true;
    return o;
}

}  // namespace

Clerk::Clerk(World& world, const DnsCounters* dns, std::function<void()> quit) : world_(world), dns_(dns), quit_(std::move(quit)) {}

std::string Clerk::stats() const { return json::serialize(stats_object(world_, dns_)); }

std::string Clerk::answer(std::string_view line) {
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(line.data(), line.size()), error);
    if (error || !value.is_object()) return json::serialize(failure("a JSON object is needed"));
    const json::object& command = value.as_object();
    const std::string name = text_of(command, "cmd");
    if (name == "stats") return stats();
    if (name == "received") return json::serialize(received(world_, command));
    if (name == "set") return json::serialize(set(world_, command));
    if (name == "reset") return json::serialize(reset(world_));
    if (name == "quit") {
        quit_();
        json::object o;
        o["ok"] = true;
        return json::serialize(o);
    }
    return json::serialize(failure("cmd must be stats, received, set, reset or quit"));
}

}  // namespace mailrace::simulator
