#include "daemon/journal/record_filter.h"

#include <algorithm>

#include "shared/config/records.h"
#include "shared/filter/match.h"

namespace mailrace::journal {

using events::EventType;

std::string_view record_type(EventType type) {
    switch (type) {
        case EventType::receipt: return "r";
        case EventType::delivery: return "d";
        case EventType::bounce: return "b";
        case EventType::deferral: return "t";
        case EventType::queue_deferral: return "tq";
        case EventType::complaint: return "f";
        case EventType::remote_bounce: return "rb";
        case EventType::remote_status: return "rs";
        case EventType::rejection:
        case EventType::admin:
        case EventType::queue:
        case EventType::attention:
        case EventType::daemon: return {};
    }
    return {};
}

RecordFilter::RecordFilter(const config::RecordSettings& settings) : categories_(settings.category_filter) {
    for (unsigned type = static_cast<unsigned>(EventType::receipt); type <= static_cast<unsigned>(EventType::daemon); ++type) {
        const std::string_view record = record_type(static_cast<EventType>(type));
        const bool wanted = std::any_of(settings.records.begin(), settings.records.end(),
                                        [&](const std::string& name) { return !record.empty() && config::record_name(name) == record; });
        types_ |= static_cast<std::uint32_t>(wanted) << type;
    }
    for (std::string_view written : settings.queue_filter) {
        QueuePattern queue;
        queue.excludes = written.starts_with('!');
        queue.pattern = written.substr(queue.excludes ? 1 : 0);
        if (queue.pattern.find('/') == std::string::npos) queue.pattern += "/*";
        queues_.push_back(std::move(queue));
    }
}

/// The first pattern that fits decides; what none fits is in only when there are nothing but exclusions.
bool RecordFilter::takes_queue(std::string_view queue) const {
    for (const QueuePattern& q : queues_)
        if (filter::glob_nocase(queue, q.pattern)) return !q.excludes;
    return std::all_of(queues_.begin(), queues_.end(), [](const QueuePattern& q) { return q.excludes; });
}

bool RecordFilter::takes(const events::Event& event) const {
    if ((types_ >> static_cast<unsigned>(event.type) & 1u) == 0) return false;
    const EventType type = event.type;
    const bool of_queue = type == EventType::delivery || type == EventType::bounce || type == EventType::deferral || type == EventType::queue_deferral;
    if (of_queue && !queues_.empty() && !takes_queue(event.queue)) return false;
    const bool has_category = type == EventType::bounce || type == EventType::deferral || type == EventType::remote_bounce;
    return !has_category || categories_.empty() || std::find(categories_.begin(), categories_.end(), event.category) != categories_.end();
}

std::string RecordFilter::history_filter() const {
    std::string out;
    for (unsigned type = static_cast<unsigned>(EventType::receipt); type <= static_cast<unsigned>(EventType::daemon); ++type) {
        if ((types_ >> type & 1u) == 0) continue;
        if (!out.empty()) out += ',';
        out += events::to_string(static_cast<EventType>(type));
    }
    return out.empty() ? out : "type:" + out;
}

}  // namespace mailrace::journal
