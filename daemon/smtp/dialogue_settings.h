// How to speak with a receiver, as configured for a queue: one struct from the configuration to the machines that speak. Values, any thread.
#pragma once

#include "shared/base/clock.h"

namespace mailrace::smtp {

struct DialogueSettings {
    bool use_starttls = true;
    bool require_starttls = false;
    bool ignore_pipelining = false;
    bool ignore_chunking = false;
    bool ignore_8bitmime = false;
    bool ignore_dsn = false;
    bool bounce_upon_transfer_failure = false;
    bool assume_delivery_upon_data_termination_timeout = false;  // no reply to the final dot
    Duration greeting_timeout{std::chrono::minutes{5}};
    Duration command_timeout{std::chrono::minutes{5}};
    Duration data_send_timeout{std::chrono::minutes{3}};         // for each piece of the body
    Duration data_termination_timeout{std::chrono::minutes{10}};
};

}  // namespace mailrace::smtp
