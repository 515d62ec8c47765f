// Where the daemon keeps things when nobody says otherwise. Pure questions to the environment, any thread before it is changed.
#pragma once

#include <string>

namespace mailrace::platform {

struct Paths {
    std::string state;           // spool, history, lists: survives everything
    std::string runtime;         // sockets: gone after a restart of the system
    std::string configuration;   // where the configuration is looked for
    std::string logs;
};

/// As root or as a service (systemd's STATE_DIRECTORY and RUNTIME_DIRECTORY are heeded): /var/lib/mailrace, /run/mailrace, /etc/mailrace,
/// /var/log/mailrace. As another user: the XDG directories. On Windows: below ProgramData. No trailing slash; nothing is created.
Paths default_paths();

/// The name of the local socket (on Windows: pipe) in `paths`.
std::string control_endpoint(const Paths& paths);

}  // namespace mailrace::platform
