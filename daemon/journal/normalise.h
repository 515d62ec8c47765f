// Splits a response into what it says and what merely varies: addresses, IPs, numbers, ids and times. What it says (the form) repeats
// millions of times and is stored once; the varying parts follow. join() gives back the exact bytes. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::journal {

struct SplitResponse {
    std::string form;   // the text with a marker byte for each varying part; empty: `parts` is the whole text
    std::string parts;  // the varying parts, each ended by 0x1F
};

/// At most kMaxForm bytes are looked at for forms; longer texts and those that contain the marker bytes stay whole.
inline constexpr std::size_t kMaxForm = 4096;

SplitResponse split_response(std::string_view text);
std::string join_response(std::string_view form, std::string_view parts);

/// The form for people: "550 5.1.1 <address>: user unknown (<id>)".
std::string show_form(std::string_view form);
/// show_form(split_response(text).form), or the text itself when it has no form.
std::string normalise_response(std::string_view text);

}  // namespace mailrace::journal
