// Splits an mbox file (RFC 4155) into its messages. Pure, linear; any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mailrace::mail {

/// The messages of `bytes`, each from its "From " line on, at most `max`; a file that does not begin with such a line is one
/// message as it is. A later line separates only when an empty line stands before it, it ends with a time, and a field follows:
/// mail that quotes "From " unescaped stays whole.
std::vector<std::string_view> split_mbox(std::string_view bytes, std::size_t max = 100'000);

}  // namespace mailrace::mail
