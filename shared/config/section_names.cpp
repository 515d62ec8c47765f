#include "shared/config/section_names.h"

#include "shared/config/address.h"
#include "shared/config/idn.h"
#include "shared/config/value.h"

namespace mailrace::config {

namespace {

constexpr std::size_t longest_name = 200;

NameProblem wrong(std::string_view name, std::string_view what, std::string expected) {
    return {'"' + std::string(name) + "\" is not " + std::string(what), std::move(expected)};
}

/// A name that could only be meant as an address or range.
bool looks_like_address(std::string_view name) {
    if (name.find(':') != std::string_view::npos)
        return name.find_first_not_of("0123456789./:abcdefABCDEF") == std::string_view::npos;
    return name.find_first_not_of("0123456789./") == std::string_view::npos && name.find_first_of("./") != std::string_view::npos;
}

NameProblem source_problem(std::string_view name) {
    if (!looks_like_address(name) || parse_cidr(name)) return {};
    return wrong(name, "an address range", "a range such as 10/8, 192.0.2.1 or 2001:db8::/32, or a name such as {feeders}");
}

/// Queues are named domain/virtual MTA, lists separate names with commas, headers end them at blanks.
NameProblem plain_name_problem(std::string_view name) {
    if (name.find_first_of(" \t/,<>\"") != std::string_view::npos)
        return wrong(name, "a name that can be referred to", "a name without blanks, commas and slashes");
    if (name.size() > longest_name) return {"the name is longer than 200 bytes", "a shorter name"};
    return {};
}

}  // namespace

NameProblem section_name_problem(const Tag& tag, std::string_view name) {
    switch (tag.scope) {
        case Scope::domain:
            if (is_domain_pattern(name) && with_a_labels(name)) return {};
            return wrong(name, "a domain pattern", std::string(describe(ValueType::domain_pattern)));
        case Scope::source:
            if (NameProblem problem = source_problem(name); !problem.message.empty()) return problem;
            return parse_cidr(name) ? NameProblem{} : plain_name_problem(name);
        case Scope::smtp_listener:
        case Scope::transmissions_api_listener:
            if (parse_listener(name)) return {};
            return wrong(name, "an address and port", "an address and port such as 0.0.0.0:25 or [::1]:2525");
        case Scope::virtual_mta:
        case Scope::virtual_mta_pool:
        case Scope::pattern_list:
        case Scope::smtp_pattern_list:
        case Scope::rewrite_list:
        case Scope::domain_key_list:
        case Scope::address_list:
        case Scope::source_group:
        case Scope::proxy:
        case Scope::signals_filter: return plain_name_problem(name);
        default: return {};
    }
}

}  // namespace mailrace::config
