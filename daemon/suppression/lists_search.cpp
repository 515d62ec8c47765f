// Searching and exporting: page by page, each with a bound on the time it may keep the thread of the lists.
#include <algorithm>
#include <charconv>

#include "daemon/suppression/lists.h"
#include "shared/mail/text.h"

namespace mailrace::suppression {

namespace {

constexpr std::size_t kMostExportBytes = 700'000;

/// Where a page ended: in the entries of the store ('s') or of the configuration ('c') of a list.
struct Cursor {
    char phase = 's';
    std::uint32_t number = 0;
    std::string list;
    std::string text() const { return phase + std::to_string(number) + ':' + list; }
};

std::optional<Cursor> read_cursor(std::string_view text) {
    if (text.empty()) return Cursor{};
    const std::size_t colon = text.find(':');
    Cursor out;
    out.phase = text.front();
    if (colon == std::string_view::npos || (out.phase != 's' && out.phase != 'c')) return std::nullopt;
    const auto [end, failed] = std::from_chars(text.data() + 1, text.data() + colon, out.number);
    if (failed != std::errc() || end != text.data() + colon) return std::nullopt;
    out.list = text.substr(colon + 1);
    return out;
}

class Filter {
public:
    Filter(const Search& search, const std::optional<auth::KeyedDigest>& digest) : search_(search), text_(mail::lower(search.text)) {
        if (!search.text.empty() && digest)
            if (auto key = make_key(search.text, std::nullopt, digest)) exact_ = std::move(*key);
    }
    bool fits(const Key& key, std::string_view origin) const {
        if (search_.kind && *search_.kind != key.kind) return false;
        if (!search_.origin.empty() && !origin.starts_with(search_.origin)) return false;
        if (text_.empty()) return true;
        if (key.digest) return (exact_ && exact_->value == key.value) || key.text().find(text_) != std::string::npos;
        return key.value.find(text_) != std::string::npos || (key.kind == EntryKind::pattern && key.value.find(search_.text) != std::string::npos);
    }

private:
    const Search& search_;
    std::string text_;
    std::optional<Key> exact_;
};

class Budget {
public:
    explicit Budget(std::chrono::milliseconds time) : until_(std::chrono::steady_clock::now() + time) {}
    bool spent() { return spent_ = spent_ || (++count_ % 256 == 0 && std::chrono::steady_clock::now() >= until_); }
    std::uint64_t count() const { return count_; }

private:
    std::chrono::steady_clock::time_point until_;
    std::uint64_t count_ = 0;
    bool spent_ = false;
};

}  // namespace

Outcome<Found> Lists::search(const Search& search) {
    const auto from = read_cursor(search.cursor);
    if (!from) return Refusal{kBadEntry, "this cursor is not one that a search gave"};
    const auto configured = this->configured();
    const std::int64_t now = unix_ms(clock_.wall());
    std::vector<std::string> lists = names();
    if (!search.list.empty()) {
        std::erase_if(lists, [&](const std::string& name) { return !mail::iequals(name, search.list); });
        if (lists.empty()) return Refusal{kNoList, "there is no list \"" + search.list + '"'};
    }
    Found out;
    Budget budget(search.budget);
    std::uint64_t total = 0;
    bool full = false;
    const auto stop = [&](char phase, std::uint32_t number, const std::string& list) {
        out.cursor = Cursor{phase, number, list}.text();
        full = true;
        return false;
    };
    for (const std::string& name : lists) {
        const auto* settings = configured->find(name);
        const auto kept = stored(name);
        total += (settings != nullptr ? settings->entries() : 0) + (kept ? kept->index.size() : 0);
        if (full || (!from->list.empty() && name < from->list)) continue;
        const bool resumed = name == from->list;
        const std::vector<std::string> sources = settings != nullptr ? settings->sources() : std::vector<std::string>{};
        const Filter filter(search, settings != nullptr ? settings->digest() : std::nullopt);
        std::uint32_t last = resumed ? from->number : 0;
        if (kept && !(resumed && from->phase == 'c')) {
            auto done = store_->each_before(kept->list.id, last, [&](const Entry& e) {
                if (out.rows.size() >= search.limit || budget.spent()) return stop('s', last, name);
                last = e.number;
                if ((!e.expires || *e.expires > now) && filter.fits(e.key, e.origin)) out.rows.push_back({name, e.key.kind, e.key.text(), e.reason, e.origin, e.added, e.expires, sources});
                return true;
            });
            if (!done) return Refusal{kFailed, "the suppression lists cannot be read: " + done.error().words};
        }
        if (full || settings == nullptr) continue;
        last = resumed && from->phase == 'c' ? from->number : 0;
        settings->each(last, [&](std::uint32_t number, const Key& key) {
            if (out.rows.size() >= search.limit || budget.spent()) return stop('c', last, name);
            last = number;
            std::string origin = "configuration " + settings->where(number);
            if (filter.fits(key, origin)) out.rows.push_back({name, key.kind, key.text(), "", std::move(origin), 0, {}, sources});
            return true;
        });
    }
    const bool everything = search.text.empty() && search.origin.empty() && !search.kind;
    const std::uint64_t scanned = std::max<std::uint64_t>(1, budget.count());
    if (everything) out.matched_estimate = total;
    else if (out.cursor.empty() && search.cursor.empty()) out.matched_estimate = out.rows.size();
    else out.matched_estimate = static_cast<std::uint64_t>(static_cast<double>(out.rows.size()) * static_cast<double>(total) / static_cast<double>(scanned));
    return out;
}

Outcome<std::pair<std::vector<std::string>, std::string>> Lists::export_lines(const std::string& list, const std::string& cursor, std::size_t limit) {
    const auto from = read_cursor(cursor);
    if (!from) return Refusal{kBadEntry, "this cursor is not one that an export gave"};
    const auto configured = this->configured();
    const auto* settings = configured->find(list);
    const auto kept = stored(list);
    if (settings == nullptr && !kept) return Refusal{kNoList, "there is no list \"" + list + '"'};
    std::pair<std::vector<std::string>, std::string> out;
    std::size_t bytes = 0;
    std::uint32_t last = from->number;
    const auto put = [&](const Key& key, const Entry* entry, std::string origin) {
        feedback::ListLine line{key.kind == EntryKind::pattern ? '/' + key.text() + '/' : key.text(), key.kind, "", std::move(origin), {}, {}};
        if (entry != nullptr) {
            line.reason = entry->reason;
            line.added = entry->added;
            line.expires = entry->expires;
        }
        out.first.push_back(feedback::list_line(line));
        bytes += out.first.back().size() + 4;
    };
    const auto full = [&](char phase) {
        if (out.first.size() < limit && bytes < kMostExportBytes) return false;
        out.second = Cursor{phase, last, list}.text();
        return true;
    };
    if (kept && from->phase == 's') {
        const std::int64_t now = unix_ms(clock_.wall());
        auto done = store_->each_after(kept->list.id, last, [&](const Entry& e) {
            if (full('s')) return false;
            last = e.number;
            if (!e.expires || *e.expires > now) put(e.key, &e, e.origin);
            return true;
        });
        if (!done) return Refusal{kFailed, "the suppression lists cannot be read: " + done.error().words};
    }
    if (!out.second.empty() || settings == nullptr) return out;
    last = from->phase == 'c' ? from->number : 0;
    settings->each(last, [&](std::uint32_t number, const Key& key) {
        if (full('c')) return false;
        last = number;
        put(key, nullptr, "configuration " + settings->where(number));
        return true;
    });
    return out;
}

}  // namespace mailrace::suppression
