// Address lists: those of the processors, and the suppression lists of the top level with their digests and automatic entries.
#include <algorithm>
#include <set>

#include "shared/base/hex.h"
#include "shared/config/assign.h"
#include "shared/config/build.h"
#include "shared/config/records.h"

namespace mailrace::config {

namespace {

/// Lines add up, each with its place; an emptied one starts anew.
template <auto Member, auto Places>
void more(AddressList& target, const Assignment& assignment) {
    auto& list = target.*Member;
    auto& places = target.*Places;
    gather(list, assignment.cleared, assignment.value);
    places.resize(std::min(places.size(), assignment.cleared ? 0 : list.size()));
    places.resize(list.size(), assignment.place);
}

constexpr Binding<AddressList> table[] = {
    {"address", more<&AddressList::address, &AddressList::address_place>},
    {"address-file", more<&AddressList::address_file, &AddressList::address_file_place>},
    {"domain", more<&AddressList::domain, &AddressList::domain_place>},
    bind<&AddressList::digest_algorithm>("digest-algorithm"),
    bind<&AddressList::digest_key>("digest-key"),
    {"digest-hexkey", [](AddressList& to, const Assignment& a) {
         const auto* text = std::get_if<std::string>(&a.value);
         to.digest_key = text ? from_hex(*text).value_or("") : "";
     }},
    {"automatic-categories", [](AddressList& to, const Assignment& a) { gather(to.automatic_categories, true, a.value); }},
    bind<&AddressList::automatic_after>("automatic-after"),
    bind<&AddressList::automatic_within>("automatic-within"),
    bind<&AddressList::automatic_complaints>("automatic-complaints"),
    bind<&AddressList::automatic_expires>("automatic-expires"),
};

const Assignment* find(const Block& block, std::string_view name) {
    const auto found = std::find_if(block.assignments.begin(), block.assignments.end(), [&](const Assignment& a) { return a.directive->name == name; });
    return found == block.assignments.end() ? nullptr : &*found;
}

}  // namespace

std::span<const Binding<AddressList>> address_list_bindings() { return table; }

AddressList Builder::make_address_list(const Block& block) {
    AddressList list;
    list.name = block.name;
    list.place = block.place;
    apply(list, block, address_list_bindings());
    return list;
}

void Builder::build_address_lists(const Block& root) {
    for (const auto& child : root.children) {
        if (child->scope != Scope::address_list) continue;
        if (child->name.empty()) {
            reader_.report(Severity::warning, child->place, "no-name", "a list without a name is used by nobody", "<address-list NAME>, and suppression-lists NAME in a <source>");
            continue;
        }
        AddressList list = make_address_list(*child);
        check_digest(*child, list);
        check_automatic(*child, true);
        parts_.global.address_lists.push_back(std::move(list));
    }
    for (const auto& child : root.children)
        if (child->scope == Scope::source) check_suppression(*child);
}

void Builder::check_digest(const Block& block, AddressList& list) {
    const Assignment* hex = find(block, "digest-hexkey");
    const Assignment* text = find(block, "digest-key");
    const Assignment* key = hex ? hex : text;
    if (hex && text) reader_.report(Severity::error, hex->place, "digest-key", "digest-key and digest-hexkey are the same key in two forms: give one of them");
    if (hex && !hex->cleared && list.digest_key.empty())
        reader_.report(Severity::error, hex->place, "digest-key", "this key is not hexadecimal", "an even number of digits 0 to 9 and a to f");
    else if (!list.digest_algorithm.empty() && list.digest_key.empty())
        reader_.report(Severity::error, find(block, "digest-algorithm")->place, "digest-key", "digests need a key", "digest-key or digest-hexkey in this section");
    else if (list.digest_algorithm == "siphash" && list.digest_key.size() != 16)
        reader_.report(Severity::error, key->place, "digest-key", "the key of siphash has 16 bytes, this one " + std::to_string(list.digest_key.size()), "16 letters, or 32 hexadecimal digits");
    else if (list.digest_algorithm.empty() && key)
        reader_.report(Severity::warning, key->place, "digest-key", "a key without digest-algorithm does nothing", "digest-algorithm siphash or hmac-sha256");
    const auto pattern = std::find_if(list.address.begin(), list.address.end(), [](const std::string& a) { return a.size() > 1 && a.front() == '/'; });
    if (!list.digest_algorithm.empty() && pattern != list.address.end())
        reader_.report(Severity::warning, list.address_place[static_cast<std::size_t>(pattern - list.address.begin())], "digest-pattern", "a pattern cannot be hidden in a digest: it stays readable");
}

void Builder::check_automatic(const Block& block, bool suppression) {
    bool triggered = false;
    const Assignment* detail = nullptr;
    for (const Assignment& a : block.assignments) {
        const std::string_view name = a.directive->name;
        if (!name.starts_with("automatic-") && !name.starts_with("digest-")) continue;
        if (!suppression) {
            reader_.report(Severity::warning, a.place, "no-effect", std::string(name) + " has an effect in suppression lists only, which stand at the top level");
            continue;
        }
        if (name == "automatic-categories" || name == "automatic-complaints") triggered = true;
        else if (name.starts_with("automatic-")) detail = &a;
        const auto* categories = std::get_if<std::vector<std::string>>(&a.value);
        if (name != "automatic-categories" || !categories) continue;
        for (const std::string& category : *categories) {
            if (std::find(std::begin(bounce_categories), std::end(bounce_categories), category) != std::end(bounce_categories)) continue;
            std::string nearest;
            std::size_t distance = 4;
            for (const std::string_view known : bounce_categories)
                if (const std::size_t d = edit_distance(category, known, distance); d < distance) distance = d, nearest = known;
            reader_.report(Severity::warning, a.place, "unknown-category",
                           '"' + category + "\" is none of the usual categories" + (nearest.empty() ? "" : "; perhaps " + nearest));
        }
    }
    if (detail && !triggered)
        reader_.report(Severity::information, detail->place, "no-trigger", "without automatic-categories or automatic-complaints nothing enters this list by itself");
    if (const Assignment* after = find(block, "automatic-after"); after && std::get_if<std::uint64_t>(&after->value) && (std::get<std::uint64_t>(after->value) == 0 || std::get<std::uint64_t>(after->value) > 1000))
        reader_.report(Severity::error, after->place, "bad-value", "automatic-after is a number of bounces", "1 to 1000");
}

/// Lists that a <source> names must stand at the top level; that a name is defined at all was checked with the others.
void Builder::check_suppression(const Block& source) {
    const Assignment* lists = find(source, "suppression-lists");
    const auto* names = lists ? std::get_if<std::vector<std::string>>(&lists->value) : nullptr;
    if (!names) return;
    std::set<std::string> inner;
    for (const auto& section : source.parent->children) {
        for (const auto& child : section->children)
            if (child->scope == Scope::address_list) inner.insert(lower(child->name));
    }
    for (AddressList& list : parts_.global.address_lists) {
        const bool named = std::any_of(names->begin(), names->end(), [&](const std::string& name) { return lower(name) == lower(list.name); });
        if (named && std::find(list.used_by.begin(), list.used_by.end(), source.name) == list.used_by.end()) list.used_by.push_back(source.name);
    }
    for (const std::string& name : *names)
        if (inner.contains(lower(name)))
            reader_.report(Severity::error, lists->place, "unknown-name", "<address-list " + name + "> belongs to a processor of reports", "an <address-list> at the top level");
}

}  // namespace mailrace::config
