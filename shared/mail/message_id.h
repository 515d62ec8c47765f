// Message-ID header values (RFC 5322 section 3.6.4). Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/ids.h"

namespace mailrace::mail {

/// "<ID@host>": the queue id is unique in this installation, the host name makes it unique in the world. `host` empty:
/// "localhost".
std::string make_message_id(MessageId id, std::string_view host);

}  // namespace mailrace::mail
