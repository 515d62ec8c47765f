#include <algorithm>

#include "daemon/journal/counting.h"
#include "daemon/feedback/normalise.h"
#include "daemon/journal/scan.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kMaxGroups = 20'000, kMaxNames = 20;

/// One form in one file: numbers of the dictionary stand for words.
struct LocalGroup {
    std::uint64_t count = 0;
    std::int64_t first = INT64_MAX, last = INT64_MIN, sample = 0, code = 0, status = 0, category = 0, subcategory = 0, cls = 0;
    std::vector<std::int64_t> providers, sources;
    std::array<std::uint32_t, kTrend> trend{};
};

struct TimeSpan {
    std::int64_t from = 0, to = 1;  // microseconds since 1970, to exclusive

    std::size_t bucket(std::int64_t time) const {
        const auto at = static_cast<double>(time - from) / static_cast<double>(to - from) * static_cast<double>(kTrend);
        return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(kTrend - 1)));
    }
};

/// What the filter and the files of the history leave.
TimeSpan span_of(const PartitionList& list, const filter::Filter& filter) {
    TimeSpan out{INT64_MAX, INT64_MIN};
    for (const Partition& p : list.snapshot()) {
        if (p.events == 0) continue;
        out.from = std::min(out.from, p.oldest);
        out.to = std::max(out.to, p.newest + 1);
    }
    if (out.from >= out.to) return {};
    const filter::TimeRange wanted = filter::required_range(filter, filter::id_of(filter::EventField::time));
    out.from = std::max(out.from, wanted.from);
    out.to = std::min(out.to, wanted.to == INT64_MAX ? wanted.to : wanted.to + 1);
    return out.from < out.to ? out : TimeSpan{};
}

void note(std::vector<std::int64_t>& names, std::int64_t id) {
    if (id != 0 && names.size() < kMaxNames && std::find(names.begin(), names.end(), id) == names.end()) names.push_back(id);
}

void note(std::vector<std::string>& names, const std::string& name) {
    if (names.size() < kMaxNames && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

class Grouping {
public:
    explicit Grouping(TimeSpan span) : span_(span) {}

    /// A row of: form, parts (only when there is no form), provider, source, category, code, status, time, id, subcategory, class.
    void add(const Statement& row) {
        const std::int64_t form = row.integer(0);
        LocalGroup* group = form != 0 ? find(by_form_, form) : find(by_text_, std::string(row.text(1)));
        if (group == nullptr) return;
        ++group->count;
        const std::int64_t time = row.integer(7), id = row.integer(8);
        group->first = std::min(group->first, time);
        group->last = std::max(group->last, time);
        ++group->trend[span_.bucket(time)];
        note(group->providers, row.integer(2));
        note(group->sources, row.integer(3));
        if (id > group->sample) {
            group->sample = id;
            group->category = row.integer(4);
            group->code = row.integer(5);
            group->status = row.integer(6);
            group->subcategory = row.integer(9);
            group->cls = row.integer(10);
        }
    }

    void close(ReaderFile& file) {
        for (const auto& [form, group] : by_form_) merge(feedback::normalise_response(feedback::show_form(file.word(form))), group, file);
        for (const auto& [text, group] : by_text_) merge(feedback::normalise_response(text), group, file);
        by_form_.clear();
        by_text_.clear();
    }

    std::vector<ResponseGroup> take(std::size_t limit) {
        std::vector<ResponseGroup> out;
        for (auto& [text, group] : all_) out.push_back(std::move(group));
        std::sort(out.begin(), out.end(), [](const ResponseGroup& a, const ResponseGroup& b) {
            return a.count != b.count ? a.count > b.count : a.response < b.response;
        });
        if (out.size() > limit) out.resize(limit);
        return out;
    }
    bool left_out() const { return left_out_; }

private:
    template <class Map, class Key>
    LocalGroup* find(Map& map, const Key& key) {
        const auto known = map.find(key);
        if (known != map.end()) return &known->second;
        if (by_form_.size() + by_text_.size() >= kMaxGroups) {
            left_out_ = true;
            return nullptr;
        }
        return &map[key];
    }

    void merge(const std::string& text, const LocalGroup& from, ReaderFile& file) {
        const auto known = all_.find(text);
        if (known == all_.end() && all_.size() >= kMaxGroups) {
            left_out_ = true;
            return;
        }
        ResponseGroup& to = known != all_.end() ? known->second : all_[text];
        if (to.count == 0) {
            to.response = text;
            to.first = INT64_MAX;
            to.last = INT64_MIN;
        }
        to.count += from.count;
        to.first = std::min(to.first, from.first);
        to.last = std::max(to.last, from.last);
        for (std::size_t i = 0; i < kTrend; ++i) to.trend[i] += from.trend[i];
        for (const std::int64_t id : from.providers) note(to.providers, file.word(id));
        for (const std::int64_t id : from.sources) note(to.sources, file.word(id));
        if (static_cast<std::uint64_t>(from.sample) <= to.sample.value) return;
        to.sample.value = static_cast<std::uint64_t>(from.sample);
        to.category = file.word(from.category);
        to.subcategory = file.word(from.subcategory);
        to.cls = static_cast<events::ResponseClass>(from.cls);
        to.code = static_cast<std::uint16_t>(from.code);
        to.status = {static_cast<std::uint8_t>(from.status / 1'000'000), static_cast<std::uint16_t>(from.status / 1000 % 1000),
                     static_cast<std::uint16_t>(from.status % 1000)};
    }

    TimeSpan span_;
    std::unordered_map<std::int64_t, LocalGroup> by_form_;
    std::unordered_map<std::string, LocalGroup> by_text_;
    std::unordered_map<std::string, ResponseGroup> all_;
    bool left_out_ = false;
};

}  // namespace

Groups count_groups(ReaderFiles& files, const PartitionList& list, const filter::Filter& filter, std::size_t limit, const QueryLimits& limits) {
    Groups out;
    const TimeSpan span = span_of(list, filter);
    out.from = span.from;
    out.to = span.to;
    Grouping grouping(span);
    Scan scan(files, list, filter, {}, limits);
    ReaderFile* current = nullptr;
    while (const auto window = scan.next()) {
        if (current != nullptr && window->file != current) grouping.close(*current);
        current = window->file;
        auto statement = scan.select(*window, "form,CASE form WHEN 0 THEN parts END,provider,source,category,code,status,time,id,subcategory,class",
                                     "AND (form<>0 OR parts<>'')");
        Result<bool> row = statement ? statement->step() : Result<bool>(statement.error());
        for (; row && *row; row = statement->step()) {
            ++out.scanned;
            grouping.add(*statement);
        }
        if (!row && scan.failed(row.error())) break;
    }
    if (current != nullptr) {
        current->db().limit(std::chrono::steady_clock::now() + std::chrono::seconds(1), {});  // names must not miss
        grouping.close(*current);
    }
    out.groups = grouping.take(limit);
    out.complete = scan.complete() && !grouping.left_out();
    return out;
}

}  // namespace mailrace::journal
