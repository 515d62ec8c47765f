// What a reply was found to mean, and by which rule. A small value that is copied freely: its texts live as long as the process
// (see feedback/names.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace mailrace::events {

/// What follows for the address and for us.
enum class ResponseClass : std::uint8_t {
    none,       // nothing to class: success, or no reply
    hard,       // the address will not work: do not mail it again
    soft,       // may work later
    our_fault,  // we have to mend something: authentication, DNS, relaying, syntax
    look,       // a person should look: reputation, policy, content
};
std::string_view to_string(ResponseClass cls);  // "", "hard", "soft", "our-fault", "look"

/// What delivery does with a reply beyond what its code says.
enum class Handling : std::uint8_t {
    as_replied,
    defer,   // a 5xx that is a throttle: try again
    bounce,  // a 4xx that never heals: do not try again
};

struct Classification {
    std::string_view category;     // one of the 17 names of PowerMTA, or a name of the user's patterns; "success" for a 2xx
    std::string_view subcategory;  // "throttled", "spamhaus", …; often empty
    ResponseClass cls = ResponseClass::none;
    Handling handling = Handling::as_replied;
    std::string_view rule;  // id of the rule that decided
    std::string_view file;  // where that rule stands
    std::uint32_t line = 0;
    std::string_view provider;  // whose rules were asked, by the name in the table of responses; empty: nobody's
};

}  // namespace mailrace::events
