// Entries of address lists in their normal form, and the addresses that are compared with them. One reader for <address-list> in the configuration, for its
// files, and for what people import. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::feedback {

enum class EntryKind : std::uint8_t { address, local_part, domain, pattern };
std::string_view to_string(EntryKind kind);  // "address", "local-part", "domain", "pattern"
std::optional<EntryKind> parse_entry_kind(std::string_view text);

/// `value` in normal form:
///   address     "local@domain"
///   local_part  "local": that local part at every domain
///   domain      "a.b" that domain alone, "*.a.b" those below it, "[*.]a.b" both, "*" all
///   pattern     an RE2 expression without its slashes, searched in the normal address
/// Domains are lower case and A-labels. Local parts are lower case too, although RFC 5321 lets receivers tell case apart: none of note does, and somebody
/// who wants no mail as john@ must not get it as John@. Quotes around a local part that needs none are taken off.
struct AddressEntry {
    EntryKind kind = EntryKind::address;
    std::string value;
    bool operator==(const AddressEntry&) const = default;
};

/// Without `kind`: "/…/" is a pattern; "@a.b", "*.a.b", "[*.]a.b" and "*" are domains; with an '@' inside an address; else a local part. Errors say what is wrong.
Result<AddressEntry> parse_entry(std::string_view text, std::optional<EntryKind> kind = std::nullopt);

/// An envelope address as entries are compared with it.
struct NormalAddress {
    std::string text;  // "local@domain"
    std::size_t at = 0;
    std::string_view local() const { return std::string_view(text).substr(0, at); }
    std::string_view domain() const { return at < text.size() ? std::string_view(text).substr(at + 1) : std::string_view{}; }
};
/// Never fails: what is no domain is compared as it is written, in lower case.
NormalAddress normal_address(std::string_view address);

/// A line of a list file or of an import: an entry alone, or CSV (RFC 4180): value, kind, reason, origin, added, expires; the last five may be missing or empty.
struct ListLine {
    std::string value;
    std::optional<EntryKind> kind;
    std::string reason;
    std::string origin;
    std::optional<std::int64_t> added, expires;  // unix milliseconds
};
inline constexpr std::size_t kLongestListLine = 4096;  // bytes

/// Nothing for a line that says nothing: blank, a comment ("#…"), or the header line of an export.
Result<std::optional<ListLine>> parse_list_line(std::string_view line);
/// The line that parse_list_line() reads as that.
std::string list_line(const ListLine& line);

/// The fields of a line of CSV; an unclosed quote ends with the line.
std::vector<std::string> csv_fields(std::string_view line);

}  // namespace mailrace::feedback
