#include "shared/config/reference.h"

#include <algorithm>

#include "shared/config/sample.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

constexpr std::string_view preface = R"(# The configuration, name by name

One directive stands on a line: its name, then its value. Sections begin with `<tag name>` and end with `</tag>`. A `#` begins a comment
wherever it stands, in quotes and patterns too (write `\x23` in a pattern). Double quotes hold a value with blanks together; `""` alone takes
a value back that a more general section gave. Names, words and units may be written in either case.

- **Times** are written `30s`, `10m`, `1d12h`, `1w2d12h30m10s`; a bare number is seconds.
- **Sizes** are written `512k`, `50M`, `10G`; a bare number is bytes.
- **Rates** are written `100/h`, `83/10m`, `1/5s`; `0` and `unlimited` set no limit. Data rates have a size before the slash: `100M/m`.
- **Address ranges** may be short: `0/0` is everybody, `10/8`, `173.194/16`, `::1`.
- **Domains** in `<domain …>` are `*`, `example.com`, `*.example.com` (below it only), `[*.]example.com` (both), `[192.0.2.0/24]` (address
  literals), or `$name` for the domains of a `domain-macro`.
- **Patterns** stand between slashes and match in either case.

Settings of a queue are merged, the later wins: `<domain>` sections of the top level, then those of the virtual MTA's pool, then those of the
virtual MTA, each from the general pattern to the specific one, wherever they stand in the file.
`mailracectl show settings DOMAIN/VMTA` prints each value with the line that gave it.
)";

std::string value_line(const Directive& d) {
    std::string out = "- Value: " + expected_text(d);
    if (d.repeatable) out += "; may be given several times";
    return out + '\n';
}

std::string default_line(const Directive& d) {
    return "- Default: " + (d.default_text.empty() ? std::string("none") : '`' + std::string(d.default_text) + '`') + '\n';
}

std::string status_line(Status status, std::string_view note) {
    std::string out = "- Mailrace: " + std::string(to_string(status));
    if (!note.empty()) out += ": " + std::string(note);
    return out + '\n';
}

std::string family_line(Family family) {
    switch (family) {
        case Family::powermta: return {};
        case Family::field: return "- Known from configurations of the field, not from PowerMTA's reference\n";
        case Family::ours: return "- Mailrace's own, unknown to PowerMTA\n";
    }
    return {};
}

void put_directive(std::string& out, const Directive& d, std::string_view heading) {
    out += std::string(heading) + " `" + std::string(d.name) + "`\n\n" + std::string(d.help) + "\n\n";
    out += value_line(d) + default_line(d);
    const std::string sample = sample_value(d);
    out += "- Example: `" + std::string(d.name) + (sample.empty() ? "" : " " + sample) + "`\n";
    out += "- Stands in: " + scopes_text(d.scopes) + '\n';
    out += status_line(d.status, d.note) + family_line(d.family) + '\n';
}

void put_tag(std::string& out, const Tag& tag, std::string_view heading) {
    const std::string name = sample_name(tag);
    out += std::string(heading) + " `<" + std::string(tag.name) + ">`\n\n" + std::string(tag.help) + "\n\n";
    out +=
        "- Example: `<" + std::string(tag.name) + (name.empty() ? "" : " " + name) + ">` … `</" + std::string(tag.name) + ">`\n";
    out += "- Stands in: " + scopes_text(tag.parents) + '\n';
    out += status_line(tag.status, tag.note) + '\n';
}

std::vector<const Directive*> directives_of(Scope scope) {
    std::vector<const Directive*> out;
    for (const Directive* d : all_directives())
        if (d->scopes & in(scope)) out.push_back(d);
    std::sort(out.begin(), out.end(), [](const Directive* a, const Directive* b) { return a->name < b->name; });
    return out;
}

void put_scope(std::string& out, Scope scope) {
    const Tag* tag = find_tag(tag_name(scope));
    if (tag)
        put_tag(out, *tag, "##");
    else
        out += "## The top level\n\nDirectives that stand in no section and hold for the whole server.\n\n";
    for (const Directive* d : directives_of(scope)) put_directive(out, *d, "###");
}

}  // namespace

std::string reference_markdown() {
    std::string out(preface);
    out += '\n';
    for (std::size_t s = 0; s < scope_count; ++s) put_scope(out, static_cast<Scope>(s));
    return out;
}

std::string directive_markdown(std::string_view name) {
    std::string wanted = lower(name);
    const bool section_only = wanted.starts_with('<');
    if (section_only) wanted = wanted.substr(1, wanted.find_first_of("> ") - 1);
    std::string out;
    if (!section_only)
        for (const Directive* d : find_directive_anywhere(wanted)) put_directive(out, *d, "##");
    if (const Tag* tag = find_tag(wanted)) {
        put_tag(out, *tag, "##");
        out += "Directives that may stand in it:\n\n";
        for (const Directive* d : directives_of(tag->scope))
            out += "- `" + std::string(d->name) + "`: " + std::string(d->help) + '\n';
        out += '\n';
    }
    return out;
}

}  // namespace mailrace::config
