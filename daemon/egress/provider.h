// Whose mail system a host belongs to, as a short name: the domain under which the best MX host is registered. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::egress {

/// "google.com" for "gmail-smtp-in.l.google.com"; "example.co.uk" for "mx.example.co.uk"; the recipient's own `domain` when the host lies under it;
/// the host itself when it is an address in brackets or has only one label. Both in lower case.
std::string provider_of(std::string_view mx_host, std::string_view domain);

}  // namespace mailrace::egress
