// Which lines of a configuration hold a secret (a password, a key), and the text without them: what people see who may look at
// the configuration but not log in with it. Pure, any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::config {

/// Stands where a secret was. It is a value that every directive with a secret accepts.
inline constexpr std::string_view hidden_secret = "********";

/// Is the value of this directive a secret, as a whole or in its last word? Names match without regard to case.
bool holds_secret(std::string_view directive);
/// The value as written, without what is secret in it.
std::string without_secret(std::string_view directive, std::string_view value);
/// A whole text without its secrets, also those in lines that were commented out. Lines and their numbers stay.
std::string without_secrets(std::string_view text);
/// The same with values in the secrets' place that are valid, so that the text can be checked: never shown to anybody.
std::string with_placeholders(std::string_view text);

}  // namespace mailrace::config
