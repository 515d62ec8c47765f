// The schema: one table of every directive, with its scopes, type, default, help and what Mailrace does with it. The loader, the
// command line, the application's editor and the reference page all ask it. Constant data, readable from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::config {

/// Sections. The bit of a scope says where a directive may stand.
enum class Scope : std::uint8_t {
    global,
    spool,
    bounce_processor,
    feedback_loop_processor,
    address_list,
    email_patterns,
    source,
    smtp_user,
    source_group,
    domain,
    acct_file,
    virtual_mta,
    virtual_mta_pool,
    pattern_list,
    smtp_pattern_list,
    dns,
    smtp_listener,
    rewrite_list,
    domain_key_list,
    transmissions_api,
    transmissions_api_listener,
    sparkpost,  // <signals>: that word is taken by Qt
    signals_filter,
    proxy,
    mx_rollup_list,
    bounce_category_patterns,
    aliases,
    webhook,
};
inline constexpr std::size_t scope_count = 28;
using Scopes = std::uint32_t;
constexpr Scopes in(Scope scope) { return Scopes{1} << static_cast<unsigned>(scope); }
constexpr Scopes operator|(Scope a, Scope b) { return in(a) | in(b); }
constexpr Scopes operator|(Scopes a, Scope b) { return a | in(b); }

enum class Status : std::uint8_t {
    honoured,
    honoured_with_difference,  // the note says which
    obsolete,                  // the note says why it is ignored
    not_supported,             // the note says what to do instead
};
std::string_view to_string(Status status);

enum class ValueType : std::uint8_t {
    boolean,
    integer,
    integer_or_unlimited,
    integer_or_auto,
    interval,
    interval_or_never,
    interval_list,
    size,
    rate,
    rate_list,
    data_rate,
    choice,               // one of Directive::choices
    boolean_or_choice,    // yes, no, or one of the choices
    boolean_or_interval,  // yes, no, a time, never
    text,                 // the rest of the line
    word,
    word_list,  // one word; a comma list
    domain,
    host_name,
    domain_pattern,
    email,
    email_list,
    address_or_regex,
    file,
    directory,
    url,
    ip_port,
    cidr_integer,
    cidr_rate,
    cidr_data_rate,
    name_integer,
    port,
    listener,
    source_host,
    http_access,
    domain_key,
    macro,
    two_words,
    pattern_rule,
    reply_rule,
    category_rule,
    mx_rule,
    route_hosts,
    certificate,
    pool_member,
    control_role,
    record_types,      // d, b, t, …
    record_fields,     // record types, then columns
    header_field,      // record type, header_NAME, column
    privacy_policy,    // a policy, then its key if it has one
    signing_identity,  // an address, a domain, @domain, sender-or-from
    header_name,
    header_list,
    api_key,       // 32 to 128 letters, digits, _
    host_port,     // name or address, and a port that must be there
    proxy_client,  // address with port if wanted, host name
    address_map,   // an address or *@domain, and what is put in its place
    domain_map,    // a domain, and what is put in its place
    pattern_result,
    anything,
};
std::string_view describe(ValueType type);
/// May a value of this type be judged by its form alone, so that a wrong one is a mistake even where the directive has no effect
/// yet?
bool is_closed(ValueType type);

/// Who brought the name: PowerMTA 5.0's reference, configurations met in the field, or Mailrace.
enum class Family : std::uint8_t { powermta, field, ours };

struct Directive {
    std::string_view name;
    Scopes scopes = 0;
    ValueType type = ValueType::anything;
    std::string_view default_text;  // as one would write it; empty: none
    std::string_view help;
    Status status = Status::honoured;
    std::string_view note;
    std::string_view choices;  // "a|b|c"
    Family family = Family::powermta;
    bool repeatable = false;
};

/// A section tag.
struct Tag {
    std::string_view name;
    Scope scope = Scope::global;
    Scopes parents = 0;
    bool named = false;  // a name is required
    std::string_view help;
    Status status = Status::honoured;
    std::string_view note;
    bool name_optional = false;
};

/// All directives, tables of all sections one after the other.
const std::vector<const Directive*>& all_directives();
std::span<const Tag> all_tags();

/// nullptr when the section knows no such name. Names match without regard to case.
const Directive* find_directive(Scope scope, std::string_view name);
/// Every meaning of a name, in whatever section.
std::vector<const Directive*> find_directive_anywhere(std::string_view name);
const Tag* find_tag(std::string_view name);
std::string_view tag_name(Scope scope);  // "" for global
/// "<domain> and <virtual-mta>", "the top level"
std::string scopes_text(Scopes scopes);
/// "yes or no", "one of a, b, c"
std::string expected_text(const Directive& directive);

/// The known name of that section nearest to a misspelt one; empty when nothing is near.
std::string nearest_directive(Scope scope, std::string_view name);
std::string nearest_tag(std::string_view name);
/// The nearest of all directives and sections.
std::string nearest_name(std::string_view name);
/// Edits (insert, delete, replace, swap neighbours) between two words, bounded by `limit` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace mailrace::config
