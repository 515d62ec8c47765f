// The rows of the schema, one file a group of sections. Private to this folder: everybody else asks schema.h.
#pragma once

#include <span>

#include "shared/config/schema.h"

namespace mailrace::config {

std::span<const Directive> global_directives();
std::span<const Directive> source_directives();
std::span<const Directive> domain_directives();
std::span<const Directive> sections_directives();
std::span<const Directive> field_directives();
std::span<const Directive> ours_directives();

inline constexpr std::string_view later = "not yet in this version: the line is checked and has no effect";

constexpr Directive many(Directive d) {
    d.repeatable = true;
    return d;
}
constexpr Directive from_field(Directive d) {
    d.family = Family::field;
    return d;
}
constexpr Directive ours(Directive d) {
    d.family = Family::ours;
    return d;
}

}  // namespace mailrace::config
