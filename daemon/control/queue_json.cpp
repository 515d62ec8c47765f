#include "daemon/control/queue_json.h"

#include <algorithm>
#include <functional>

#include "shared/filter/fields.h"
#include "shared/protocol/catalogue.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace json = boost::json;
using protocol::to_utf8_lossy;
using queue::QueueRow;

json::value time_or_null(WallTime time) {
    if (time == WallTime{}) return nullptr;
    return unix_ms(time);
}

json::array queue_column_names() {
    json::array names;
    for (const auto& name : protocol::queue_columns()) names.emplace_back(name);
    return names;
}

json::array queue_json_row(const QueueRow& r) {
    return {to_utf8_lossy(r.name),
            to_utf8_lossy(r.domain),
            r.vmta,
            r.provider,
            r.recipients,
            r.ready,
            r.retrying,
            r.in_flight,
            r.bytes,
            r.connections,
            r.connections_idle,
            to_string(r.mode),
            to_string(r.state),
            r.waiting.limit,
            r.waiting.value,
            r.waiting.origin,
            to_utf8_lossy(r.waiting.text),
            time_or_null(r.waiting.next_slot),
            time_or_null(r.next_attempt),
            time_or_null(r.oldest),
            r.last_response.code,
            to_utf8_lossy(r.last_response.text),
            time_or_null(r.last_response_time),
            r.delivered,
            r.deferred,
            r.bounced,
            r.rate,
            json::array(r.depth.begin(), r.depth.end())};
}

std::string_view QueueRecord::text(filter::FieldId field) const {
    using F = filter::QueueField;
    switch (static_cast<F>(field)) {
        case F::name: return row_->name;
        case F::domain: return row_->domain;
        case F::vmta: return row_->vmta;
        case F::provider: return row_->provider;
        case F::mode: return to_string(row_->mode);
        case F::state: return to_string(row_->state);
        case F::waiting: return row_->waiting.limit.empty() ? std::string_view(row_->waiting.text) : std::string_view(row_->waiting.limit);
        case F::response: return row_->last_response.text;
        default: return {};
    }
}

std::int64_t QueueRecord::number(filter::FieldId field) const {
    using F = filter::QueueField;
    const auto n = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    switch (static_cast<F>(field)) {
        case F::depth: return n(row_->recipients);
        case F::ready: return n(row_->ready);
        case F::retrying: return n(row_->retrying);
        case F::in_flight: return n(row_->in_flight);
        case F::bytes: return n(row_->bytes);
        case F::connections: return row_->connections;
        case F::next: return unix_us(row_->next_attempt);
        case F::oldest: return unix_us(row_->oldest);
        case F::code: return row_->last_response.code;
        case F::delivered: return n(row_->delivered);
        case F::deferred: return n(row_->deferred);
        case F::bounced: return n(row_->bounced);
        case F::rate: return static_cast<std::int64_t>(row_->rate * 60);
        default: return 0;
    }
}

bool is_grouping(std::string_view group) {
    return group == "queue" || group == "provider" || group == "domain" || group == "vmta" || group == "job";
}

std::vector<QueueRow> grouped_rows(const std::vector<QueueRow>& rows, std::string_view group) {
    if (group == "provider") return aggregate(rows, queue::Group::provider);
    if (group == "domain") return aggregate(rows, queue::Group::domain);
    if (group == "vmta") return aggregate(rows, queue::Group::vmta);
    return rows;
}

std::vector<QueueRow> rows_of_jobs(const std::vector<queue::JobRow>& jobs) {
    std::vector<QueueRow> rows;
    for (const auto& job : jobs) {
        QueueRow row;
        row.name = job.job;
        row.recipients = job.recipients;
        row.in_flight = job.in_flight;
        row.bytes = job.bytes;
        row.delivered = job.delivered;
        row.deferred = job.deferred;
        row.bounced = job.bounced;
        row.state = job.paused ? queue::QueueState::paused : queue::QueueState::active;
        if (job.paused) row.waiting = {"paused", "", "", "paused by an operator", {}, true};
        rows.push_back(std::move(row));
    }
    return rows;
}

namespace {

using Key = std::function<double(const QueueRow&)>;
using Text = std::function<std::string_view(const QueueRow&)>;

Key number_key(std::string_view column) {
    const auto time = [](WallTime t) { return static_cast<double>(unix_us(t)); };
    if (column == "recipients") return [](const QueueRow& r) { return static_cast<double>(r.recipients); };
    if (column == "ready") return [](const QueueRow& r) { return static_cast<double>(r.ready); };
    if (column == "retrying") return [](const QueueRow& r) { return static_cast<double>(r.retrying); };
    if (column == "in_flight") return [](const QueueRow& r) { return static_cast<double>(r.in_flight); };
    if (column == "bytes") return [](const QueueRow& r) { return static_cast<double>(r.bytes); };
    if (column == "connections") return [](const QueueRow& r) { return static_cast<double>(r.connections); };
    if (column == "connections_idle") return [](const QueueRow& r) { return static_cast<double>(r.connections_idle); };
    if (column == "delivered") return [](const QueueRow& r) { return static_cast<double>(r.delivered); };
    if (column == "deferred") return [](const QueueRow& r) { return static_cast<double>(r.deferred); };
    if (column == "bounced") return [](const QueueRow& r) { return static_cast<double>(r.bounced); };
    if (column == "rate") return [](const QueueRow& r) { return r.rate; };
    if (column == "last_code") return [](const QueueRow& r) { return static_cast<double>(r.last_response.code); };
    if (column == "next_slot") return [time](const QueueRow& r) { return time(r.waiting.next_slot); };
    if (column == "next_attempt") return [time](const QueueRow& r) { return time(r.next_attempt); };
    if (column == "oldest") return [time](const QueueRow& r) { return time(r.oldest); };
    if (column == "last_response_time") return [time](const QueueRow& r) { return time(r.last_response_time); };
    if (column == "depth") return [](const QueueRow& r) { return static_cast<double>(r.recipients); };
    return {};
}

Text text_key(std::string_view column) {
    if (column == "name") return [](const QueueRow& r) { return std::string_view(r.name); };
    if (column == "domain") return [](const QueueRow& r) { return std::string_view(r.domain); };
    if (column == "vmta") return [](const QueueRow& r) { return std::string_view(r.vmta); };
    if (column == "provider") return [](const QueueRow& r) { return std::string_view(r.provider); };
    if (column == "mode") return [](const QueueRow& r) { return to_string(r.mode); };
    if (column == "state") return [](const QueueRow& r) { return to_string(r.state); };
    if (column == "waiting_limit") return [](const QueueRow& r) { return std::string_view(r.waiting.limit); };
    if (column == "waiting_value") return [](const QueueRow& r) { return std::string_view(r.waiting.value); };
    if (column == "waiting_origin") return [](const QueueRow& r) { return std::string_view(r.waiting.origin); };
    if (column == "waiting_text") return [](const QueueRow& r) { return std::string_view(r.waiting.text); };
    if (column == "last_response") return [](const QueueRow& r) { return std::string_view(r.last_response.text); };
    return {};
}

}  // namespace

bool sort_rows(std::vector<QueueRow>& rows, std::string_view column, bool descending) {
    std::sort(rows.begin(), rows.end(), [](const QueueRow& a, const QueueRow& b) { return a.name < b.name; });
    const auto by = [&](const auto& key) {
        std::stable_sort(rows.begin(), rows.end(), [&](const QueueRow& a, const QueueRow& b) { return descending ? key(b) < key(a) : key(a) < key(b); });
        return true;
    };
    if (const Key key = number_key(column)) return by(key);
    if (const Text key = text_key(column)) return by(key);
    return false;
}

}  // namespace mailrace::control
