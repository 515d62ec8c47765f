// What the reader makes of the files: sections as blocks of checked assignments, includes resolved. Private to this folder; the
// typed model is built from it and keeps it, so that effective values can be explained.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shared/config/place.h"
#include "shared/config/schema.h"
#include "shared/config/value.h"

namespace mailrace::config {

struct Assignment {
    const Directive* directive = nullptr;
    Value value;
    bool cleared = false;
    std::string text;  // the value as written
    Place place;
};

struct Block {
    Scope scope = Scope::global;
    std::string name;
    Place place;
    const Block* parent = nullptr;
    std::vector<Assignment> assignments;
    std::vector<std::unique_ptr<Block>> children;
};

/// "<domain *.example.com> in <virtual-mta a>"
std::string describe(const Block& block);

}  // namespace mailrace::config
