#include "daemon/feedback/address_entry.h"

#include <re2/re2.h>

#include <algorithm>

#include "shared/filter/times.h"
#include "shared/mail/domain.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {

namespace {

constexpr std::size_t kLongestAddress = 320, kLongestLocal = 256, kLongestPattern = 1000, kLongestReason = 200;

bool plain(char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; }
bool needs_quotes(std::string_view local) {
    return local.empty() || std::any_of(local.begin(), local.end(), [](char c) { return !plain(c) || std::string_view("\"(),:;<>@[\\]").find(c) != std::string_view::npos; });
}

std::string normal_local(std::string_view local) {
    std::string small = mail::lower(local);
    if (small.size() > 2 && small.front() == '"' && small.back() == '"' && !needs_quotes(std::string_view(small).substr(1, small.size() - 2)))
        return small.substr(1, small.size() - 2);
    return small;
}

/// Most domains are what they shall be already.
bool is_normal_domain(std::string_view name) {
    return !name.empty() && name.back() != '.' && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || mail::is_digit(c) || c == '-' || c == '.'; });
}

Result<std::string> domain_name(std::string_view name) {
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') return mail::lower(name);
    auto domain = mail::Domain::parse(name);
    if (!domain) return std::move(domain).error();
    return domain->ascii();
}

Result<std::string> normal_domain_pattern(std::string_view text) {
    if (text == "*") return std::string(text);
    const std::string_view prefix = text.starts_with("[*.]") ? "[*.]" : text.starts_with("*.") ? "*." : "";
    auto name = domain_name(text.substr(prefix.size()));
    if (!name) return name;
    return std::string(prefix) + *name;
}

Result<AddressEntry> address(std::string_view text) {
    if (text.size() > 2 && text.front() == '<' && text.back() == '>') text = text.substr(1, text.size() - 2);
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0) return Error::invalid("an address has a local part and a domain");
    if (text.size() > kLongestAddress) return Error::invalid("an address has at most " + std::to_string(kLongestAddress) + " bytes");
    const std::string_view local = text.substr(0, at);
    const bool quoted = local.size() > 1 && local.front() == '"' && local.back() == '"';
    if (!quoted && !std::all_of(local.begin(), local.end(), plain)) return Error::invalid("a local part has no blanks");
    if (!quoted && std::any_of(local.begin(), local.end(), [](char c) { return c == '<' || c == '>' || c == '"'; })) return Error::invalid("this is no address");
    auto domain = domain_name(text.substr(at + 1));
    if (!domain) return domain.error();
    AddressEntry entry{EntryKind::address, normal_local(local) + '@' + *domain};
    if (entry.value.size() > kLongestAddress) return Error::invalid("an address has at most " + std::to_string(kLongestAddress) + " bytes, its domain in A-labels");
    return entry;
}

Result<AddressEntry> local_part(std::string_view text) {
    if (text.size() > kLongestLocal) return Error::invalid("a local part has at most " + std::to_string(kLongestLocal) + " bytes");
    const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
    if (!quoted && (text.find('@') != std::string_view::npos || !std::all_of(text.begin(), text.end(), plain))) return Error::invalid("a local part has neither blanks nor @");
    return AddressEntry{EntryKind::local_part, normal_local(text)};
}

Result<AddressEntry> pattern(std::string_view text) {
    if (text.size() > 2 && text.front() == '/' && text.back() == '/') text = text.substr(1, text.size() - 2);
    if (text.size() > kLongestPattern) return Error::invalid("a pattern has at most " + std::to_string(kLongestPattern) + " bytes");
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    const re2::RE2 compiled(text, options);
    if (!compiled.ok()) return Error::invalid("\"" + std::string(text) + "\" is no pattern: " + compiled.error());
    return AddressEntry{EntryKind::pattern, std::string(text)};
}

EntryKind kind_of(std::string_view text) {
    if (text.size() > 2 && text.front() == '/' && text.back() == '/') return EntryKind::pattern;
    if (text.starts_with('@') || text.starts_with("*.") || text.starts_with("[*.]") || text == "*") return EntryKind::domain;
    return text.find('@') == std::string_view::npos ? EntryKind::local_part : EntryKind::address;
}

/// A quoted local part begins with a quote as a quoted field does: "a,b"@c is an address, "a,b",c are fields.
bool is_one_address(std::string_view line) {
    if (!line.starts_with('"')) return false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\') ++i;
        else if (line[i] == '"') return line.substr(i + 1).starts_with('@') && line.find_first_of(",\"", i + 1) == std::string_view::npos;
    }
    return false;
}

Result<std::optional<std::int64_t>> time_in(std::string_view text, const char* what) {
    if (text.empty()) return std::optional<std::int64_t>();
    const auto span = text.size() >= 10 && mail::is_digit(text.front()) ? filter::read_time(text, WallTime{}) : std::nullopt;
    if (!span) return Error::invalid(std::string(what) + " is a time such as 2026-12-31, 2026-12-31T18:00:00Z, or milliseconds since 1970");
    return std::optional<std::int64_t>(span->first / 1000);
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string field(std::string_view text) {
    std::string out;
    bool quote = text.starts_with(kByteOrderMark);  // in front of a line it would be taken for that of the file
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        quote = quote || c == ',' || c == '"' || c == '#';
        if (c == '"') out += '"';
        out += control ? ' ' : c;
    }
    return quote ? '"' + out + '"' : out;
}

std::string time_text(std::optional<std::int64_t> ms) {
    return ms ? iso_time(wall_from_us(*ms * 1000)).substr(0, 19) + "Z" : std::string();
}

}  // namespace

std::string_view to_string(EntryKind kind) {
    switch (kind) {
        case EntryKind::address: return "address";
        case EntryKind::local_part: return "local-part";
        case EntryKind::domain: return "domain";
        case EntryKind::pattern: return "pattern";
    }
    return {};
}

std::optional<EntryKind> parse_entry_kind(std::string_view text) {
    for (const EntryKind kind : {EntryKind::address, EntryKind::local_part, EntryKind::domain, EntryKind::pattern})
        if (mail::iequals(text, to_string(kind))) return kind;
    return std::nullopt;
}

Result<AddressEntry> parse_entry(std::string_view text, std::optional<EntryKind> kind) {
    text = mail::trim(text);
    if (text.empty()) return Error::invalid("the entry is empty");
    if (!mail::is_utf8(text)) return Error::invalid("the entry is not UTF-8");
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) return Error::invalid("the entry has control characters");
    switch (kind.value_or(kind_of(text))) {
        case EntryKind::address: return address(text);
        case EntryKind::local_part: return local_part(text);
        case EntryKind::domain: {
            auto name = normal_domain_pattern(text.starts_with('@') ? text.substr(1) : text);
            if (!name) return name.error();
            return AddressEntry{EntryKind::domain, std::move(*name)};
        }
        case EntryKind::pattern: return pattern(text);
    }
    return Error::internal("no such kind");
}

NormalAddress normal_address(std::string_view text) {
    NormalAddress out;
    const std::size_t at = std::min(text.rfind('@'), text.size());
    out.text = normal_local(text.substr(0, at));
    out.at = out.text.size();
    if (at == text.size()) return out;
    const std::string_view name = text.substr(at + 1);
    out.text += '@';
    if (is_normal_domain(name)) {
        out.text += name;
    } else {
        const auto domain = domain_name(name);
        out.text += domain ? *domain : mail::lower(name);
    }
    return out;
}

std::vector<std::string> csv_fields(std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') out.back() += line[++i];
        else if (c == '"' && (quoted || out.back().empty())) quoted = !quoted;
        else if (c == ',' && !quoted) out.emplace_back();
        else out.back() += c;
    }
    return out;
}

Result<std::optional<ListLine>> parse_list_line(std::string_view line) {
    line = mail::trim(line);
    if (line.starts_with(kByteOrderMark)) line.remove_prefix(3);
    if (line.empty() || line.front() == '#') return std::optional<ListLine>();
    if (line.size() > kLongestListLine) return Error::invalid("a line has at most " + std::to_string(kLongestListLine) + " bytes");
    ListLine out;
    const bool is_pattern = line.size() > 2 && line.front() == '/' && line.back() == '/';
    if (is_pattern || is_one_address(line) || (line.find(',') == std::string_view::npos && line.front() != '"')) {
        out.value = line;
        return std::optional(std::move(out));
    }
    const auto fields = csv_fields(line);
    const auto at = [&](std::size_t i) { return i < fields.size() ? mail::trim(fields[i]) : std::string_view{}; };
    if (at(0) == "value" && at(1) == "kind") return std::optional<ListLine>();
    out.value = at(0);
    if (!at(1).empty()) {
        out.kind = parse_entry_kind(at(1));
        if (!out.kind) return Error::invalid("\"" + std::string(at(1)) + "\" is no kind: address, local-part, domain or pattern");
    }
    out.reason = at(2);
    if (out.reason.size() > kLongestReason) return Error::invalid("a reason has at most " + std::to_string(kLongestReason) + " bytes");
    out.origin = at(3).substr(0, kLongestReason);
    auto added = time_in(at(4), "added");
    if (!added) return added.error();
    auto expires = time_in(at(5), "expires");
    if (!expires) return expires.error();
    out.added = *added;
    out.expires = *expires;
    return std::optional(std::move(out));
}

std::string list_line(const ListLine& line) {
    return field(line.value) + ',' + (line.kind ? std::string(to_string(*line.kind)) : std::string()) + ',' + field(line.reason) + ',' + field(line.origin) + ',' + time_text(line.added) +
           ',' + time_text(line.expires);
}

}  // namespace mailrace::feedback
