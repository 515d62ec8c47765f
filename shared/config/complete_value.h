// What could stand as the value of a directive. Private to this folder; complete() asks it.
#pragma once

#include "shared/config/proposals.h"

namespace mailrace::config {

struct ValueSpot {
    Scope scope = Scope::global;
    const Directive* directive = nullptr;  // nullptr: an entry of a pattern section without a keyword of the schema
    std::vector<Word> before;              // the whole words of the line before the cursor, the keyword first
    bool quoted = false;                   // the cursor is behind an opening quote
    bool continued = false;                // it is behind a comma of the same word
};

void propose_values(const ValueSpot& spot, const Symbols& symbols, Proposals& out);
/// Names that a section tag could have.
void propose_section_names(const Tag& tag, const Symbols& symbols, Proposals& out);

}  // namespace mailrace::config
