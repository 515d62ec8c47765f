#include "daemon/journal/scan.h"

#include <algorithm>

#include "daemon/journal/schema.h"

namespace mailrace::journal {
namespace {

constexpr std::int64_t kFirstStep = 4'000, kFirstIndexed = 40'000;
constexpr std::int64_t kMaxStep = 128'000, kMaxIndexed = 1'000'000;
constexpr int kPreciseRank = 90;  // an index of this rank leaves a handful of rows: one window a file

}  // namespace

Scan::Scan(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, Range range, const QueryLimits& limits, bool ascending)
    : files_(files), partitions_(list.snapshot()), condition_(filter::to_sql(filter, event_sql_schema())), range_(range), limits_(limits),
      ascending_(ascending), deadline_(std::chrono::steady_clock::now() + limits.budget) {
    const filter::TimeRange times = filter::required_range(filter, filter::id_of(filter::EventField::time));
    range_.from = std::max(range_.from, times.from);
    range_.to = std::min(range_.to, times.to);
    const filter::TimeRange ids = filter::required_range(filter, filter::id_of(filter::EventField::id));
    if (ids.from > 0 && static_cast<std::uint64_t>(ids.from) > range_.after.value + 1)
        range_.after.value = static_cast<std::uint64_t>(ids.from) - 1;
    if (!ascending_) std::reverse(partitions_.begin(), partitions_.end());
    const bool indexed = condition_.rank > 0;
    step_ = condition_.rank >= kPreciseRank ? INT64_MAX / 2 : indexed ? kFirstIndexed : kFirstStep;
    max_step_ = condition_.rank >= kPreciseRank ? INT64_MAX / 2 : indexed ? kMaxIndexed : kMaxStep;
}

bool Scan::out_of_time() {
    if (!limits_.cancel.stop_requested() && std::chrono::steady_clock::now() < deadline_) return false;
    complete_ = false;
    return true;
}

/// Spans tell which ids can lie between two times; they are few (one for thousands of events).
void Scan::narrow_by_time(ReaderFile& file) {
    auto spans = file.db().prepare("SELECT min(first),max(last) FROM span WHERE newest>=? AND oldest<=?");
    if (!spans) return;
    spans->bind(1, range_.from);
    spans->bind(2, range_.to);
    const auto row = spans->step();
    if (!row || !*row) return;
    low_ = std::max(low_, spans->integer(0));
    high_ = std::min(high_, spans->integer(1));
}

bool Scan::enter_partition() {
    while (next_partition_ < partitions_.size()) {
        const Partition& p = partitions_[next_partition_++];
        low_ = std::max(static_cast<std::int64_t>(p.first.value), static_cast<std::int64_t>(range_.after.value) + 1);
        high_ = static_cast<std::int64_t>(p.last.value);
        if (range_.before) high_ = std::min(high_, static_cast<std::int64_t>(range_.before.value) - 1);
        if (low_ > high_ || p.newest < range_.from || p.oldest > range_.to) continue;
        file_ = files_.get(p);
        if (file_ == nullptr) {
            complete_ = false;
            continue;
        }
        file_->db().limit(deadline_, limits_.cancel);
        if (range_.from > p.oldest || range_.to < p.newest) narrow_by_time(*file_);
        if (low_ <= high_) return true;
    }
    return false;
}

std::optional<Window> Scan::next() {
    if (out_of_time()) return std::nullopt;
    if (low_ > high_ && !enter_partition()) return std::nullopt;
    Window window{file_, low_, high_};
    if (high_ - low_ >= step_) {
        if (ascending_)
            window.high = low_ + step_ - 1;
        else
            window.low = high_ - step_ + 1;
    }
    if (ascending_)
        low_ = window.high + 1;
    else
        high_ = window.low - 1;
    step_ = std::min(step_ * 2, max_step_);
    return window;
}

Result<Statement> Scan::select(const Window& window, std::string_view what, std::string_view tail) const {
    std::string sql = "SELECT " + std::string(what) + " FROM event WHERE id BETWEEN ? AND ? AND " + condition_.where;
    sql.append(" ").append(tail);
    auto statement = window.file->db().prepare(sql);
    if (!statement) return statement.error();
    statement->bind(1, window.low);
    statement->bind(2, window.high);
    int at = 2;
    for (const filter::SqlValue& value : condition_.values) {
        ++at;
        if (const auto* number = std::get_if<std::int64_t>(&value))
            statement->bind(at, *number);
        else
            statement->bind(at, std::string_view(std::get<std::string>(value)));
    }
    return statement;
}

bool Scan::failed(const Error& error) {
    complete_ = false;
    if (error.cls == ErrorClass::cancelled) return true;
    low_ = 0;  // the rest of this file is left out
    high_ = -1;
    return false;
}

}  // namespace mailrace::journal
