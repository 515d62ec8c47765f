// The comparisons of the filter language, each in one place, so that the predicate and the functions that SQL calls cannot differ.
// All are ASCII-case-insensitive and work on bytes: text from strangers need not be UTF-8. Linear time. Any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/mail/ip_address.h"

namespace mailrace::filter {

bool equals_nocase(std::string_view a, std::string_view b);
bool starts_nocase(std::string_view text, std::string_view prefix);
bool contains_nocase(std::string_view text, std::string_view part);
/// * is any run of bytes, ? one byte; the whole text must fit.
bool glob_nocase(std::string_view text, std::string_view pattern);
/// The whole text, or a part of it up to a dot.
bool label_nocase(std::string_view text, std::string_view label);

/// ::ffff:192.0.2.1 is 192.0.2.1 here.
std::optional<mail::IpAddress> parse_ip(std::string_view text);
/// "198.51.100.0/24", "10/8", "2001:db8::/32": only with a mask. The bits after it are ignored.
std::optional<mail::Cidr> parse_network(std::string_view text);

/// A compiled pattern: RE2, case-insensitive, at most 1 MiB of memory, linear time.
class Pattern {
public:
    static Result<std::shared_ptr<const Pattern>> compile(std::string_view text);
    ~Pattern();
    bool find(std::string_view text) const;
    const std::string& text() const { return text_; }

private:
    Pattern();
    struct Compiled;
    std::string text_;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace mailrace::filter
