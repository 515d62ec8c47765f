#include "daemon/suppression/configured_lists.h"

#include <algorithm>
#include <filesystem>

#include "daemon/platform/file.h"
#include "shared/mail/text.h"

namespace mailrace::suppression {

namespace {

constexpr std::size_t kPiece = 1u << 20;
constexpr std::uint32_t kMostEntries = 200'000'000;
constexpr std::size_t kMostProblems = 20;

/// Relative to the folder of the file of the configuration that names it.
std::string full_path(const std::string& written, const std::string& place) {
    const std::size_t colon = std::min(place.rfind(':'), place.size());
    return (std::filesystem::path(place.substr(0, colon)).parent_path() / written).string();
}

}  // namespace

Status each_line(const std::string& path, const std::function<bool(std::uint32_t, std::string_view)>& take) {
    auto file = platform::Storage::system().open(path, platform::OpenMode::read);
    if (!file) return file.error();
    std::string piece(kPiece, '\0'), rest;
    std::uint32_t number = 0;
    for (std::uint64_t at = 0;;) {
        const auto count = (*file)->read_at(at, piece);
        if (!count) return count.error();
        at += *count;
        std::string_view left(piece.data(), *count);
        for (;;) {
            const std::size_t end = left.find('\n');
            const std::string_view line = left.substr(0, end);
            const bool whole = end != std::string_view::npos || (*count == 0 && !rest.empty());
            if (!rest.empty() || !whole) rest.append(line.substr(0, feedback::kLongestListLine + 1 - std::min(rest.size(), feedback::kLongestListLine + 1)));
            if (!whole) break;
            if (!take(++number, rest.empty() ? line : std::string_view(rest))) return {};
            rest.clear();
            if (end == std::string_view::npos) break;
            left.remove_prefix(end + 1);
        }
        if (*count == 0) return {};
    }
}

Status ConfiguredList::read_file(Part& part, std::uint32_t& next, std::vector<std::string>& problems) {
    std::size_t wrong = 0;
    std::string first_wrong;
    std::uint32_t last = 0;
    bool full = false;
    auto done = each_line(part.file, [&](std::uint32_t line, std::string_view text) {
        last = line;
        if (part.first + line > kMostEntries) return full = true, false;
        const auto read = feedback::parse_list_line(text);
        if (read && !*read) return true;
        auto key = read ? make_key((*read)->value, (*read)->kind, digest_) : Result<Key>(read.error());
        if (key && index_.add(*key, part.first + line - 1)) return true;
        if (++wrong == 1) first_wrong = "line " + std::to_string(line) + ": " + (key ? "more than " + std::to_string(ListIndex::kMostPatterns) + " patterns" : key.error().words);
        return true;
    });
    next = part.first + last;
    if (!done) return Error::invalid("the addresses of the list \"" + name_ + "\" cannot be read: " + done.error().words);
    if (full) return Error::limit("the list \"" + name_ + "\" is too long: " + part.file);
    if (wrong != 0 && problems.size() < kMostProblems)
        problems.push_back(part.file + ": " + std::to_string(wrong) + (wrong == 1 ? " line is" : " lines are") + " no entry of a list (" + first_wrong + ")");
    return {};
}

Status ConfiguredList::read(const config::AddressList& from, const config::Config& config, std::vector<std::string>& problems) {
    name_ = from.name;
    place_ = config.where(from.place);
    sources_ = from.used_by;
    if (!from.digest_algorithm.empty()) {
        auto digest = auth::KeyedDigest::make(*auth::parse_digest_algorithm(from.digest_algorithm), from.digest_key);
        if (!digest) return digest.error();
        digest_ = std::move(*digest);
    }
    automatic_ = {from.automatic_categories, from.automatic_complaints, std::max<std::uint64_t>(1, from.automatic_after), from.automatic_within, {}};
    if (!from.automatic_expires.never) automatic_.expires = from.automatic_expires.value;
    std::uint32_t next = 1;
    const auto add = [&](const std::string& text, std::optional<EntryKind> kind, config::Place place) {
        Part part{next, config.where(place), "", text, kind};
        auto key = make_key(text, kind, digest_);
        // A pattern stays readable among digests.
        if (!key && digest_) key = make_key(text, kind, std::nullopt);
        if (!key) problems.push_back(part.place + ": " + key.error().words);
        else if (!index_.add(*key, next)) problems.push_back(part.place + ": more than " + std::to_string(ListIndex::kMostPatterns) + " patterns");
        parts_.push_back(std::move(part));
        ++next;
    };
    for (std::size_t i = 0; i < from.address.size(); ++i) add(from.address[i], std::nullopt, from.address_place[i]);
    for (std::size_t i = 0; i < from.domain.size(); ++i) add(from.domain[i], EntryKind::domain, from.domain_place[i]);
    for (std::size_t i = 0; i < from.address_file.size(); ++i) {
        const std::string place = config.where(from.address_file_place[i]);
        Part part{next, place, full_path(from.address_file[i], place), "", {}};
        auto done = read_file(part, next, problems);
        parts_.push_back(std::move(part));
        if (!done) return done;
    }
    return {};
}

std::string ConfiguredList::where(std::uint32_t number) const {
    auto part = std::upper_bound(parts_.begin(), parts_.end(), number, [](std::uint32_t n, const Part& p) { return n < p.first; });
    if (part == parts_.begin()) return place_;
    --part;
    return part->file.empty() ? part->place : part->file + ':' + std::to_string(number - part->first + 1);
}

void ConfiguredList::each(std::uint32_t after, const std::function<bool(std::uint32_t, const Key&)>& take) const {
    bool go_on = true;
    for (std::size_t i = 0; i < parts_.size() && go_on; ++i) {
        const Part& part = parts_[i];
        if (i + 1 < parts_.size() && parts_[i + 1].first <= after + 1) continue;
        const auto one = [&](std::uint32_t number, std::string_view text, std::optional<EntryKind> kind) {
            if (number <= after) return true;
            auto key = make_key(text, kind, digest_);
            if (!key && digest_) key = make_key(text, kind, std::nullopt);
            return !key || take(number, *key);
        };
        if (part.file.empty()) {
            go_on = one(part.first, part.text, part.kind);
            continue;
        }
        const auto done = each_line(part.file, [&](std::uint32_t line, std::string_view text) {
            const std::uint32_t number = part.first + line - 1;
            if (number <= after) return true;
            const auto read = feedback::parse_list_line(text);
            if (read && *read) go_on = one(number, (*read)->value, (*read)->kind);
            return go_on;
        });
        (void)done;  // a file that went away has nothing to show
    }
}

Result<std::shared_ptr<const ConfiguredLists>> ConfiguredLists::make(const config::Config& config) {
    auto lists = std::make_shared<ConfiguredLists>();
    for (const config::AddressList& from : config.global().address_lists) {
        auto list = std::make_unique<ConfiguredList>();
        if (auto done = list->read(from, config, lists->problems_); !done) return done.error();
        lists->automatic_ |= list->automatic_.any();
        lists->lists_.push_back(std::move(list));
    }
    return std::shared_ptr<const ConfiguredLists>(std::move(lists));
}

const ConfiguredList* ConfiguredLists::find(std::string_view name) const {
    const auto found = std::find_if(lists_.begin(), lists_.end(), [&](const auto& list) { return mail::iequals(list->name(), name); });
    return found == lists_.end() ? nullptr : found->get();
}

}  // namespace mailrace::suppression
