#include "daemon/events/event.h"

namespace mailrace::events {

std::string_view to_string(EventType type) {
    switch (type) {
        case EventType::receipt: return "receipt";
        case EventType::delivery: return "delivery";
        case EventType::bounce: return "bounce";
        case EventType::deferral: return "deferral";
        case EventType::queue_deferral: return "queue_deferral";
        case EventType::rejection: return "rejection";
        case EventType::complaint: return "complaint";
        case EventType::remote_bounce: return "remote_bounce";
        case EventType::remote_status: return "remote_status";
        case EventType::admin: return "admin";
        case EventType::queue: return "queue";
        case EventType::attention: return "attention";
        case EventType::daemon: return "daemon";
    }
    return "unknown";
}

std::string_view to_string(Phase phase) {
    switch (phase) {
        case Phase::none: return "none";
        case Phase::resolve: return "resolve";
        case Phase::connect: return "connect";
        case Phase::greeting: return "greeting";
        case Phase::ehlo: return "ehlo";
        case Phase::starttls: return "starttls";
        case Phase::tls: return "tls";
        case Phase::auth: return "auth";
        case Phase::mail: return "mail";
        case Phase::rcpt: return "rcpt";
        case Phase::data: return "data";
        case Phase::body: return "body";
        case Phase::end_of_data: return "end_of_data";
        case Phase::quit: return "quit";
        case Phase::local: return "local";
    }
    return "unknown";
}

std::string to_string(const EnhancedStatus& status) {
    if (status.cls == 0) return {};
    return std::to_string(status.cls) + '.' + std::to_string(status.subject) + '.' + std::to_string(status.detail);
}

}  // namespace mailrace::events
