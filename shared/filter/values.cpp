#include "shared/filter/values.h"

#include <charconv>
#include <limits>
#include <optional>

#include "shared/base/ids.h"
#include "shared/filter/match.h"
#include "shared/filter/times.h"

namespace mailrace::filter {
namespace {

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

/// The numbers that one written value stands for: "5*" is 500 to 599, a day is its 86,400 seconds.
struct Span {
    std::int64_t low = 0;
    std::int64_t high = 0;
};

std::optional<std::int64_t> read_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

std::optional<std::int64_t> read_size(std::string_view text) {
    std::int64_t unit = 1;
    if (!text.empty() && (text.back() == 'b' || text.back() == 'B')) text.remove_suffix(1);
    if (!text.empty()) {
        switch (text.back() | 0x20) {
            case 'k': unit = 1024; break;
            case 'm': unit = 1024 * 1024; break;
            case 'g': unit = 1024 * 1024 * 1024; break;
            case 't': unit = std::int64_t{1} << 40; break;
            default: break;
        }
        if (unit != 1) text.remove_suffix(1);
    }
    const auto value = read_integer(text);
    if (!value || *value < 0 || *value > kMax / unit) return std::nullopt;
    return *value * unit;
}

/// "550", "55*", "5*", "5xx", "0".
std::optional<Span> read_code(std::string_view text) {
    std::string digits(text);
    while (!digits.empty() && (digits.back() == '*' || (digits.back() | 0x20) == 'x') && digits.size() > 1) digits.pop_back();
    const bool open = digits.size() < text.size();
    const auto value = read_integer(digits);
    if (!value || *value < 0 || *value > 999) return std::nullopt;
    if (!open) return Span{*value, *value};
    if (digits.size() == 1) return Span{*value * 100, *value * 100 + 99};
    if (digits.size() == 2) return Span{*value * 10, *value * 10 + 9};
    return Span{*value, *value};
}

/// "5.1.1", "5.1.*", "5.1", "5.*", "5".
std::optional<Span> read_status(std::string_view text) {
    unsigned low[3] = {0, 0, 0}, high[3] = {999, 999, 999};
    for (unsigned& l : low) {
        const auto i = static_cast<std::size_t>(&l - low);
        const std::size_t dot = text.find('.');
        const std::string_view part = text.substr(0, dot);
        if (part != "*") {
            const auto value = read_integer(part);
            if (!value || *value < 0 || *value > 999) return std::nullopt;
            low[i] = high[i] = static_cast<unsigned>(*value);
        } else if (i == 0) {
            return std::nullopt;
        } else if (dot != std::string_view::npos && text.substr(dot + 1) != "*") {
            return std::nullopt;  // "5.*.1" is not one span
        }
        if (dot == std::string_view::npos) break;
        if (i == 2) return std::nullopt;
        text.remove_prefix(dot + 1);
    }
    return Span{pack_status(low[0], low[1], low[2]), pack_status(high[0], high[1], high[2])};
}

std::optional<Span> read_named(const FieldInfo& field, std::string_view text) {
    for (const FieldValue& v : field.values)
        if (equals_nocase(v.name, text)) return Span{v.number, v.number};
    return std::nullopt;
}

std::optional<Span> single(std::optional<std::int64_t> value) {
    if (!value) return std::nullopt;
    return Span{*value, *value};
}

std::optional<Span> read_message(std::string_view text) {
    const auto id = parse_message_id(text);
    if (!id || id->value > static_cast<std::uint64_t>(kMax)) return std::nullopt;
    return single(static_cast<std::int64_t>(id->value));
}

std::optional<Span> read_span(const FieldInfo& field, std::string_view text, WallTime now) {
    switch (field.type) {
        case FieldType::number: return single(read_integer(text));
        case FieldType::size: return single(read_size(text));
        case FieldType::duration: return single(read_duration(text));
        case FieldType::code: return read_code(text);
        case FieldType::status: return read_status(text);
        case FieldType::message: return read_message(text);
        case FieldType::enumeration:
        case FieldType::boolean: return read_named(field, text);
        case FieldType::time: {
            const auto t = read_time(text, now);
            if (!t) return std::nullopt;
            return Span{t->first, t->last};
        }
        case FieldType::name:
        case FieldType::label:
        case FieldType::address:
        case FieldType::text:
        case FieldType::ip: return std::nullopt;
    }
    return std::nullopt;
}

std::string expected(const FieldInfo& field, std::string_view text) {
    std::string words = "\"" + std::string(text) + "\" does not fit " + std::string(field.name) + ": ";
    switch (field.type) {
        case FieldType::size: return words + "a size such as 10k or 1m is expected";
        case FieldType::duration: return words + "a duration such as 200ms, 2s or 5m is expected";
        case FieldType::code: return words + "a code such as 550, 55* or 5* is expected";
        case FieldType::status: return words + "an enhanced status such as 5.1.1 or 5.1.* is expected";
        case FieldType::message: return words + "a queue id of 13 characters is expected";
        case FieldType::time: return words + "a time such as 2h (ago), today, 2026-01-02 or 2026-01-02T03:04 is expected";
        case FieldType::ip: return words + "an address, 198.51.100.* or 198.51.100.0/24 is expected";
        case FieldType::enumeration:
        case FieldType::boolean: {
            words += "one of";
            std::string_view comma = " ";
            for (const FieldValue& v : field.values) {
                if (v.help.empty() && v.number != 0 && field.type == FieldType::enumeration && v.name.size() < 3) continue;
                words.append(comma).append(v.name);
                comma = ", ";
            }
            return words + " is expected";
        }
        default: return words + "a number is expected";
    }
}

Test range(std::int64_t low, std::int64_t high) {
    Test test;
    test.kind = Test::Kind::range;
    test.low = low;
    test.high = high;
    return test;
}

Test words(Test::Kind kind, std::string text) {
    Test test;
    test.kind = kind;
    test.text = std::move(text);
    return test;
}

Result<Test> read_number_test(const FieldInfo& field, Comparison comparison, const std::string& text, WallTime now) {
    const std::size_t dots = text.find("..");
    if (dots != std::string::npos) {
        const auto low = read_span(field, text.substr(0, dots), now);
        const auto high = read_span(field, text.substr(dots + 2), now);
        if (!low) return Error::invalid(expected(field, text.substr(0, dots)));
        if (!high) return Error::invalid(expected(field, text.substr(dots + 2)));
        if (comparison != Comparison::equal && comparison != Comparison::not_equal)
            return Error::invalid("a range cannot be compared: write either > or ..");
        if (low->low > high->high) return Error::invalid("the range " + text + " ends before it begins");
        return range(low->low, high->high);
    }
    const auto span = read_span(field, text, now);
    if (!span) return Error::invalid(expected(field, text));
    if (field.meaning == Meaning::since) return range(span->low, kMax);
    if (field.meaning == Meaning::until) return range(kMin, span->high);
    switch (comparison) {
        case Comparison::less: return span->low == kMin ? range(1, 0) : range(kMin, span->low - 1);
        case Comparison::less_equal: return range(kMin, span->high);
        case Comparison::greater: return span->high == kMax ? range(1, 0) : range(span->high + 1, kMax);
        case Comparison::greater_equal: return range(span->low, kMax);
        case Comparison::equal:
        case Comparison::not_equal: return range(span->low, span->high);
    }
    return range(span->low, span->high);
}

Result<Test> read_ip_test(const FieldInfo& field, const WrittenValue& value) {
    if (value.text.find('/') != std::string::npos) {
        if (!parse_network(value.text)) return Error::invalid(expected(field, value.text));
        return words(Test::Kind::network, value.text);
    }
    if (value.form == WrittenValue::Form::bare && value.text.find_first_of("*?") != std::string::npos)
        return words(Test::Kind::glob, value.text);
    if (!value.text.empty() && !parse_ip(value.text)) return Error::invalid(expected(field, value.text));
    return words(Test::Kind::equals, value.text);
}

}  // namespace

Result<Test> read_value(const FieldInfo& field, Comparison comparison, const WrittenValue& value, WallTime now) {
    const bool is_number = field.type != FieldType::name && field.type != FieldType::label && field.type != FieldType::address &&
                           field.type != FieldType::text && field.type != FieldType::ip;
    if (is_number) {
        if (value.form == WrittenValue::Form::pattern) return Error::invalid(std::string(field.name) + " cannot be searched with a pattern");
        return read_number_test(field, comparison, value.text, now);
    }
    if (comparison != Comparison::equal && comparison != Comparison::not_equal)
        return Error::invalid(std::string(field.name) + " is text: it cannot be greater or less than something");
    if (value.form == WrittenValue::Form::pattern) {
        auto pattern = Pattern::compile(value.text);
        if (!pattern) return pattern.error();
        Test test = words(Test::Kind::regex, value.text);
        test.pattern = std::move(*pattern);
        return test;
    }
    if (field.type == FieldType::ip) return read_ip_test(field, value);
    const bool wild = value.form == WrittenValue::Form::bare && value.text.find_first_of("*?") != std::string::npos;
    switch (field.type) {
        case FieldType::text:
            if (value.text.empty()) return words(Test::Kind::equals, value.text);
            return wild ? words(Test::Kind::glob, "*" + value.text + "*") : words(Test::Kind::contains, value.text);
        case FieldType::address:
            if (wild) return words(Test::Kind::glob, value.text);
            return words(value.text.empty() || value.text.find('@') != std::string::npos ? Test::Kind::equals : Test::Kind::contains, value.text);
        case FieldType::label:
            if (wild) return words(Test::Kind::glob, value.text);
            return words(value.text.empty() ? Test::Kind::equals : Test::Kind::label, value.text);
        default: return words(wild ? Test::Kind::glob : Test::Kind::equals, value.text);
    }
}

}  // namespace mailrace::filter
