#include "daemon/events/event.h"

#include <algorithm>

#include "shared/mail/text.h"

namespace mailrace::events {

void add_detail(Event& event, std::string_view name, std::string_view value) {
    constexpr std::size_t max_value = 1000, max_name = 100, max_all = 32 * 1024;
    name = name.substr(0, max_name);
    value = mail::trim(value).substr(0, max_value);
    if (name.empty() || value.empty() || event.details.size() + name.size() + value.size() > max_all) return;
    for (const char c : name) event.details += static_cast<unsigned char>(c) <= ' ' || c == ':' ? '_' : c;
    event.details += ": ";
    for (const char c : value) event.details += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    event.details += '\n';
}

std::vector<std::pair<std::string_view, std::string_view>> details(const Event& event) {
    std::vector<std::pair<std::string_view, std::string_view>> out;
    for (std::string_view rest = event.details; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos) out.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return out;
}

std::string_view detail(const Event& event, std::string_view name) {
    for (const auto& [key, value] : details(event)) {
        if (mail::iequals(key, name)) return value;
    }
    return {};
}

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

void put(Event& event, const Classification& found) {
    event.category = found.category;
    event.subcategory = found.subcategory;
    event.cls = found.cls;
    event.rule = found.rule;
    event.rule_at = found.file;
    if (found.line != 0) event.rule_at.append(":").append(std::to_string(found.line));
}

std::string to_string(const EnhancedStatus& status) {
    if (status.cls == 0) return {};
    return std::to_string(status.cls) + '.' + std::to_string(status.subject) + '.' + std::to_string(status.detail);
}

}  // namespace mailrace::events
