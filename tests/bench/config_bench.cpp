// How long a large configuration takes: lines, virtual MTAs, and each step of what an edit or a reload costs. Prints one figure a line.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "shared/config/formatter.h"
#include "shared/config/load.h"
#include "shared/config/symbols.h"

namespace {

using namespace mailrace::config;
/// Virtual MTAs with rules for several providers, in the manner of the field: comments, macros, lists, warnings.
std::string configuration(int vmtas, int lines) {
    std::string out = "host-name mail.example.com\ndomain-macro webmail a.example,b.example,c.example\nhttp-mgmt-port 8080\n";
    out += "<smtp-pattern-list blocking>\n";
    for (int i = 0; i < 200; ++i) out += "    reply /blocked by rule " + std::to_string(i) + "/ mode=backoff\n";
    out += "</smtp-pattern-list>\n";
    const int domains = std::max(1, (lines / vmtas - 6) / 10);
    for (int v = 0; v < vmtas; ++v) {
        const std::string n = std::to_string(v);
        out += "# virtual MTA " + n + "\n<virtual-mta vmta" + n + ">\n    smtp-source-host 10." + std::to_string(v / 250 % 250) + "." +
               std::to_string(v / 250) + "." + std::to_string(v % 250 + 1) + " out" + n + ".example.com\n    max-smtp-out 200\n";
        for (int d = 0; d < domains; ++d)
            out += "    <domain provider" + std::to_string(d) + ".example>   # provider " + std::to_string(d) +
                   "\n        max-smtp-out 5\n        max-msg-rate 600/h        # slowly\n        max-msg-per-connection 100\n        retry-after 10m,20m,40m,1h\n"
                   "        bounce-after 3d\n        use-starttls yes\n        smtp-pattern-list blocking\n        dkim-sign yes\n    </domain>\n";
        out += "\n</virtual-mta>\n";
    }
    return out;
}

/// Best of seven, in processor time, which other work of the machine disturbs little, and by the clock.
template <class Work>
void measure(const char* name, Work work) {
    double cpu = 1e9, wall = 1e9;
    for (int i = 0; i < 7; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t before = std::clock();
        work();
        cpu = std::min(cpu, 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
        wall = std::min(wall, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::cout << name << " cpu_ms " << cpu << " wall_ms " << wall << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    const int lines = argc > 1 ? std::atoi(argv[1]) : 50'000;
    const int vmtas = argc > 2 ? std::atoi(argv[2]) : 1'000;
    const std::string text = configuration(std::max(1, vmtas), std::max(1, lines));
    std::cout << "lines " << std::count(text.begin(), text.end(), '\n') << "\nbytes " << text.size() << "\n";
    measure("tree", [&] { SyntaxTree tree(text); });
    measure("check", [&] {
        if (!load_text("bench.conf", text).config) std::cerr << "the configuration does not load\n";
    });
    const SyntaxTree tree(text);
    measure("format", [&] { format(tree); });
    measure("symbols", [&] { Symbols::of(tree); });
    const auto config = load_text("bench.conf", text).config;
    if (!config) return 1;
    constexpr int lookups = 100'000;
    measure("lookups.100000", [&] {
        std::size_t sum = 0;
        for (int i = 0; i < lookups; ++i)
            sum += *config->domain_settings("provider" + std::to_string(i % 7) + ".example", "vmta" + std::to_string(i % vmtas))->max_smtp_out;
        if (sum == 0) std::cerr << "nothing was looked up\n";
    });
    return 0;
}
