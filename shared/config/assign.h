// From a checked Value to a typed member, chosen by the member's type. Private to this folder; used by the binding tables.
#pragma once

#include "shared/config/bindings.h"

namespace mailrace::config {

template <class T>
void convert(T& target, const Value& value) {
    if (const T* typed = std::get_if<T>(&value)) target = *typed;
}
inline void convert(std::uint32_t& target, const Value& value) {
    if (const auto* number = std::get_if<std::uint64_t>(&value)) target = static_cast<std::uint32_t>(*number);
}
inline void convert(DateHeader& target, const Value& value) {
    const auto* word = std::get_if<std::string>(&value);
    if (word) target = *word == "yes" ? DateHeader::yes : *word == "override" ? DateHeader::override_existing : DateHeader::no;
}
inline void convert(DsnReturn& target, const Value& value) {
    const auto* word = std::get_if<std::string>(&value);
    if (word) target = *word == "headers" ? DsnReturn::headers : *word == "full" ? DsnReturn::full : DsnReturn::system;
}
inline void convert(SuppressionAction& target, const Value& value) {
    const auto* word = std::get_if<std::string>(&value);
    if (word) target = *word == "bounce" ? SuppressionAction::bounce : SuppressionAction::reject;
}
inline void convert(DeliveryType& target, const Value& value) {
    const auto* word = std::get_if<std::string>(&value);
    if (!word) return;
    target = *word == "pipe"            ? DeliveryType::pipe
             : *word == "file"          ? DeliveryType::file
             : *word == "discard"       ? DeliveryType::discard
             : *word == "http-delivery" ? DeliveryType::http_delivery
                                        : DeliveryType::smtp;
}
inline void convert(DsnFormat& target, const Value& value) {
    if (const auto* word = std::get_if<std::string>(&value))
        target = *word == "plain-text" ? DsnFormat::plain_text : DsnFormat::standard;
}
inline void convert(FileFormat& target, const Value& value) {
    const auto* word = std::get_if<std::string>(&value);
    if (!word) return;
    target = *word == "newfile-pickup" ? FileFormat::newfile_pickup
             : *word == "append-mbox"  ? FileFormat::append_mbox
                                       : FileFormat::newfile_plain;
}
template <class T, class Variant>
inline constexpr bool is_alternative = false;
template <class T, class... Ts>
inline constexpr bool is_alternative<T, std::variant<Ts...>> = (std::is_same_v<T, Ts> || ...);

/// Values of a repeatable directive gather, be they single or lists; the list of one that stands alone replaces.
template <class T>
void gather(std::vector<T>& list, bool afresh, const Value& value) {
    if (afresh) list.clear();
    if constexpr (is_alternative<std::vector<T>, Value>)
        if (const auto* more = std::get_if<std::vector<T>>(&value)) list.insert(list.end(), more->begin(), more->end());
    if constexpr (is_alternative<T, Value>)
        if (const T* item = std::get_if<T>(&value)) list.push_back(*item);
}

template <class Struct, class T>
void assign_setting(Struct& target, Setting<T> Struct::*member, const Assignment& assignment) {
    Setting<T>& setting = target.*member;
    if (assignment.cleared) {
        setting.value = (Struct{}.*member).value;
    } else if constexpr (requires { gather(setting.value, true, assignment.value); }) {
        gather(setting.value, setting.is_default || !assignment.directive->repeatable, assignment.value);
    } else {
        convert(setting.value, assignment.value);
    }
    setting.place = assignment.place;
    setting.is_default = assignment.cleared;
}
template <class Struct, class T>
void assign_setting(Struct& target, T Struct::*member, const Assignment& assignment) {
    if (assignment.cleared)
        target.*member = Struct{}.*member;
    else
        convert(target.*member, assignment.value);
}

template <class T>
const T& value_in(const Setting<T>& setting) {
    return setting.value;
}
template <class T>
const T& value_in(const T& plain) {
    return plain;
}
template <class T>
Place place_in(const Setting<T>& setting) {
    return setting.place;
}
template <class T>
Place place_in(const T&) {
    return {};
}

template <auto Member>
struct Bound;
template <class Struct, class T, T Struct::*Member>
struct Bound<Member> {
    using Owner = Struct;
    static void assign(Struct& target, const Assignment& assignment) { assign_setting(target, Member, assignment); }
    static bool same(const Struct& a, const Struct& b) { return value_in(a.*Member) == value_in(b.*Member); }
    static Place place(const Struct& s) { return place_in(s.*Member); }
};

template <auto Member>
constexpr auto bind(std::string_view name) {
    using B = Bound<Member>;
    return Binding<typename B::Owner>{name, &B::assign, &B::same, &B::place};
}

}  // namespace mailrace::config
