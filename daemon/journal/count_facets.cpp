#include <algorithm>

#include "daemon/journal/counting.h"
#include "daemon/journal/scan.h"

namespace mailrace::journal {
namespace {

using filter::EventField;
using filter::FieldId;
using filter::id_of;

constexpr std::size_t kMaxDistinct = 200'000;  // values of one field in one file; further ones are left out

enum class Shape { word, type, phase, number, status, cls };

struct FacetColumn {
    FieldId field;
    std::string_view column;
    Shape shape;
};

using E = EventField;
constexpr FacetColumn kColumns[] = {
    {id_of(E::type), "type", Shape::type},       {id_of(E::category), "category", Shape::word}, {id_of(E::provider), "provider", Shape::word},
    {id_of(E::domain), "domain", Shape::word},   {id_of(E::source), "source", Shape::word},     {id_of(E::vmta), "vmta", Shape::word},
    {id_of(E::pool), "pool", Shape::word},       {id_of(E::job), "job", Shape::word},           {id_of(E::queue), "queue", Shape::word},
    {id_of(E::code), "code", Shape::number},     {id_of(E::status), "status", Shape::status},   {id_of(E::host), "host", Shape::word},
    {id_of(E::ip), "ip", Shape::word},           {id_of(E::user), "user", Shape::word},         {id_of(E::phase), "phase", Shape::phase},
    {id_of(E::tls), "tls", Shape::word},         {id_of(E::rule), "rule", Shape::word},
    {id_of(E::subcategory), "subcategory", Shape::word}, {id_of(E::cls), "class", Shape::cls},
};

const FacetColumn* column_of(FieldId field) {
    const auto found = std::find_if(std::begin(kColumns), std::end(kColumns), [&](const FacetColumn& c) { return c.field == field; });
    return found == std::end(kColumns) ? nullptr : found;
}

std::string show(const FacetColumn& column, std::int64_t value, ReaderFile& file) {
    switch (column.shape) {
        case Shape::word: return file.word(value);
        case Shape::type: return std::string(events::to_string(static_cast<events::EventType>(value)));
        case Shape::phase: return std::string(events::to_string(static_cast<events::Phase>(value)));
        case Shape::cls: return std::string(events::to_string(static_cast<events::ResponseClass>(value)));
        case Shape::number: return value == 0 ? std::string{} : std::to_string(value);
        case Shape::status:
            return events::to_string(events::EnhancedStatus{static_cast<std::uint8_t>(value / 1'000'000),
                                                            static_cast<std::uint16_t>(value / 1000 % 1000),
                                                            static_cast<std::uint16_t>(value % 1000)});
    }
    return {};
}

/// Counts of one file by the numbers that stand in its rows, then of all files by what they mean.
struct Counter {
    const FacetColumn* column = nullptr;
    std::unordered_map<std::int64_t, std::uint64_t> here;
    std::unordered_map<std::string, std::uint64_t> all;

    void add(std::int64_t value) {
        const auto known = here.find(value);
        if (known != here.end())
            ++known->second;
        else if (here.size() < kMaxDistinct)
            here.emplace(value, 1);
    }
    void close(ReaderFile& file) {
        for (const auto& [value, count] : here) all[show(*column, value, file)] += count;
        here.clear();
    }
    Facet take(FieldId field, std::size_t top) {
        Facet facet;
        facet.field = field;
        all.erase("");
        facet.distinct = all.size();
        for (auto& [value, count] : all) facet.values.push_back({value, count});
        const auto middle = facet.values.begin() + static_cast<std::ptrdiff_t>(std::min(top, facet.values.size()));
        std::partial_sort(facet.values.begin(), middle, facet.values.end(), [](const FacetValue& a, const FacetValue& b) {
            return a.count != b.count ? a.count > b.count : a.value < b.value;
        });
        facet.values.erase(middle, facet.values.end());
        return facet;
    }
};

}  // namespace

Facets count_facets(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, std::span<const FieldId> fields, std::size_t top,
                    const QueryLimits& limits) {
    Facets out;
    std::vector<Counter> counters;
    std::string what = "0";
    for (const FieldId field : fields.first(std::min<std::size_t>(fields.size(), 32))) {
        Counter counter;
        counter.column = column_of(field);
        if (counter.column != nullptr) what.append(",").append(counter.column->column);
        counters.push_back(std::move(counter));
    }
    Scan scan(files, list, filter, {}, limits);
    ReaderFile* current = nullptr;
    const auto close = [&] {
        for (Counter& c : counters)
            if (current != nullptr && c.column != nullptr) c.close(*current);
    };
    while (const auto window = scan.next()) {
        if (window->file != current) close();
        current = window->file;
        auto statement = scan.select(*window, what, "");
        Result<bool> row = statement ? statement->step() : Result<bool>(statement.error());
        for (; row && *row; row = statement->step()) {
            ++out.scanned;
            int at = 0;
            for (Counter& c : counters)
                if (c.column != nullptr) c.add(statement->integer(++at));
        }
        if (!row && scan.failed(row.error())) break;
    }
    if (current != nullptr) current->db().limit(std::chrono::steady_clock::now() + std::chrono::seconds(1), {});  // names must not miss
    close();
    for (std::size_t i = 0; i < counters.size(); ++i)
        out.facets.push_back(counters[i].column != nullptr ? counters[i].take(fields[i], top) : Facet{fields[i], {}, 0});
    out.complete = scan.complete();
    return out;
}

}  // namespace mailrace::journal
