#include "daemon/suppression/list_index.h"

#include <re2/re2.h>

#include <algorithm>
#include <mutex>

#include "shared/base/hex.h"
#include "shared/mail/text.h"

namespace mailrace::suppression {

std::string Key::text() const { return digest ? to_hex(value) : value; }

Result<Key> make_key(std::string_view text, std::optional<EntryKind> kind, const std::optional<auth::KeyedDigest>& digest) {
    text = mail::trim(text);
    if (digest && kind.value_or(EntryKind::address) != EntryKind::pattern && text.size() == digest->size() * 2) {
        if (auto bytes = from_hex(text)) return Key{kind.value_or(EntryKind::address), true, std::move(*bytes)};
    }
    auto entry = feedback::parse_entry(text, kind);
    if (!entry) return std::move(entry).error();
    if (!digest) return Key{entry->kind, false, std::move(entry->value)};
    if (entry->kind == EntryKind::pattern) return Error::invalid("a list of digests has no patterns");
    return Key{entry->kind, true, digest->digest(entry->value)};
}

ListIndex::ListIndex() : secret_(auth::random_sip_key()) {}
ListIndex::~ListIndex() = default;

std::uint64_t ListIndex::print(EntryKind kind, bool digest, std::string_view value) const {
    return auth::siphash({secret_[0] ^ static_cast<std::uint64_t>(kind), secret_[1] ^ static_cast<std::uint64_t>(digest)}, value);
}

bool ListIndex::add(const Key& key, std::uint32_t number) {
    if (key.kind != EntryKind::pattern) {
        table_.insert(print(key.kind, key.digest, key.value), number);
        counts_[key.digest][static_cast<std::size_t>(key.kind)].fetch_add(1, std::memory_order_release);
        return true;
    }
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    auto compiled = std::make_unique<re2::RE2>(key.value, options);
    const std::unique_lock lock(patterns_mutex_);
    if (!compiled->ok() || patterns_.size() >= kMostPatterns) return false;
    patterns_.push_back({key.value, std::move(compiled), number});
    patterns_count_.store(static_cast<std::uint32_t>(patterns_.size()), std::memory_order_release);
    return true;
}

void ListIndex::remove(const Key& key, std::uint32_t number) {
    if (key.kind != EntryKind::pattern) {
        if (table_.erase(print(key.kind, key.digest, key.value), number)) counts_[key.digest][static_cast<std::size_t>(key.kind)].fetch_sub(1, std::memory_order_release);
        return;
    }
    const std::unique_lock lock(patterns_mutex_);
    std::erase_if(patterns_, [&](const Pattern& p) { return p.number == number; });
    patterns_count_.store(static_cast<std::uint32_t>(patterns_.size()), std::memory_order_release);
}

std::vector<std::uint32_t> ListIndex::find(const Key& key) const {
    std::vector<std::uint32_t> out;
    if (key.kind == EntryKind::pattern) {
        const std::shared_lock lock(patterns_mutex_);
        for (const Pattern& p : patterns_)
            if (p.text == key.value) out.push_back(p.number);
        return out;
    }
    out.resize(8);
    out.resize(table_.find(print(key.kind, key.digest, key.value), out));
    return out;
}

bool ListIndex::has(EntryKind kind) const {
    const auto k = static_cast<std::size_t>(kind);
    return counts_[0][k].load(std::memory_order_acquire) != 0 || counts_[1][k].load(std::memory_order_acquire) != 0;
}

bool ListIndex::probe(EntryKind kind, std::string_view value, const Question& question) const {
    const auto k = static_cast<std::size_t>(kind);
    const auto look = [&](bool digest, std::string_view bytes) {
        std::uint32_t numbers[8];
        const std::size_t found = table_.find(print(kind, digest, bytes), numbers);
        if (found == 0) return false;
        const Key key{kind, digest, std::string(bytes)};
        return std::any_of(numbers, numbers + found, [&](std::uint32_t number) { return question.take(key, number); });
    };
    if (counts_[0][k].load(std::memory_order_acquire) != 0 && look(false, value)) return true;
    return question.digest && counts_[1][k].load(std::memory_order_acquire) != 0 && look(true, question.digest->digest(value));
}

bool ListIndex::probe_domains(std::string_view domain, const Question& question) const {
    if (probe(EntryKind::domain, domain, question) || probe(EntryKind::domain, "*", question)) return true;
    std::string pattern;
    for (std::string_view rest = domain;;) {
        pattern.assign("[*.]").append(rest);
        if (probe(EntryKind::domain, pattern, question)) return true;
        const std::size_t dot = rest.find('.');
        if (dot == std::string_view::npos || dot + 1 == rest.size()) return false;
        rest.remove_prefix(dot + 1);
        pattern.assign("*.").append(rest);
        if (probe(EntryKind::domain, pattern, question)) return true;
    }
}

bool ListIndex::match(const NormalAddress& address, const std::optional<auth::KeyedDigest>& digest, const Take& take) const {
    const Question question{digest, take};
    if (has(EntryKind::address) && probe(EntryKind::address, address.text, question)) return true;
    if (has(EntryKind::local_part) && probe(EntryKind::local_part, address.local(), question)) return true;
    if (has(EntryKind::domain) && !address.domain().empty() && probe_domains(address.domain(), question)) return true;
    if (patterns_count_.load(std::memory_order_acquire) == 0) return false;
    const std::shared_lock lock(patterns_mutex_);
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& p) {
        return re2::RE2::PartialMatch(address.text, *p.compiled) && take({EntryKind::pattern, false, p.text}, p.number);
    });
}

}  // namespace mailrace::suppression
