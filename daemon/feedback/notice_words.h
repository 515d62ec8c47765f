// The words by which notices say that mail failed, is late, came through, or that a person is away, in the languages that mailers
// write; and the lines behind which the original message is quoted. Tables and lookups; all text is as fold() gives it. Any
// thread.
#pragma once

#include <string_view>

namespace mailrace::feedback {

/// "could not be delivered", "unzustellbar", "недоставлено", …
bool says_failed(std::string_view lower_text);
/// "still being retried", "has been delayed", …: not given up yet.
bool says_delayed(std::string_view lower_text);
/// "was successfully delivered", "has been relayed", …
bool says_delivered(std::string_view lower_text);
/// The subject of a bounce; `at_start`: it begins so, behind "Re:" and the like taken off.
bool subject_says_bounce(std::string_view lower_subject, bool at_start = false);
/// "This message was created automatically by …"
bool says_automatic(std::string_view lower_text);
/// "out of office", "automatische antwort", …
bool says_away(std::string_view lower_text);
/// Asks the sender to prove something before mail is let through.
bool says_challenge(std::string_view lower_text);
/// The line is followed by the message that came back, or by its header. `line` is trimmed and in lower case.
bool introduces_original(std::string_view line);

}  // namespace mailrace::feedback
