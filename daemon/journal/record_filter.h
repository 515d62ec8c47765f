// Which events become records of one target: its record types, its queues, its bounce categories. Immutable; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"
#include "shared/config/accounting_settings.h"

namespace mailrace::journal {

/// The record type of an event ("d", "tq", …), or empty for events that accounting does not know.
std::string_view record_type(events::EventType type);

class RecordFilter {
public:
    explicit RecordFilter(const config::RecordSettings& settings);
    bool takes(const events::Event& event) const;
    /// A filter text for the history that leaves out most of what takes() does not want.
    std::string history_filter() const;

private:
    struct QueuePattern {
        std::string pattern;  // "domain/vmta" with * and ?
        bool excludes = false;
    };
    bool takes_queue(std::string_view queue) const;

    std::uint32_t types_ = 0;  // bits by EventType
    std::vector<QueuePattern> queues_;
    std::vector<std::string> categories_;
};

}  // namespace mailrace::journal
