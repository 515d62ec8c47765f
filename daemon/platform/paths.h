// Where things are by default: as a service (root, or the system user mailrace) in the system's places, as a user in that user's own.
#pragma once

#include <string>

namespace mailrace::platform {

/// Queue and history. Linux: /var/lib/mailrace, or $XDG_STATE_HOME/mailrace. Windows: %ProgramData%\Mailrace.
std::string default_state_directory();
/// Linux: /etc/mailrace/mailrace.conf, or $XDG_CONFIG_HOME/mailrace/mailrace.conf. Windows: %ProgramData%\Mailrace\mailrace.conf.
std::string default_config_file();
/// Linux: /run/mailrace/control.sock, or $XDG_RUNTIME_DIR/mailrace/control.sock, or in the state directory. Windows: \\.\pipe\mailrace.
std::string default_control_socket();

/// The name of this machine, as the system gives it; "localhost" when it has none.
std::string host_name();

}  // namespace mailrace::platform
