// A domain name as mail uses it: lower case, international names as A-labels (IDNA2008 by libidn2, RFC 5891), no trailing dot.
// A value; any thread.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace mailrace::mail {

class Domain {
public:
    /// Reads ASCII or UTF-8 text; one trailing dot is taken off. Labels of 1..63 bytes of letters, digits, '-' (not at an end)
    /// and '_' (found in the wild), at most 253 bytes in all after conversion (RFC 5321 section 4.1.2, RFC 1035). Errors say what
    /// is wrong.
    static Result<Domain> parse(std::string_view text);

    const std::string& ascii() const { return ascii_; }
    /// The form for people: U-labels where the A-labels are valid.
    std::string unicode() const;

    auto operator<=>(const Domain&) const = default;

private:
    explicit Domain(std::string ascii) : ascii_(std::move(ascii)) {}
    std::string ascii_;
};

}  // namespace mailrace::mail
