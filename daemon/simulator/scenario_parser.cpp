#include "daemon/simulator/scenario_parser.h"

#include <fmt/format.h>

#include <boost/asio/ip/address_v4.hpp>
#include <unordered_map>
#include <unordered_set>

#include "daemon/simulator/scenario_keywords.h"
#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace {

constexpr std::size_t max_file = 4 * 1024 * 1024;
constexpr std::size_t max_line = 4096;
constexpr std::size_t max_problems = 50;
constexpr std::size_t max_block_lines = 500;
constexpr std::size_t max_providers = 20'000;
constexpr std::size_t max_records = 20'000;
constexpr std::size_t max_applied = 1'000'000;  // lines after ranges are written out
constexpr std::size_t max_domains = 200'000;

struct BlockLine {
    std::size_t number = 0;
    std::vector<std::string> words;
};

class Parser {
public:
    ParsedScenario run(std::string_view text) {
        if (text.size() > max_file) {
            problem(0, "the file is larger than 4 MiB");
            return std::move(result_);
        }
        while (!text.empty() && result_.problems.size() < max_problems) {
            const auto end = text.find('\n');
            ++line_;
            take_line(text.substr(0, end));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
        if (in_block_) problem(block_line_, "<provider> is not closed by </provider>");
        if (result_.problems.empty()) assign_addresses();
        if (result_.problems.empty()) check_names();
        return std::move(result_);
    }

private:
    void problem(std::size_t line, std::string words) {
        if (result_.problems.size() < max_problems) result_.problems.push_back({line, std::move(words)});
    }

    void take_line(std::string_view line) {
        if (line.size() > max_line) return problem(line_, "the line is longer than 4096 bytes");
        if (line.find('\0') != std::string_view::npos) return problem(line_, "the line contains a NUL byte");
        auto [words, error] = split_words(line);
        if (!error.empty()) return problem(line_, std::move(error));
        if (words.empty()) return;
        if (words[0] == "<provider" || words[0] == "<provider>") return open_block(words);
        if (words[0] == "</provider>") return close_block(words);
        if (words[0].starts_with('<')) return problem(line_, "only <provider NAME> and </provider> are known here");
        if (!in_block_) return take_global(words);
        if (block_.size() >= max_block_lines) return problem(line_, "more than 500 lines in one <provider>");
        block_.push_back({line_, std::move(words)});
    }

    void open_block(std::vector<std::string>& words) {
        if (in_block_) return problem(line_, "<provider> inside of <provider>");
        in_block_ = true;
        block_line_ = line_;
        block_.clear();
        block_name_.clear();
        first_ = last_ = 0;
        if (words.size() < 2 || words.size() > 3 || !words.back().ends_with('>')) {
            return problem(line_, "write <provider NAME> or <provider NAME-{n} 1-100>");
        }
        words.back().pop_back();
        block_name_ = words[1];
        if (words.size() == 3) read_range(words[2]);
        const bool has_number = block_name_.find("{n}") != std::string::npos;
        if (has_number != (words.size() == 3)) problem(line_, "{n} in the name and a range such as 1-100 go together");
        if (!parse_name(with_number(block_name_, 0))) problem(line_, "the name may have letters, digits, '-', '_' and dots");
    }

    void read_range(std::string_view text) {
        const auto range = parse_range(text);
        if (!range) return problem(line_, "the range must be FIRST-LAST with at most 5000 numbers below a million");
        first_ = range->first;
        last_ = range->last;
    }

    void close_block(const std::vector<std::string>& words) {
        if (!in_block_) return problem(line_, "</provider> without <provider>");
        if (words.size() > 1) problem(line_, "nothing may follow </provider>");
        in_block_ = false;
        if (block_name_.empty()) return;
        for (std::uint64_t n = first_; n <= last_; ++n) {
            if (result_.scenario.providers.size() >= max_providers) return problem(block_line_, "more than 20000 providers");
            const std::size_t before = result_.problems.size();
            build_provider(n);
            if (result_.problems.size() > before) return;  // the same fault would be told for every number
        }
    }

    void build_provider(std::uint64_t number) {
        Provider provider;
        provider.name = parse_name(with_number(block_name_, number)).value_or("");
        if (!names_.emplace(provider.name, result_.scenario.providers.size()).second) {
            return problem(block_line_, fmt::format("there is already a provider {}", provider.name));
        }
        const bool numbered = block_name_.find("{n}") != std::string::npos;
        for (const BlockLine& line : block_) {
            if (++applied_ > max_applied) return problem(line.number, "ranges make more than a million lines");
            std::vector<std::string> words;
            for (const std::string& word : line.words) words.push_back(numbered ? with_number(word, number) : word);
            apply_line(provider, line.number, words);
        }
        domains_ += provider.domains.size();
        if (domains_ > max_domains) return problem(block_line_, "more than 200000 domains");
        result_.scenario.providers.push_back(std::move(provider));
    }

    void apply_line(Provider& provider, std::size_t number, const std::vector<std::string>& words) {
        const std::span<const std::string> args(words.data() + 1, words.size() - 1);
        if (words[0] == "like") {
            const auto model = args.size() == 1 ? names_.find(args[0]) : names_.end();
            if (model == names_.end() || model->second >= result_.scenario.providers.size()) {
                return problem(number, "like needs the name of a provider further up");
            }
            provider.manners = result_.scenario.providers[model->second].manners;
            return;
        }
        if (const auto trouble = apply_keyword(provider, words[0], args)) {
            problem(number, fmt::format("{}: {}", words[0], *trouble));
        }
    }

    void take_global(const std::vector<std::string>& words) {
        Scenario& scenario = result_.scenario;
        if (words[0] == "seed" && words.size() == 2) {
            const auto seed = parse_number(words[1]);
            if (!seed) return problem(line_, "seed: a whole number is needed");
            scenario.seed = *seed;
        } else if (words[0] == "ttl" && words.size() == 2) {
            const auto ttl = parse_time(words[1]);
            if (!ttl) return problem(line_, "ttl: a time such as 5m is needed");
            scenario.ttl = *ttl;
        } else if (words[0] == "addresses" && words.size() == 2) {
            const auto first = parse_loopback(words[1]);
            if (!first || first->find(':') != std::string::npos) return problem(line_, "addresses: an address of 127.0.0.0/8 is needed");
            next_address_ = boost::asio::ip::make_address_v4(*first).to_uint();
        } else if (words[0] == "record" && words.size() >= 4) {
            take_record(words);
        } else {
            problem(line_, fmt::format("{}: unknown keyword or wrong number of values outside of <provider>", words[0]));
        }
    }

    void take_record(const std::vector<std::string>& words) {
        const auto name = parse_name(words[1]);
        if (!name) return problem(line_, fmt::format("record: \"{}\" is not a name", words[1]));
        constexpr std::array<std::string_view, 7> types{"A", "AAAA", "MX", "TXT", "CNAME", "PTR", "TLSA"};
        if (std::find(types.begin(), types.end(), words[2]) == types.end()) {
            return problem(line_, "record: the type must be A, AAAA, MX, TXT, CNAME, PTR or TLSA");
        }
        if (result_.scenario.records.size() >= max_records) return problem(line_, "more than 20000 records");
        ExtraRecord record{*name, words[2], words[3]};
        for (std::size_t i = 4; i < words.size(); ++i) record.value += ' ' + words[i];
        if ((record.type == "A" || record.type == "AAAA") && !parse_loopback(record.value)) {
            return problem(line_, "record: addresses must be of 127.0.0.0/8 or ::1");
        }
        result_.scenario.records.push_back(std::move(record));
    }

    /// Hosts without an address get the next free one. A name used by several providers is one host: it keeps one address.
    void assign_addresses() {
        std::unordered_map<std::string, std::vector<std::string>> known;
        std::unordered_set<std::string> taken;
        for (const Provider& provider : result_.scenario.providers) {
            for (const Host& host : provider.hosts) {
                taken.insert(host.addresses.begin(), host.addresses.end());
                if (!host.addresses.empty()) known.emplace(host.name, host.addresses);
            }
        }
        for (Provider& provider : result_.scenario.providers) {
            for (Host& host : provider.hosts) {
                if (!host.addresses.empty()) continue;
                auto& addresses = known[host.name];
                if (addresses.empty()) addresses.push_back(free_address(taken));
                host.addresses = addresses;
            }
        }
    }

    std::string free_address(std::unordered_set<std::string>& taken) {
        while (true) {
            const std::uint32_t last_byte = next_address_ & 0xFF;
            const auto address = boost::asio::ip::make_address_v4(next_address_).to_string();
            next_address_ = 0x7F000000U | ((next_address_ + 1) & 0x00FFFFFFU);
            if (last_byte != 0 && last_byte != 255 && taken.insert(address).second) return address;
        }
    }

    /// An address belongs to one provider, because the receiver knows whom it plays by the address alone.
    void check_names() {
        std::unordered_map<std::string, std::string_view> owners;
        std::unordered_map<std::string, std::string_view> domains;
        for (const Provider& provider : result_.scenario.providers) {
            for (const DomainShare& domain : provider.domains) {
                const auto [at, fresh] = domains.emplace(domain.name, provider.name);
                if (!fresh) problem(0, fmt::format("domain {} is at {} and at {}", domain.name, at->second, provider.name));
            }
            for (const Host& host : provider.hosts) {
                for (const std::string& address : host.addresses) {
                    const auto [at, fresh] = owners.emplace(address, provider.name);
                    if (fresh || at->second == provider.name) continue;
                    problem(0, fmt::format("address {} is used by {} and by {}", address, at->second, provider.name));
                }
            }
        }
    }

    ParsedScenario result_;
    std::size_t line_ = 0;
    bool in_block_ = false;
    std::size_t block_line_ = 0;
    std::string block_name_;
    std::uint64_t first_ = 0;
    std::uint64_t last_ = 0;
    std::vector<BlockLine> block_;
    std::size_t applied_ = 0;
    std::size_t domains_ = 0;
    std::unordered_map<std::string, std::size_t> names_;
    std::uint32_t next_address_ = 0x7F150001U;  // 127.21.0.1
};

}  // namespace

ParsedScenario parse_scenario(std::string_view text) { return Parser{}.run(text); }

std::string describe(const std::vector<Problem>& problems, std::string_view file) {
    std::string text;
    for (const Problem& problem : problems) {
        text += problem.line ? fmt::format("{}:{}: {}\n", file, problem.line, problem.words) : fmt::format("{}: {}\n", file, problem.words);
    }
    return text;
}

}  // namespace mailrace::simulator
