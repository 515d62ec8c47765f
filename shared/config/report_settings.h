// Address lists, and what <bounce-processor> and <feedback-loop-processor> say: which addresses are theirs, and what becomes of the mail. Filled once by
// load(), never changed afterwards, any thread. Files are as written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/config/place.h"
#include "shared/config/units.h"

namespace mailrace::config {

/// <address-list>: an address is on it when any of its lines fits.
struct AddressList {
    std::string name;                        // may be empty
    std::vector<std::string> address;        // "user@domain", "user" for that local part anywhere, or "/regex/"
    std::vector<std::string> address_file;   // files with one address or local part a line
    std::vector<std::string> domain;         // domain patterns
    std::vector<Place> address_place, address_file_place, domain_place;  // the lines of these, in order
    // Of suppression lists, which stand at the top level.
    std::string digest_algorithm;            // "siphash", "hmac-sha256"; empty: entries are kept as they are
    std::string digest_key;                  // its bytes
    std::vector<std::string> automatic_categories;  // of bounces that put their recipient on the list
    bool automatic_complaints = false;       // a complaint does so at once
    std::uint64_t automatic_after = 1;       // so many bounces
    Duration automatic_within{std::chrono::hours{24 * 30}};
    std::vector<std::string> used_by;        // names of the <source> sections that name it
    Interval automatic_expires{Duration{0}, true};  // how long such an entry holds
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
