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

/// Nothing in it needs a second look: printable ASCII without quotes and that sign. Most fields are so.
bool is_plain(std::string_view text, char sign) {
    return std::all_of(text.begin(), text.end(), [&](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != sign; });
}

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

/// Who handed the message in: "name (ip)".
std::string source_of_message(const Event& e, bool receipt, bool report) {
    if (receipt) return e.remote_ip.empty() ? std::string{} : host_and_ip(e.remote_host, e.remote_ip);
    return report ? std::string(events::detail(e, "srcMta")) : e.feeder;
}

/// What the event keeps under that name; two headers it always has.
std::string header_value(const Event& e, std::string_view name) {
    if (const std::string_view told = events::detail(e, name); !told.empty()) return std::string(told);
    if (filter::equals_nocase(name, "header_Subject")) return e.subject;
    if (filter::equals_nocase(name, "header_Message-Id")) return e.message_id;
    return {};
}

std::string_view action(const Event& e) {
    switch (e.type) {
        case EventType::delivery: return e.phase == events::Phase::local ? "delivered" : "relayed";
        case EventType::bounce: return "failed";
        case EventType::deferral: return "delayed";
        default: return {};
    }
}

/// As it is written in the list of columns when it is one of them.
std::string column_name(std::string_view field) {
    for (const RecordColumn& c : record_columns())
        if (filter::equals_nocase(c.name, field)) return std::string(c.name);
    return std::string(field);
}

/// The columns that `record` has: what record-fields says, where * stands for all that the record can have.
std::vector<std::string> columns_of(std::string_view record, const config::RecordSettings& settings) {
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
    for (const config::HeaderField& mapped : settings.map_header_to_field)
        if (mapped.record == record) add(column_name(mapped.field));
    return out;
}

}  // namespace

std::string_view canonical_record(std::string_view name) {
    for (const config::RecordType& type : config::record_types())
        if (filter::equals_nocase(name, type.name) || filter::equals_nocase(name, type.long_name)) return type.name;
    return {};
}

std::string csv_field(std::string_view field) {
    if (is_plain(field, ',')) return std::string(field);
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

std::string json_text(std::string_view text) {
    std::string out = "\"";
    if (is_plain(text, '\\')) return out.append(text) + '"';
    while (!text.empty()) {
        const std::size_t length = mail::utf8_sequence(text);
        const auto c = static_cast<unsigned char>(text[0]);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += text[0];
        } else if (c < 0x20) {
            constexpr std::string_view digits = "0123456789abcdef";
            if (c == '\n') out += "\\n";
            else if (c == '\r') out += "\\r";
            else if (c == '\t') out += "\\t";
            else out += std::string("\\u00") + digits[c >> 4] + digits[c & 15];
        } else {
            out.append(text.substr(0, length));
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out + '"';
}

AccountingLayout::Source AccountingLayout::source_of(std::string_view column) {
    using S = Source;
    static constexpr std::pair<std::string_view, S> table[] = {
        {"timeLogged", S::time_logged}, {"timeQueued", S::time_queued}, {"orig", S::orig}, {"rcpt", S::rcpt}, {"orcpt", S::orcpt}, {"dsnAction", S::dsn_action},
        {"dsnStatus", S::dsn_status}, {"dsnDiag", S::dsn_diag}, {"dsnMta", S::dsn_mta}, {"bounceCat", S::bounce_cat}, {"srcType", S::src_type},
        {"srcMta", S::src_mta}, {"dlvType", S::dlv_type}, {"dlvSourceIp", S::dlv_source_ip}, {"dlvDestinationIp", S::dlv_destination_ip},
        {"dlvEsmtpAvailable", S::dlv_esmtp}, {"dlvSize", S::dlv_size}, {"vmta", S::vmta}, {"jobId", S::job}, {"envId", S::envid}, {"queue", S::queue},
        {"vmtaPool", S::pool}, {"dlvTlsProtocol", S::tls_protocol}, {"dlvTlsCipher", S::tls_cipher}, {"rcvSmtpUser", S::user},
        {"rcvSourceIp", S::rcv_source_ip}, {"rcvDestinationIp", S::rcv_destination_ip}, {"totalSecondsQueued", S::seconds}, {"userString", S::user_string}};
    for (const auto& [name, source] : table)
        if (name == column) return source;
    return S::detail;
}

AccountingLayout::AccountingLayout(const config::RecordSettings& settings)
    : filter_(settings), mask_(settings.privacy_policy), user_string_(settings.user_string), iso_times_(settings.iso_times) {
    std::vector<std::pair<std::string_view, std::vector<std::string>>> lists;
    for (const std::string& name : settings.records) {
        const std::string_view type = canonical_record(name);
        if (!type.empty()) lists.emplace_back(type, columns_of(type, settings));
    }
    std::vector<std::string> names;
    for (const auto& [type, list] : lists)
        for (const std::string& name : list)
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    if (settings.record_fields.empty()) {  // the usual order, whichever record comes first
        const auto place = [](const std::string& name) {
            return std::find_if(record_columns().begin(), record_columns().end(), [&](const RecordColumn& c) { return c.name == name; });
        };
        std::stable_sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    }
    for (const std::string& name : names) columns_.push_back({name, source_of(name)});
    for (const auto& [type, list] : lists) {
        Record record{type, std::vector<Cell>(columns_.size())};
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            record.cells[i].filled = std::find(list.begin(), list.end(), columns_[i].name) != list.end();
            for (const config::HeaderField& mapped : settings.map_header_to_field)
                if (mapped.record == type && filter::equals_nocase(mapped.field, columns_[i].name)) record.cells[i].header = "header_" + mapped.header;
        }
        records_.push_back(std::move(record));
    }
    header_ = "type";
    for (const Column& column : columns_) header_ += "," + csv_field(column.name);
    header_ += "\r\n";
}

const AccountingLayout::Record* AccountingLayout::record_of(std::string_view type) const {
    const auto record = std::find_if(records_.begin(), records_.end(), [&](const Record& r) { return r.type == type; });
    return record == records_.end() ? nullptr : &*record;
}

std::string AccountingLayout::row(const Event& event, WallTime logged) const {
    const Record* record = record_of(record_type(event.type));
    if (record == nullptr) return {};
    std::string line(record->type);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        line += ',';
        line += csv_field(cell(*record, i, event, logged));
    }
    return line + "\r\n";
}

std::string AccountingLayout::object(const Event& event, WallTime logged) const {
    const Record* record = record_of(record_type(event.type));
    if (record == nullptr) return {};
    std::string out = "{\"type\":\"" + std::string(record->type) + "\",\"id\":" + std::to_string(event.id.value);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string text = cell(*record, i, event, logged);
        if (text.empty()) continue;
        const Source source = columns_[i].source;
        const bool is_time = source == Source::time_logged || source == Source::time_queued;
        const bool may_be_number = record->cells[i].header.empty() && (source == Source::dlv_size || source == Source::seconds || (is_time && !iso_times_));
        out += "," + json_text(columns_[i].name) + ":" + (may_be_number ? text : json_text(text));
    }
    return out + "}";
}

std::string AccountingLayout::time(WallTime t) const {
    if (t.time_since_epoch().count() == 0) return {};
    if (iso_times_) return accounting_time(t);
    return std::to_string(std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count());
}

std::string AccountingLayout::cell(const Record& record, std::size_t column, const Event& event, WallTime logged) const {
    const Cell& cell = record.cells[column];
    if (!cell.filled) return {};
    std::string text;
    if (!cell.header.empty()) text = header_value(event, cell.header);
    const Source source = cell.header.empty() || text.empty() ? columns_[column].source : Source::detail;
    if (text.empty()) text = value(columns_[column], event, record.type, logged);
    if (mask_.retains() || text.empty()) return text;
    if (source == Source::rcpt || source == Source::orcpt) return mask_.address(text);
    const bool may_name_recipient = source == Source::detail || source == Source::orig || source == Source::dsn_diag || source == Source::envid;
    return may_name_recipient ? mask_.text(text, event.recipient) : text;
}

std::string AccountingLayout::value(const Column& column, const Event& e, std::string_view type, WallTime logged) const {
    const bool receipt = type == "r", report = type == "rb" || type == "rs" || type == "f";
    switch (column.source) {
        case Source::time_logged: return time(logged);
        case Source::time_queued: return time(e.queued);
        case Source::orig: return e.sender;
        case Source::rcpt: return e.recipient;
        case Source::orcpt: return e.orcpt;
        case Source::dsn_action: return report ? std::string(events::detail(e, column.name)) : std::string(action(e));
        case Source::dsn_status: {
            const std::string status = events::to_string(e.status);
            return status.empty() ? status : status + " (" + std::string(status_words(e.status)) + ")";
        }
        case Source::dsn_diag: return diagnostic(e);
        case Source::dsn_mta: return host_and_ip(e.remote_host, e.remote_ip);
        case Source::bounce_cat: return type == "d" ? std::string{} : e.category;
        case Source::src_type: return source_of_message(e, receipt, report).empty() ? std::string{} : "smtp";
        case Source::src_mta: return source_of_message(e, receipt, report);
        case Source::dlv_type: return e.phase == events::Phase::local ? std::string(events::detail(e, column.name)) : "smtp";
        case Source::dlv_source_ip: return e.source_ip;
        case Source::dlv_destination_ip: return e.remote_ip;
        case Source::dlv_esmtp: return e.esmtp;
        case Source::dlv_size: return std::to_string(e.size);
        case Source::vmta: return e.vmta;
        case Source::job: return e.job;
        case Source::envid: return e.envid;
        case Source::queue: return e.queue;
        case Source::pool: return e.pool;
        case Source::tls_protocol: return e.tls_protocol;
        case Source::tls_cipher: return e.tls_cipher;
        case Source::user: return e.user;
        case Source::rcv_source_ip: return e.remote_ip;
        case Source::rcv_destination_ip: return e.source_ip;
        case Source::user_string: return user_string_;
        case Source::seconds: {
            const bool known = e.queued.time_since_epoch().count() != 0 && e.time >= e.queued;
            return known ? std::to_string(std::chrono::floor<std::chrono::seconds>(e.time - e.queued).count()) : std::string{};
        }
        case Source::detail: return header_value(e, column.name);
    }
    return {};
}

}  // namespace mailrace::journal
