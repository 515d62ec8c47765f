// Finds the <domain> blocks that match a domain, from general to specific, by looking up its suffixes in hash tables: the cost
// depends on the number of labels, not on the number of blocks. Filled by the loader, then constant. Private to this folder.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/config/block.h"

namespace mailrace::config {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

class DomainTable {
public:
    /// `pattern`: lower case, macros already expanded. Blocks that came from a macro give way to those that name the domain.
    void add(std::string_view pattern, const Block* block, bool from_macro);
    /// Appends what matches `domain` (lower case).
    void match(std::string_view domain, std::vector<const Block*>& out) const;
    bool empty() const { return size_ == 0; }

private:
    struct Entry {
        const Block* block;
        bool from_macro;
    };
    using Entries = std::vector<Entry>;
    static void append(const Entries& entries, std::vector<const Block*>& out);

    Entries all_;
    TextMap<Entries> exact_;
    TextMap<Entries> below_;                                                // *.a.b under "a.b"
    std::map<std::uint8_t, std::vector<std::pair<Cidr, Entry>>> literals_;  // by prefix length, from general to specific
    std::size_t size_ = 0;
};

}  // namespace mailrace::config
