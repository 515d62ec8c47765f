#include "shared/config/restart.h"

#include <algorithm>
#include <tuple>

namespace mailrace::config {

namespace {

auto binding_of(const ListenerSettings& l) {
    return std::tie(l.address, l.port, l.immediate_tls, l.await_slot, l.tls_certificate, l.tls_certificate_password,
                    l.tls_ciphers, l.source);
}

bool same_listeners(const GlobalSettings& a, const GlobalSettings& b) {
    return std::equal(a.listeners.begin(), a.listeners.end(), b.listeners.begin(), b.listeners.end(),
                      [](const auto& x, const auto& y) { return binding_of(x) == binding_of(y); });
}

bool same_spools(const GlobalSettings& a, const GlobalSettings& b) {
    return std::equal(a.spools.begin(), a.spools.end(), b.spools.begin(), b.spools.end(),
                      [](const auto& x, const auto& y) { return x.directory == y.directory; });
}

}  // namespace

std::vector<std::string> needs_restart(const Config& running, const Config& wanted) {
    const GlobalSettings& a = running.global();
    const GlobalSettings& b = wanted.global();
    std::vector<std::string> out;
    const auto check = [&](const char* name, bool same) {
        if (!same) out.emplace_back(name);
    };
    check("smtp-listener", same_listeners(a, b));
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
