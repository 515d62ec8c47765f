// An envelope address: RFC 5321 Mailbox and Path, with the UTF-8 of RFC 6531. A value; the parsers are pure functions, any
// thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::mail {

struct Address {
    std::string local;         // as written, quotes kept; at most 64 bytes
    std::string domain;        // as written, at most 255 bytes; "[192.0.2.1]" for a literal; empty: none was given
    std::string ascii_domain;  // lower case, A-labels: what to compare and to look up; a literal in canonical case
    bool literal = false;      // the domain is an address literal
    bool utf8_local = false;   // the local part needs SMTPUTF8

    bool is_null() const { return local.empty(); }
    /// For the wire and for the books: "local@domain". The domain is as written, but in A-labels when it is international while
    /// the local part is ASCII, because that address needs no SMTPUTF8. Empty for the null path.
    std::string text() const;
};

struct PathRules {
    bool allow_null = false;         // "<>"
    bool allow_utf8 = false;         // RFC 6531
    bool allow_unqualified = false;  // "<user>"; "postmaster" alone is always allowed (RFC 5321 section 4.5.1)
};

/// The whole of `text` as a Mailbox, "local@domain" (RFC 5321 section 4.1.2): dot-string or quoted string, domain or address
/// literal, no comments, no blanks around, no trailing dot; at most 254 bytes.
Result<Address> parse_mailbox(std::string_view text, bool allow_utf8 = true);

/// A Path at the start of `text`, "<…>"; on success `text` is moved behind it. A source route is accepted and dropped (RFC 5321
/// appendix C). Without the opening bracket everything up to the first blank is taken, since many feeders forget the brackets.
Result<Address> parse_path(std::string_view& text, const PathRules& rules);

/// "192.0.2.1" or "IPv6:2001:db8::1", what stands between the brackets of an address literal (RFC 5321 section 4.1.3).
bool is_address_literal_text(std::string_view inside);

}  // namespace mailrace::mail
