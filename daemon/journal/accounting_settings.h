// All targets of accounting records, and what they need beside their own settings. Values.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "shared/config/accounting_settings.h"

namespace mailrace::journal {

struct AccountingSettings {
    std::vector<config::AccountingFileSettings> files;  // pipes too
    std::vector<config::WebhookSettings> webhooks;
    std::string name_servers;                // for webhooks; empty: the system's
    std::function<void(std::string)> log;    // words for the log; any thread; may be empty
};

}  // namespace mailrace::journal
