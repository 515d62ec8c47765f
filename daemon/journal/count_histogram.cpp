#include <algorithm>

#include "daemon/journal/counting.h"
#include "daemon/journal/scan.h"
#include "shared/filter/predicate.h"

namespace mailrace::journal {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMaxSpan = kSecond * 86'400 * 366 * 200;  // two centuries
using filter::EventField;
using filter::id_of;
using filter::Node;

class Buckets {
public:
    Buckets(std::int64_t from, std::int64_t to, std::size_t count) {
        out_.from = from;
        out_.to = to;
        out_.buckets.resize(count);
    }
    std::int64_t width() const { return (out_.to - out_.from) / static_cast<std::int64_t>(out_.buckets.size()); }
    void add(std::int64_t time, std::int64_t type, std::uint64_t events) {
        if (time < out_.from || time >= out_.to || type < 1 || type > static_cast<std::int64_t>(kTypes)) return;
        // The product fits 64 bits: a span is at most kMaxSpan, buckets are at most 500.
        const std::int64_t at64 = (time - out_.from) * static_cast<std::int64_t>(out_.buckets.size()) / (out_.to - out_.from);
        const auto at = static_cast<std::size_t>(at64);
        out_.buckets[at][static_cast<std::size_t>(type - 1)] += events;
    }
    Histogram take(bool complete) {
        out_.complete = complete;
        return std::move(out_);
    }

private:
    Histogram out_;
};

/// Whether the counts by second and type are enough to answer: the filter asks for nothing but types and times.
bool ticks_suffice(const Node& node) {
    switch (node.kind) {
        case Node::Kind::all: return true;
        case Node::Kind::any_of: return node.field == id_of(EventField::type) || node.field == id_of(EventField::time);
        case Node::Kind::and_:
        case Node::Kind::or_:
        case Node::Kind::not_: return std::all_of(node.children.begin(), node.children.end(), ticks_suffice);
        case Node::Kind::free_text: return false;
    }
    return false;
}

class TickRecord final : public filter::Record {
public:
    std::string_view text(filter::FieldId) const override { return {}; }
    std::int64_t number(filter::FieldId field) const override { return field == id_of(EventField::type) ? type : time; }
    std::int64_t time = 0;
    std::int64_t type = 0;
};

bool add_ticks(ReaderFile& file, const filter::Filter& filter, std::int64_t from, std::int64_t to, Buckets& buckets) {
    auto statement = file.db().prepare("SELECT second,type,events FROM tick WHERE second BETWEEN ? AND ?");
    if (!statement) return false;
    statement->bind(1, from / kSecond);
    statement->bind(2, (to - 1) / kSecond);
    TickRecord tick;
    Result<bool> row = statement->step();
    for (; row && *row; row = statement->step()) {
        tick.time = std::max(statement->integer(0) * kSecond, from);
        tick.type = statement->integer(1);
        if (filter::matches(filter, tick)) buckets.add(tick.time, tick.type, static_cast<std::uint64_t>(statement->integer(2)));
    }
    return row.has_value();
}

}  // namespace

Histogram count_histogram(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, std::int64_t from, std::int64_t to,
                          std::size_t count, const QueryLimits& limits) {
    count = std::clamp<std::size_t>(count, 1, 500);
    from = std::clamp<std::int64_t>(from, 0, kMaxSpan);
    to = std::clamp(to, from + 1, from + kMaxSpan);
    Buckets buckets(from, to, count);
    if (buckets.width() >= kSecond && ticks_suffice(filter.root())) {
        const auto deadline = std::chrono::steady_clock::now() + limits.budget;
        bool complete = true;
        for (const Partition& p : list.snapshot()) {
            if (p.events == 0 || p.newest < from || p.oldest >= to) continue;
            ReaderFile* file = files.get(p);
            if (file != nullptr) file->db().limit(deadline, limits.cancel);
            complete = file != nullptr && add_ticks(*file, filter, from, to, buckets) && complete;
        }
        return buckets.take(complete);
    }
    Scan scan(files, list, filter, {{}, {}, from, to - 1}, limits);
    while (const auto window = scan.next()) {
        auto statement = scan.select(*window, "time,type", "");
        Result<bool> row = statement ? statement->step() : Result<bool>(statement.error());
        for (; row && *row; row = statement->step()) buckets.add(statement->integer(0), statement->integer(1), 1);
        if (!row && scan.failed(row.error())) break;
    }
    return buckets.take(scan.complete());
}

}  // namespace mailrace::journal
