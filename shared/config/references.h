// Names of a configuration while it is read: what is defined, what is used, and whether they fit: a name that is used must be
// defined, and a section with a name may be defined once. Private to this folder.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "shared/config/domain_table.h"
#include "shared/config/names.h"
#include "shared/config/place.h"

namespace mailrace::config {

class Reader;

class References {
public:
    /// Takes the names of a line that was read without an error. `scope` as append_names() wants it.
    void take(std::string_view content, const Line& line, Scope scope, Place place);
    /// Reports what does not fit, once everything is read.
    void check(Reader& reader) const;

private:
    struct Mention {
        Named named;
        Place place;
        std::size_t order = 0;  // of reading, over all files
    };
    void define(Mention mention);
    void check_use(Reader& reader, const Mention& use) const;
    const Mention* definition(const Named& named) const;
    std::string nearest(Reader& reader, const Named& named) const;

    std::array<TextMap<Mention>, symbol_kind_count> definitions_;  // by lower-case name
    std::vector<std::pair<Mention, Mention>> again_;               // first definition, another one
    std::vector<Mention> uses_;
    std::vector<Named> found_;  // of the line at hand
    std::size_t order_ = 0;
};

}  // namespace mailrace::config
