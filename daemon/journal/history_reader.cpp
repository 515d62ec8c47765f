#include "daemon/journal/history_reader.h"

#include <algorithm>

#include "daemon/journal/counting.h"
#include "daemon/journal/scan.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kMaxRows = 10'000, kMaxPage = 1'000, kFirstChunk = 200;

}  // namespace

struct HistoryReader::Impl {
    std::shared_ptr<const PartitionList> list;
    ReaderFiles files;

    /// The file that holds `id`; null when none does.
    ReaderFile* file_of(EventId id) {
        for (const Partition& p : list->snapshot())
            if (p.first <= id && id <= p.last) {
                ReaderFile* file = files.get(p);
                if (file != nullptr) file->db().limit(std::chrono::steady_clock::now() + std::chrono::seconds(5), {});
                return file;
            }
        return nullptr;
    }

    std::vector<EventId> found;

    /// The first `limit` matches in the order of the walk, into `found`. `reached` is the last id up to which an ascending walk has looked.
    Page ids_of(const filter::Filter& filter, Scan::Range range, std::size_t limit, const QueryLimits& limits, bool ascending) {
        Scan scan(files, *list, filter, range, limits, ascending);
        Page page;
        found.clear();
        while (found.size() <= limit) {
            const auto window = scan.next();
            if (!window) break;
            const std::string tail = std::string("ORDER BY id ") + (ascending ? "ASC" : "DESC") + " LIMIT " + std::to_string(limit + 1 - found.size());
            auto statement = scan.select(*window, "id", tail);
            Result<bool> row = statement ? statement->step() : Result<bool>(statement.error());
            while (row && *row) {
                found.push_back(EventId{static_cast<std::uint64_t>(statement->integer(0))});
                row = statement->step();
            }
            if (!row && scan.failed(row.error())) break;
            page.reached = EventId{static_cast<std::uint64_t>(window->high)};
        }
        page.more = found.size() > limit;
        page.complete = page.more || scan.complete();
        if (page.more) {
            found.pop_back();
            page.reached = found.back();
        }
        return page;
    }
};

HistoryReader::HistoryReader(std::shared_ptr<const PartitionList> partitions) : impl_(new Impl{std::move(partitions), {}}) {}
HistoryReader::~HistoryReader() = default;

EventId HistoryReader::newest() const {
    EventId newest;
    for (const Partition& p : impl_->list->snapshot()) newest = std::max(newest, p.last);
    return newest;
}

MatchResult HistoryReader::match(const filter::Filter& filter, const MatchOptions& options, const QueryLimits& limits,
                                 const std::function<bool(std::span<const EventId>)>& sink) {
    MatchResult result;
    Scan scan(impl_->files, *impl_->list, filter, {options.before, {}}, limits);
    std::vector<EventId> chunk;
    std::size_t chunk_size = std::min(kFirstChunk, std::max<std::size_t>(options.chunk, 1));
    bool more = true;
    const auto flush = [&] {
        if (!chunk.empty()) more = sink(chunk) && more;
        chunk.clear();
        chunk_size = std::max<std::size_t>(options.chunk, 1);
    };
    const auto take = [&](EventId id) {
        if (result.matched == options.limit) {
            more = false;
            return;
        }
        if (result.matched++ == 0) result.newest = id;
        result.oldest = id;
        chunk.push_back(id);
        if (chunk.size() >= chunk_size) flush();
    };
    while (more) {
        const auto window = scan.next();
        if (!window) break;
        auto statement = scan.select(*window, "id", "ORDER BY id DESC");
        Result<bool> row = statement ? statement->step() : Result<bool>(statement.error());
        while (more && row && *row) {
            take(EventId{static_cast<std::uint64_t>(statement->integer(0))});
            row = statement->step();
        }
        if (!row && scan.failed(row.error())) break;
        if (more && result.matched <= kFirstChunk) flush();  // the first matches go out as soon as they are known
    }
    flush();
    result.complete = more && scan.complete();
    return result;
}

std::vector<events::Event> HistoryReader::rows(std::span<const EventId> ids) {
    std::vector<events::Event> out;
    out.reserve(std::min(ids.size(), kMaxRows));
    const std::vector<Partition> partitions = impl_->list->snapshot();
    const Partition* current = nullptr;
    ReaderFile* file = nullptr;
    for (const EventId id : ids.first(std::min(ids.size(), kMaxRows))) {
        if (current == nullptr || id < current->first || current->last < id) {
            const auto found = std::find_if(partitions.begin(), partitions.end(), [&](const Partition& p) { return p.first <= id && id <= p.last; });
            current = found == partitions.end() ? nullptr : &*found;
            file = current == nullptr ? nullptr : impl_->files.get(*current);
            if (file != nullptr) file->db().limit(std::chrono::steady_clock::now() + std::chrono::seconds(5), {});
        }
        if (file == nullptr) continue;
        auto event = file->event(id);
        if (event && *event) out.push_back(std::move(**event));
    }
    return out;
}

std::optional<events::Event> HistoryReader::get(EventId id) {
    ReaderFile* file = impl_->file_of(id);
    if (file == nullptr) return std::nullopt;
    auto event = file->event(id);
    if (!event || !*event) return std::nullopt;
    auto session = file->session(id);
    if (session) (*event)->session = std::move(*session);
    return std::move(*event);
}

Page HistoryReader::page(const filter::Filter& filter, EventId before, EventId after, std::size_t limit, const QueryLimits& limits) {
    limit = std::clamp<std::size_t>(limit, 1, kMaxPage);
    const bool ascending = static_cast<bool>(after) && !before;
    Page page = impl_->ids_of(filter, {before, after}, limit, limits, ascending);
    if (ascending) std::reverse(impl_->found.begin(), impl_->found.end());
    page.events = rows(impl_->found);
    return page;
}

Page HistoryReader::page_after(const filter::Filter& filter, EventId after, std::size_t limit, const QueryLimits& limits) {
    Page page = impl_->ids_of(filter, {{}, after}, std::clamp<std::size_t>(limit, 1, kMaxRows), limits, true);
    page.events = rows(impl_->found);
    if (!impl_->found.empty()) page.reached = std::max(page.reached, impl_->found.back());
    if (page.events.size() < impl_->found.size()) page.complete = false;  // a file went, or cannot be read
    return page;
}

Histogram HistoryReader::histogram(const filter::Filter& filter, std::int64_t from, std::int64_t to, std::size_t buckets,
                                   const QueryLimits& limits) {
    return count_histogram(impl_->files, *impl_->list, filter, from, to, buckets, limits);
}

Facets HistoryReader::facets(const filter::Filter& filter, std::span<const filter::FieldId> fields, std::size_t top, const QueryLimits& limits) {
    return count_facets(impl_->files, *impl_->list, filter, fields, top, limits);
}

Groups HistoryReader::groups(const filter::Filter& filter, std::size_t limit, const QueryLimits& limits) {
    return count_groups(impl_->files, *impl_->list, filter, limit, limits);
}

}  // namespace mailrace::journal
