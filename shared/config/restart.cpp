#include "shared/config/restart.h"

#include <algorithm>
#include <tuple>

namespace mailrace::config {

namespace {

bool same_spools(const GlobalSettings& a, const GlobalSettings& b) {
    return std::equal(a.spools.begin(), a.spools.end(), b.spools.begin(), b.spools.end(),
                      [](const auto& x, const auto& y) {
                          return std::tie(x.directory, x.min_free_space.bytes) == std::tie(y.directory, y.min_free_space.bytes);
                      });
}

}  // namespace

std::vector<std::string> needs_restart(const Config& running, const Config& wanted) {
    const GlobalSettings& a = running.global();
    const GlobalSettings& b = wanted.global();
    std::vector<std::string> out;
    const auto check = [&](const char* name, bool same) {
        if (!same) out.emplace_back(name);
    };
    check("spool", same_spools(a, b));
    check("journal", *a.journal_directory == *b.journal_directory);
    check("control-socket", *a.control_socket == *b.control_socket);
    check("log-file", *a.log_file == *b.log_file);
    check("name-server", *a.name_server == *b.name_server);
    check("network-threads", *a.network_threads == *b.network_threads);
    check("run-as-root", *a.run_as_root == *b.run_as_root);
    return out;
}

}  // namespace mailrace::config
