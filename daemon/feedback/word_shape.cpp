#include "daemon/feedback/word_shape.h"

#include <algorithm>
#include <array>

#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

using mail::is_alpha;
using mail::is_digit;
using mail::lower;
using std::string_view;

template <std::size_t N>
bool among(const std::array<string_view, N>& sorted, string_view word) {
    char buffer[20];
    if (word.size() > sizeof buffer) return false;
    std::transform(word.begin(), word.end(), buffer, [](char c) { return lower(c); });
    return std::binary_search(sorted.begin(), sorted.end(), string_view(buffer, word.size()));
}

// Words with digits that mean the same to everyone.
constexpr std::array<string_view, 32> plain_words{
    "1st",   "2nd",    "365",    "3rd",       "8bit",    "8bitmime", "base64",   "dkim1", "dmarc1", "exchange2010", "ipv4",
    "ipv6",  "md5",    "o365",   "office365", "sha1",    "sha256",   "smtputf8", "spf1",  "spf2",   "ssl3",         "sslv2",
    "sslv3", "tls1.2", "tls1.3", "tlsv1",     "tlsv1.1", "tlsv1.2",  "tlsv1.3",  "utf8",  "x400",   "x509"};
static_assert(std::is_sorted(plain_words.begin(), plain_words.end()));

// What stands last in names of hosts, beside the two letters of countries.
constexpr std::array<string_view, 57> top_level{
    "academy", "agency", "app",         "arpa",      "biz",      "blog",    "center",   "cloud", "club",  "com",
    "company", "corp",   "dev",         "digital",   "edu",      "email",   "example",  "gov",   "group", "home",
    "host",    "info",   "int",         "internal",  "intranet", "invalid", "jobs",     "lan",   "life",  "link",
    "live",    "local",  "localdomain", "localhost", "mail",     "media",   "mil",      "mobi",  "name",  "net",
    "network", "news",   "online",      "org",       "page",     "pro",     "services", "shop",  "site",  "solutions",
    "space",   "store",  "systems",     "tech",      "test",     "top",     "website"};
static_assert(std::is_sorted(top_level.begin(), top_level.end()));

// Labels of hosts that answer for lists and reputations. Rules name them, groups keep them apart.
constexpr std::array<string_view, 51> lists{"0spam",
                                            "abuseat",
                                            "abusix",
                                            "anonmails",
                                            "backscatterer",
                                            "barracudacentral",
                                            "barracudanetworks",
                                            "blocklist",
                                            "cloudmark",
                                            "cobion",
                                            "countries",
                                            "cyren",
                                            "dnswl",
                                            "dronebl",
                                            "efnetrbl",
                                            "emailreg",
                                            "fortiguard",
                                            "gbudb",
                                            "hostkarma",
                                            "invaluement",
                                            "junkemailfilter",
                                            "justspam",
                                            "lashback",
                                            "mailspike",
                                            "manitu",
                                            "mfaq",
                                            "nerd",
                                            "nixspam",
                                            "ordb",
                                            "proofpoint",
                                            "psbl",
                                            "returnpath",
                                            "s5h",
                                            "scrolloutf1",
                                            "senderbase",
                                            "senderscore",
                                            "sorbs",
                                            "spamcannibal",
                                            "spamcop",
                                            "spameatingmonkey",
                                            "spamhaus",
                                            "spamrats",
                                            "spfbl",
                                            "suomispam",
                                            "surbl",
                                            "surriel",
                                            "talosintelligence",
                                            "trendmicro",
                                            "truncate",
                                            "uceprotect",
                                            "uribl"};
static_assert(std::is_sorted(lists.begin(), lists.end()));

constexpr std::array<string_view, 24> units{"b",  "byte",  "bytes", "d",    "day", "days", "g",   "gb",
                                            "h",  "hours", "hr",    "hrs",  "k",   "kb",   "kib", "m",
                                            "mb", "mib",   "min",   "mins", "ms",  "s",    "sec", "secs"};
static_assert(std::is_sorted(units.begin(), units.end()));

constexpr std::uint32_t letters3(char a, char b, char c) {
    return static_cast<std::uint32_t>(static_cast<std::uint8_t>(a)) << 16 |
           static_cast<std::uint32_t>(static_cast<std::uint8_t>(b)) << 8 | static_cast<std::uint8_t>(c);
}
constexpr std::uint32_t letters3(const char* word) { return letters3(word[0], word[1], word[2]); }

/// How many characters of each kind a word has, eight bits a kind: words are shorter than 256 bytes where it matters.
struct Counts {
    std::uint64_t all = 0;
    bool hex = true;
    std::size_t digits() const { return all & 0xFF; }
    std::size_t uppers() const { return all >> 8 & 0xFF; }
    std::size_t lowers() const { return all >> 16 & 0xFF; }
    std::size_t dots() const { return all >> 24 & 0xFF; }
    std::size_t joints() const { return all >> 32 & 0xFF; }
    std::size_t others() const { return all >> 40 & 0xFF; }
};

struct Kind {
    std::uint64_t one = 1ULL << 40;
    bool hex = false;
};
constexpr std::array<Kind, 256> kinds = [] {
    std::array<Kind, 256> t{};
    for (unsigned c = '0'; c <= '9'; ++c) t[c] = {1, true};
    for (unsigned c = 'A'; c <= 'Z'; ++c) t[c] = {1ULL << 8, c <= 'F'};
    for (unsigned c = 'a'; c <= 'z'; ++c) t[c] = {1ULL << 16, c <= 'f'};
    t['.'] = {1ULL << 24, false};
    t['-'] = t['_'] = {1ULL << 32, false};
    return t;
}();

Counts count(string_view word) {
    Counts c;
    for (const char ch : word.substr(0, 255)) {
        const Kind& kind = kinds[static_cast<std::uint8_t>(ch)];
        c.all += kind.one;
        c.hex = c.hex && kind.hex;
    }
    return c;
}

/// "5.7.1": kept wherever it stands, because it is part of what is said.
bool is_status(string_view w) {
    if (w.size() < 5 || (w[0] != '2' && w[0] != '4' && w[0] != '5') || w[1] != '.') return false;
    std::size_t dots = 0, run = 0;
    for (const char c : w) {
        if (c == '.') {
            if (run == 0) return false;
            ++dots;
            run = 0;
        } else if (!is_digit(c) || ++run > 3) {
            return false;
        }
    }
    return dots == 2 && run > 0;
}

bool is_ipv4(string_view w) {
    int dots = 0, value = -1;
    for (const char c : w) {
        if (c == '.') {
            if (value < 0) return false;
            ++dots;
            value = -1;
        } else {
            if (!is_digit(c)) return false;
            value = std::max(value, 0) * 10 + (c - '0');
            if (value > 255) return false;
        }
    }
    return dots == 3 && value >= 0;
}

/// "S3150", "TSS04", "OFR004_405", "SC-001", "In-1310": a capital letter, at most five more, then groups of digits. Queue ids mix
/// them or are longer.
bool is_reply_code(string_view w, const Counts& c) {
    if (w.size() > 16 || w[0] < 'A' || w[0] > 'Z' || (c.hex && w.size() >= 8)) return false;
    std::size_t at = 0, letters = 0;
    while (at < w.size() && is_alpha(w[at])) ++at, ++letters;
    if (letters > 6 || (c.lowers() > 0 && letters > 3)) return false;
    while (at < w.size()) {
        if (w[at] == '-' || w[at] == '_') ++at;
        std::size_t more = 0, digits = 0;
        while (at < w.size() && w[at] >= 'A' && w[at] <= 'Z') ++at, ++more;
        while (at < w.size() && is_digit(w[at])) ++at, ++digits;
        if (more > 4 || digits == 0 || digits > 6) return false;
        if (at < w.size() && w[at] != '-' && w[at] != '_') return false;
    }
    return true;
}

/// "20MB", "300s", "15.5k": how many characters are the number; 0 when it is none with a unit.
std::size_t number_before_unit(string_view w) {
    std::size_t at = 0;
    while (at < w.size() && (is_digit(w[at]) || w[at] == '.')) ++at;
    return at > 0 && at < w.size() && among(units, w.substr(at)) ? at : 0;
}

bool names_a_list(string_view label) {
    if (among(lists, label)) return true;
    if (label.size() < 3 || label.size() > 40) return false;
    const std::string low = mail::lower(label);
    for (const string_view part : {"rbl", "dnsbl", "blacklist", "blocklist"})
        if (low.find(part) != std::string::npos) return true;
    return false;
}

/// Of the host of a list only what stands before it with digits varies: reversed addresses, keys of customers, numbers of
/// servers.
WordShape host_shape(string_view host) {
    std::size_t varies = 0;
    for (std::size_t at = 0; at < host.size();) {
        const std::size_t end = std::min(host.find('.', at), host.size());
        const string_view label = host.substr(at, end - at);
        if (names_a_list(label)) return {varies > 0 ? Varying::host : Varying::nothing, varies};
        if (std::any_of(label.begin(), label.end(), [](char c) { return is_digit(c); })) varies = std::min(end + 1, host.size());
        at = end + 1;
    }
    return {Varying::host, host.size()};
}

WordShape with_digits(string_view w, const Counts& c) {
    if (is_status(w)) return {};
    if (c.uppers() + c.lowers() + c.others() == 0) {
        if (c.dots() == 3 && is_ipv4(w)) return {Varying::ip, w.size()};
        return {is_time(w) ? Varying::time : Varying::number, w.size()};
    }
    if (c.dots() > 0 && is_host(w)) return host_shape(w);
    if (const std::size_t number = number_before_unit(w); number > 0) return {Varying::number, number};
    if (among(plain_words, w) || is_reply_code(w, c)) return {};
    if (lower(w[0]) == 'r' && w.size() <= 9 && mail::iequals(w.substr(0, 3), "rfc")) return {};
    return {Varying::id, w.size()};
}

}  // namespace

WordShape shape_of(string_view word) {
    const Counts c = count(word);
    if (c.digits() > 0) return with_digits(word, c);
    if (c.dots() > 0) return is_host(word) ? host_shape(word) : WordShape{};
    const bool long_mix = word.size() >= 20 && c.uppers() >= 4 && c.lowers() >= 4 && c.joints() == 0 && c.others() == 0;
    return long_mix ? WordShape{Varying::id, word.size()} : WordShape{};
}

bool is_time(string_view w) {
    if (w.size() < 4 || w.size() > 40 || !is_digit(w[0])) return false;
    std::size_t colons = 0, dashes = 0, slashes = 0, digits = 0;
    for (const char c : w) {
        if (c == ':')
            ++colons;
        else if (c == '-')
            ++dashes;
        else if (c == '/')
            ++slashes;
        else if (is_digit(c))
            ++digits;
        else if (c != 'T' && c != 'Z' && c != '+' && c != '.')
            return false;
    }
    if (colons == 1 && dashes + slashes == 0) return w.find(':') <= 2 && digits == w.size() - 1 && digits <= 4 && digits >= 3;
    return (colons >= 1 && colons <= 3 && digits >= 4) || (dashes == 2 && digits >= 6) || (slashes == 2 && digits >= 6);
}

bool is_calendar_word(string_view w) {
    if (w.size() != 3) return false;
    switch (letters3(lower(w[0]), lower(w[1]), lower(w[2]))) {
        case letters3("jan"):
        case letters3("feb"):
        case letters3("mar"):
        case letters3("apr"):
        case letters3("may"):
        case letters3("jun"):
        case letters3("jul"):
        case letters3("aug"):
        case letters3("sep"):
        case letters3("oct"):
        case letters3("nov"):
        case letters3("dec"):
        case letters3("mon"):
        case letters3("tue"):
        case letters3("wed"):
        case letters3("thu"):
        case letters3("fri"):
        case letters3("sat"):
        case letters3("sun"): return true;
        default: return false;
    }
}

bool is_host(string_view w) {
    const std::size_t dot = w.rfind('.');
    if (dot == string_view::npos || dot == 0 || w.size() - dot < 3 || w.find("..") != string_view::npos) return false;
    const string_view last = w.substr(dot + 1);
    if (last.starts_with("xn--")) return true;
    std::size_t uppers = 0;
    for (const char c : last) {
        if (!is_alpha(c)) return false;
        uppers += c >= 'A' && c <= 'Z';
    }
    if (uppers != 0 && uppers != last.size()) return false;  // "rejected.Please", "RESOLVER.RST.NotAuthorized"
    return last.size() == 2 || among(top_level, last);
}

bool is_base64(string_view w) {
    if (w.size() < 20) return false;
    std::size_t digits = 0, uppers = 0, lowers = 0;
    for (const char c : w) {
        if (is_digit(c))
            ++digits;
        else if (c >= 'A' && c <= 'Z')
            ++uppers;
        else if (c >= 'a' && c <= 'z')
            ++lowers;
        else if (c != '+' && c != '/' && c != '=' && c != '-' && c != '_')
            return false;
    }
    return digits >= 1 && uppers >= 3 && lowers >= 3;
}

}  // namespace mailrace::feedback
