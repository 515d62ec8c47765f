// Variable envelope return paths in PowerMTA's fixed form, user-rcptlocal=rcptdomain@domain: the sender address names the recipient, so
// that a bounce tells by its own recipient whom it is about. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mailrace::mail {

/// The sender for this recipient. `sender` itself when it is null, an address lacks its domain, or the result would be too long for
/// SMTP (254 bytes; 128 in the local part). What no local part may hold unquoted is written as '+' and two hex digits.
std::string verp_sender(std::string_view sender, std::string_view recipient);

struct VerpMeaning {
    std::string sender, recipient;
};

/// What such an address may mean, likeliest first; a '-' in either part makes more than one meaning possible, at most 16. Also
/// reads '+' between user and recipient, as others write it. Empty when it is no such address.
std::vector<VerpMeaning> read_verp(std::string_view address);

}  // namespace mailrace::mail
