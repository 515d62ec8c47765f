// Letters without case and accents, so that words are found however a mailer writes them: "ÉCHEC", "echec" and "Échec" are one. Pure, linear; any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::feedback {

/// UTF-8 to UTF-8: lower case of Latin, Greek and Cyrillic letters, Latin letters without their marks, typographic quotes and blanks as plain ones. Bytes that
/// are no UTF-8 stay.
std::string fold(std::string_view text);

}  // namespace mailrace::feedback
