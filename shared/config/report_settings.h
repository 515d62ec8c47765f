// What <bounce-processor> and <feedback-loop-processor> say: which addresses are theirs, and what becomes of the mail. Filled once by load(), never changed
// afterwards, any thread. Files are as written.
#pragma once

#include <string>
#include <vector>

#include "shared/config/place.h"

namespace mailrace::config {

/// <address-list>: an address is on it when any of its lines fits.
struct AddressList {
    std::string name;                        // may be empty
    std::vector<std::string> address;        // "user@domain", "user" for that local part anywhere, or "/regex/"
    std::vector<std::string> address_file;   // files with one address or local part a line
    std::vector<std::string> domain;         // domain patterns
    Place place;
};

struct EmailPatterns {
    std::vector<std::string> body_pattern_file;
    bool log_match_info = false;
};

struct ReportProcessorSettings {
    bool deliver_unmatched_email = true;    // mail that is no report goes on to its recipient
    bool deliver_matched_email = false;     // a report does, once it is recorded
    std::vector<std::string> forward_unmatched_to;
    std::string forward_errors_to;          // who gets reports that cannot be read
    std::vector<AddressList> address_lists;
    EmailPatterns email_patterns;
    Place place;
};

}  // namespace mailrace::config
