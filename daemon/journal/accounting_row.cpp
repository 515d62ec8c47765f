#include "daemon/journal/accounting_row.h"

#include <algorithm>

#include "shared/config/records.h"
#include "shared/filter/match.h"
#include "shared/mail/text.h"

namespace mailrace::journal {
namespace {

using events::Event;
using events::EventType;

using config::RecordColumn;
using config::record_columns;

std::string host_and_ip(const std::string& host, const std::string& ip) {
    if (ip.empty()) return host;
    return (host.empty() ? ip : host) + " (" + ip + ")";
}

/// The lines of a response as one, with the kind of the diagnostic in front (RFC 3464 section 2.3.6).
std::string diagnostic(const Event& e) {
    if (e.response.empty()) return {};
    std::string out = e.code != 0 ? "smtp;" : "x-mailrace;";
    for (std::size_t i = 0; i < e.response.size(); ++i) {
        if (e.response[i] == '\r') continue;
        out += e.response[i] == '\n' ? ' ' : e.response[i];
    }
    return out;
}

std::string_view action(EventType type) {
    switch (type) {
        case EventType::delivery: return "relayed";
        case EventType::bounce: return "failed";
        case EventType::deferral: return "delayed";
        default: return {};
    }
}

/// The columns that `record` has: what record-fields says, where * stands for all that the record can have.
std::vector<std::string> columns_of(std::string_view record, const config::AccountingFileSettings& settings) {
    std::vector<std::string> wanted{"*"}, out;
    for (const auto& [name, fields] : settings.record_fields)
        if (canonical_record(name) == record && !fields.empty()) wanted = fields;
    const auto add = [&](std::string_view name) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
    };
    if (wanted.front().starts_with('!')) wanted.insert(wanted.begin(), "*");
    for (const std::string& field : wanted) {
        if (field == "*") {
            for (const RecordColumn& c : record_columns())
                if (belongs(c, record) && (c.name != "userString" || !settings.user_string.empty())) add(c.name);
        } else if (field.starts_with('!')) {
            std::erase_if(out, [&](const std::string& name) { return filter::equals_nocase(name, std::string_view(field).substr(1)); });
        } else if (filter::starts_nocase(field, "header_") || filter::starts_nocase(field, "arf_")) {
            add(field);
        } else {
            for (const RecordColumn& c : record_columns())
                if (filter::equals_nocase(c.name, field) && belongs(c, record)) add(c.name);
        }
    }
    return out;
}

}  // namespace

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

std::string_view canonical_record(std::string_view name) {
    for (const config::RecordType& type : config::record_types())
        if (filter::equals_nocase(name, type.name) || filter::equals_nocase(name, type.long_name)) return type.name;
    return {};
}

std::string csv_field(std::string_view field) {
    std::string out;
    bool quote = false;
    while (!field.empty()) {
        const std::size_t length = mail::utf8_sequence(field);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            field.remove_prefix(1);
            continue;
        }
        const char c = field[0];
        const bool control = length == 1 && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F);
        quote = quote || c == ',' || c == '"';
        if (c == '"') out += '"';
        if (control)
            out += ' ';
        else
            out.append(field.substr(0, length));
        field.remove_prefix(length);
    }
    return quote ? '"' + out + '"' : out;
}

AccountingLayout::AccountingLayout(const config::AccountingFileSettings& settings)
    : user_string_(settings.user_string), iso_times_(settings.iso_times) {
    std::vector<std::pair<std::string_view, std::vector<std::string>>> lists;
    for (const std::string& name : settings.records) {
        const std::string_view type = canonical_record(name);
        if (!type.empty()) lists.emplace_back(type, columns_of(type, settings));
    }
    for (const auto& [type, list] : lists)
        for (const std::string& name : list)
            if (std::find(columns_.begin(), columns_.end(), name) == columns_.end()) columns_.push_back(name);
    if (settings.record_fields.empty()) {  // the usual order, whichever record comes first
        const auto place = [](const std::string& name) {
            return std::find_if(record_columns().begin(), record_columns().end(), [&](const RecordColumn& c) { return c.name == name; });
        };
        std::sort(columns_.begin(), columns_.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    }
    for (const auto& [type, list] : lists) {
        Record record{type, std::vector<bool>(columns_.size())};
        for (std::size_t i = 0; i < columns_.size(); ++i) record.filled[i] = std::find(list.begin(), list.end(), columns_[i]) != list.end();
        records_.push_back(std::move(record));
    }
    header_ = "type";
    for (const std::string& name : columns_) header_ += "," + csv_field(name);
    header_ += "\r\n";
}

std::string AccountingLayout::row(const Event& event, WallTime logged) const {
    const std::string_view type = record_type(event.type);
    const auto record = std::find_if(records_.begin(), records_.end(), [&](const Record& r) { return r.type == type; });
    if (type.empty() || record == records_.end()) return {};
    std::string line(type);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        line += ',';
        if (record->filled[i]) line += csv_field(value(columns_[i], event, type, logged));
    }
    return line + "\r\n";
}

std::string AccountingLayout::time(WallTime t) const {
    if (t.time_since_epoch().count() == 0) return {};
    if (iso_times_) return accounting_time(t);
    return std::to_string(std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count());
}

std::string AccountingLayout::value(std::string_view column, const Event& e, std::string_view type, WallTime logged) const {
    const bool receipt = type == "r", report = type == "rb" || type == "rs" || type == "f";
    if (column == "timeLogged") return time(logged);
    if (column == "timeQueued") return time(e.queued);
    if (column == "orig") return e.sender;
    if (column == "rcpt") return e.recipient;
    if (column == "orcpt") return e.orcpt;
    if (column == "dsnAction") return report ? std::string(events::detail(e, column)) : std::string(action(e.type));
    if (column == "dsnStatus") {
        const std::string status = events::to_string(e.status);
        return status.empty() ? status : status + " (" + std::string(status_words(e.status)) + ")";
    }
    if (column == "dsnDiag") return diagnostic(e);
    if (column == "dsnMta") return host_and_ip(e.remote_host, e.remote_ip);
    if (column == "bounceCat") return type == "d" ? std::string{} : e.category;
    if (column == "srcType") return (receipt && !e.remote_ip.empty()) || (report && !events::detail(e, "srcMta").empty()) ? "smtp" : std::string{};
    if (column == "srcMta") return receipt ? host_and_ip(e.remote_host, e.remote_ip) : std::string(events::detail(e, column));
    if (column == "dlvType") return e.phase == events::Phase::local ? std::string{} : "smtp";
    if (column == "dlvSourceIp") return e.source_ip;
    if (column == "dlvDestinationIp") return e.remote_ip;
    if (column == "dlvEsmtpAvailable") return e.esmtp;
    if (column == "dlvSize") return std::to_string(e.size);
    if (column == "vmta") return e.vmta;
    if (column == "jobId") return e.job;
    if (column == "envId") return e.envid;
    if (column == "queue") return e.queue;
    if (column == "vmtaPool") return e.pool;
    if (column == "dlvTlsProtocol") return e.tls_protocol;
    if (column == "dlvTlsCipher") return e.tls_cipher;
    if (column == "rcvSmtpUser") return e.user;
    if (column == "rcvSourceIp") return e.remote_ip;
    if (column == "rcvDestinationIp") return e.source_ip;
    if (column == "userString") return user_string_;
    if (column == "totalSecondsQueued") {
        const bool known = e.queued.time_since_epoch().count() != 0 && e.time >= e.queued;
        return known ? std::to_string(std::chrono::floor<std::chrono::seconds>(e.time - e.queued).count()) : std::string{};
    }
    if (const std::string_view told = events::detail(e, column); !told.empty()) return std::string(told);
    if (filter::equals_nocase(column, "header_Subject")) return e.subject;
    if (filter::equals_nocase(column, "header_Message-Id")) return e.message_id;
    return {};
}

}  // namespace mailrace::journal
