// Folds a reply to what it says: addresses, names, hosts, IPs, ids, numbers, times and URLs become markers, line breaks and
// repeated codes go. Replies that mean the same get the same form. Two ways to use it: normalise_response() for groups, charts
// and the classifier's cache, and split_response(), which keeps what varies beside the form so that the exact bytes come back.
// One pass, no regular expressions; pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mailrace::feedback {

/// Grows when replies fold to other forms than before. Golden tests hold the forms of each version.
inline constexpr int kNormaliserVersion = 2;

/// At most kMaxForm bytes are looked at for forms; longer texts and those that contain the marker bytes stay whole in
/// split_response().
inline constexpr std::size_t kMaxForm = 4096;

/// "550 5.1.1 <<address>>: user unknown (<id>)". `recipient`, when known, lets its bare local part be seen as a name too. Only
/// the first kMaxForm bytes count. Names of block lists and of reply codes ("zen.spamhaus.org", "OFR_417", "S3150") stay: they
/// are part of what is said.
std::string normalise_response(std::string_view text, std::string_view recipient = {});
/// As above into a string that is used again.
void normalise_response_into(std::string_view text, std::string_view recipient, std::string& out);

struct SplitResponse {
    std::string form;   // the text with a marker for each varying part; empty: `parts` is the whole text
    std::string parts;  // the varying parts, each ended by 0x1F
};
SplitResponse split_response(std::string_view text, std::string_view recipient = {});
/// Gives back the exact bytes; reads the forms of all versions.
std::string join_response(std::string_view form, std::string_view parts);
/// The form for people, with lines as they were.
std::string show_form(std::string_view form);

}  // namespace mailrace::feedback
