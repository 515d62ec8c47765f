#include "shared/mail/address.h"

#include <optional>

#include "shared/mail/domain.h"
#include "shared/mail/ip_address.h"
#include "shared/mail/text.h"

namespace mailrace::mail {
namespace {

constexpr std::size_t max_local = 64;     // RFC 5321 section 4.5.3.1.1
constexpr std::size_t max_mailbox = 254;  // a path of 256 bytes without its brackets
constexpr std::size_t max_path = 1024;    // with a source route that we drop

bool is_atext(char c) {
    return is_alpha(c) || is_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Length of the quoted string at the start of `text` with both quotes, or 0. RFC 5321: qtextSMTP and quoted-pairSMTP are
/// printable.
std::size_t quoted_length(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') return i + 1;
        if (c == '\\') {
            if (++i == text.size() || text[i] < ' ' || text[i] > '~') return 0;
        } else if (!is_high(c) && (c < ' ' || c > '~')) {
            return 0;
        }
    }
    return 0;
}

/// Length of the dot-string at the start of `text`, or 0 when it is malformed or empty.
std::size_t dot_string_length(std::string_view text) {
    std::size_t i = 0;
    bool atom = false;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (is_atext(c) || is_high(c)) {
            atom = true;
        } else if (c == '.') {
            if (!atom) return 0;
            atom = false;
        } else {
            break;
        }
    }
    return atom ? i : 0;
}

Result<std::size_t> local_length(std::string_view text) {
    if (text.empty()) return Error::invalid("empty address");
    const std::size_t length = text.front() == '"' ? quoted_length(text) : dot_string_length(text);
    if (length == 0) return Error::invalid("malformed local part");
    if (length > max_local) return Error::invalid("local part longer than 64 bytes");
    return length;
}

Status check_utf8(std::string_view text, bool allow_utf8) {
    if (is_ascii(text)) return {};
    if (!allow_utf8) return Error::invalid("address needs SMTPUTF8");
    if (!is_utf8(text)) return Error::invalid("address is not valid UTF-8");
    return {};
}

Status take_domain(std::string_view text, Address& out) {
    out.domain = std::string(text);
    if (!text.empty() && text.front() == '[') {
        if (text.size() < 3 || text.back() != ']' || !is_address_literal_text(text.substr(1, text.size() - 2))) {
            return Error::invalid("malformed address literal");
        }
        out.literal = true;
        out.ascii_domain = lower(text);
        return {};
    }
    if (!text.empty() && text.back() == '.') return Error::invalid("dot at the end of the domain name");
    auto domain = Domain::parse(text);
    if (!domain) return std::move(domain).error();
    out.ascii_domain = domain->ascii();
    return {};
}

/// "@a,@b:" at the start of a path: where it ends, or 0 when there is none.
Result<std::size_t> route_length(std::string_view text) {
    if (text.empty() || text.front() != '@') return std::size_t{0};
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return Error::invalid("malformed source route");
    for (std::string_view hops = text.substr(0, colon);;) {
        const std::size_t comma = std::min(hops.find(','), hops.size());
        if (hops.front() != '@' || !Domain::parse(hops.substr(1, comma - 1))) return Error::invalid("malformed source route");
        if (comma == hops.size()) return colon + 1;
        hops.remove_prefix(comma + 1);
        if (hops.empty()) return Error::invalid("malformed source route");
    }
}

/// Where the path's closing bracket stands, quoted strings skipped; npos when it is missing.
std::size_t closing_bracket(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && quoted) {
            ++i;
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (text[i] == '>' && !quoted) {
            return i;
        }
    }
    return std::string_view::npos;
}

Result<Address> parse_inside(std::string_view inside, const PathRules& rules) {
    if (inside.empty()) {
        if (!rules.allow_null) return Error::invalid("empty address");
        return Address{};
    }
    auto route = route_length(inside);
    if (!route) return std::move(route).error();
    inside.remove_prefix(*route);
    auto length = local_length(inside);
    if (!length) return std::move(length).error();
    if (*length < inside.size()) return parse_mailbox(inside, rules.allow_utf8);
    if (!rules.allow_unqualified && !iequals(inside, "postmaster")) return Error::invalid("domain missing in address");
    if (Status ok = check_utf8(inside, rules.allow_utf8); !ok) return std::move(ok).error();
    Address address;
    address.local = std::string(inside);
    address.utf8_local = !is_ascii(inside);
    return address;
}

}  // namespace

std::string Address::text() const {
    if (domain.empty()) return local;
    return local + '@' + (!utf8_local && !is_ascii(domain) ? ascii_domain : domain);
}

bool is_address_literal_text(std::string_view inside) {
    constexpr std::string_view tag = "IPv6:";
    if (inside.size() > tag.size() && iequals(inside.substr(0, tag.size()), tag)) {
        // RFC 5321 section 4.1.3: "::" stands for at least two groups of zeros.
        const auto address = parse_ip(inside.substr(tag.size()), 2);
        return address && address->v6;
    }
    const auto address = parse_ip(inside);
    return address && !address->v6;
}

Result<Address> parse_mailbox(std::string_view text, bool allow_utf8) {
    if (text.size() > max_mailbox) return Error::invalid("address longer than 254 bytes");
    if (Status ok = check_utf8(text, allow_utf8); !ok) return std::move(ok).error();
    auto length = local_length(text);
    if (!length) return std::move(length).error();
    if (*length == text.size() || text[*length] != '@') {
        return Error::invalid(*length == text.size() ? "domain missing in address" : "malformed local part");
    }
    Address address;
    address.local = std::string(text.substr(0, *length));
    address.utf8_local = !is_ascii(address.local);
    if (Status ok = take_domain(text.substr(*length + 1), address); !ok) return std::move(ok).error();
    return address;
}

Result<Address> parse_path(std::string_view& text, const PathRules& rules) {
    const bool bracket = !text.empty() && text.front() == '<';
    const std::size_t end = bracket ? closing_bracket(text) : std::min(text.find(' '), text.size());
    if (end == std::string_view::npos) return Error::invalid("closing bracket missing");
    if (end > max_path) return Error::invalid("path too long");
    const std::string_view inside = bracket ? text.substr(1, end - 1) : text.substr(0, end);
    if (!bracket && inside.empty()) return Error::invalid("address missing");
    auto address = parse_inside(inside, rules);
    if (address) text.remove_prefix(bracket ? end + 1 : end);
    return address;
}

}  // namespace mailrace::mail
