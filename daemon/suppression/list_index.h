// One list in memory: which entries an address meets. Entries are fingerprints with the number by which their owner knows them; patterns are compiled. Lookups
// on any thread beside one thread that changes it.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "daemon/auth/keyed_digest.h"
#include "daemon/feedback/address_entry.h"
#include "daemon/suppression/print_table.h"

namespace re2 {
class RE2;
}

namespace mailrace::suppression {

using feedback::EntryKind;
using feedback::NormalAddress;

/// An entry as it is kept: its normal text, or the digest of that.
struct Key {
    EntryKind kind = EntryKind::address;
    bool digest = false;
    std::string value;  // bytes of the digest when it is one
    bool operator==(const Key&) const = default;
    std::string text() const;  // the digest in hexadecimal
};

/// What is put on a list: the digest of it when the list has such and it is no pattern. A text that is a digest already, in hexadecimal, is taken as one.
Result<Key> make_key(std::string_view text, std::optional<EntryKind> kind, const std::optional<auth::KeyedDigest>& digest);

class ListIndex {
public:
    static constexpr std::size_t kMostPatterns = 1000;

    ListIndex();
    ~ListIndex();

    /// False for a pattern that is none, or one too many.
    bool add(const Key& key, std::uint32_t number);
    void remove(const Key& key, std::uint32_t number);
    /// Numbers that may be those of this key; patterns too.
    std::vector<std::uint32_t> find(const Key& key) const;

    /// Every entry that may fit the address, until `take` says true. Then true. `take` compares with the entry itself where a fingerprint is not enough.
    /// `digest`: how digests of this list are made, if it has some.
    using Take = std::function<bool(const Key&, std::uint32_t)>;
    bool match(const NormalAddress& address, const std::optional<auth::KeyedDigest>& digest, const Take& take) const;

    std::uint64_t size() const { return table_.size() + patterns_count_.load(std::memory_order_relaxed); }
    std::size_t patterns() const { return patterns_count_.load(std::memory_order_relaxed); }
    std::uint64_t bytes() const { return table_.bytes(); }

private:
    struct Pattern {
        std::string text;
        std::unique_ptr<re2::RE2> compiled;
        std::uint32_t number = 0;
    };
    std::uint64_t print(EntryKind kind, bool digest, std::string_view value) const;
    struct Question {
        const std::optional<auth::KeyedDigest>& digest;
        const Take& take;
    };
    bool probe(EntryKind kind, std::string_view value, const Question& question) const;
    bool probe_domains(std::string_view domain, const Question& question) const;
    bool has(EntryKind kind) const;

    auth::SipKey secret_;
    PrintTable table_;
    std::array<std::array<std::atomic<std::uint32_t>, 4>, 2> counts_{};  // [digest][kind]
    mutable std::shared_mutex patterns_mutex_;
    std::vector<Pattern> patterns_;
    std::atomic<std::uint32_t> patterns_count_{0};
};

}  // namespace mailrace::suppression
