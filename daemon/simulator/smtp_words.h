// Reads SMTP command lines as a receiver sees them (RFC 5321, 4.1): the verb, the path of MAIL and RCPT, and parameters. Independent
// of the daemon's own parser on purpose. Pure functions, any thread; the views point into the line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::simulator {

enum class Verb : std::uint8_t { helo, ehlo, mail, rcpt, data, bdat, rset, noop, quit, vrfy, help, starttls, unknown };

struct CommandLine {
    Verb verb = Verb::unknown;
    std::string_view rest;  // behind the verb, without blanks around it
};

/// `line` without its CRLF.
CommandLine read_command(std::string_view line);

struct Path {
    std::string_view address;  // empty for <>
    std::vector<std::string_view> parameters;
};

/// The path and parameters behind "MAIL" (prefix "FROM:") or "RCPT" (prefix "TO:"). Nothing when the syntax is wrong: a missing
/// bracket, an address without a domain (but for <> and <postmaster>), over 320 bytes, more than 16 parameters.
std::optional<Path> read_path(std::string_view rest, std::string_view prefix);

/// The domain of an address in lower case; empty when there is none.
std::string domain_of(std::string_view address);

/// "SIZE=123" and "size" give its value; nothing when `parameter` is not of that name.
std::optional<std::string_view> parameter_value(std::string_view parameter, std::string_view name);

struct BdatArguments {
    std::uint64_t size = 0;
    bool last = false;
};
std::optional<BdatArguments> read_bdat(std::string_view rest);

}  // namespace mailrace::simulator
