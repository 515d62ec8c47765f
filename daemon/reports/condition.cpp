#include "daemon/reports/condition.h"

#include <algorithm>
#include <charconv>

#include "shared/accounting/time.h"
#include "shared/config/records.h"
#include "shared/filter/times.h"
#include "shared/mail/text.h"

namespace mailrace::reports {
namespace {

using accounting::Column;
using accounting::Record;

constexpr int kNone = -1, kDomain = -2, kType = -3;

struct Alias {
    std::string_view said, meant;
};
constexpr Alias kAliases[] = {
    {"from", "orig"},
    {"sender", "orig"},
    {"to", "rcpt"},
    {"recipient", "rcpt"},
    {"todomain", "domain"},
    {"to-domain", "domain"},
    {"job", "jobId"},
    {"user", "rcvSmtpUser"},
    {"pool", "vmtaPool"},
    {"category", "bounceCat"},
    {"status", "dsnStatus"},
    {"response", "dsnDiag"},
    {"diag", "dsnDiag"},
    {"mta", "dsnMta"},
    {"source", "dlvSourceIp"},
    {"size", "dlvSize"},
    {"time", "timeLogged"},
    {"env", "envId"},
    {"queued", "timeQueued"},
    {"seconds", "totalSecondsQueued"},
};

/// As accounting files spell it; what nobody knows stays as it is.
std::string field_name(std::string_view said) {
    for (const Alias& alias : kAliases)
        if (mail::iequals(said, alias.said)) return std::string(alias.meant);
    for (const config::RecordColumn& column : config::record_columns())
        if (mail::iequals(said, column.name)) return std::string(column.name);
    if (mail::iequals(said, "domain")) return "domain";
    if (mail::iequals(said, "type")) return "type";
    return std::string(said);
}

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return mail::is_alpha(c) || mail::is_digit(c) || c == '_' || c == '-' || c == '.';
    });
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// "mx1.example.com (192.0.2.7)": the whole, what is before the bracket, or what is in it.
bool equals_part(std::string_view text, std::string_view value) {
    if (mail::iequals(text, value)) return true;
    const std::size_t open = text.find(" (");
    if (open == std::string_view::npos || !text.ends_with(')')) return false;
    return mail::iequals(text.substr(0, open), value) || mail::iequals(text.substr(open + 2, text.size() - open - 3), value);
}

}  // namespace

std::string_view domain_of(std::string_view address) {
    const std::size_t at = address.rfind('@');
    return at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
}

std::string_view domain_of(const Record& record) {
    if (const std::string_view rcpt = record.get(Column::rcpt); !rcpt.empty()) return domain_of(rcpt);
    const std::string_view queue = record.get(Column::queue);
    return queue.substr(0, std::min(queue.find('/'), queue.size()));
}

Result<Condition> Condition::parse(std::string_view text, WallTime now) {
    const std::size_t begin = text.find_first_of("=!<>");
    const std::string_view words = "a condition is FIELD=VALUE, FIELD=/regex/, FIELD!=VALUE, FIELD<VALUE or FIELD>VALUE: ";
    if (begin == std::string_view::npos || !is_name(text.substr(0, begin)))
        return Error::invalid(std::string(words) + std::string(text));
    std::size_t end = begin + 1;
    if (end < text.size() && text[end] == '=' && text[begin] != '=') ++end;
    const std::string_view op = text.substr(begin, end - begin);
    if (op == "!") return Error::invalid(std::string(words) + std::string(text));
    Condition c;
    c.field_ = field_name(text.substr(0, begin));
    if (auto set = c.set_value(op, text.substr(end), now); !set)
        return Error::invalid(std::string(text) + ": " + set.error().words);
    return c;
}

Result<Condition> Condition::equal(std::string_view field, std::string_view value, WallTime now) {
    Condition c;
    c.field_ = field_name(field);
    if (auto set = c.set_value("=", value, now); !set)
        return Error::invalid(c.field_ + "=" + std::string(value) + ": " + set.error().words);
    return c;
}

Status Condition::set_value(std::string_view op, std::string_view value, WallTime now) {
    value_ = value;
    is_time_ = field_.starts_with("time");
    in_parts_ = field_ == "dsnStatus" || field_ == "dsnMta" || field_ == "srcMta";
    negated_ = op == "!=";
    if (op == "=" || op == "!=") {
        if (field_ == "type") value_ = config::record_name(value);
        if (value.size() >= 2 && value.front() == '/' && (value.ends_with('/') || value.ends_with("/i"))) {
            kind_ = Kind::regex;
            auto compiled = filter::Pattern::compile(value.substr(1, value.rfind('/') - 1));
            if (!compiled) return compiled.error();
            pattern_ = std::move(*compiled);
        } else if (value.find('*') != std::string_view::npos) {
            kind_ = Kind::glob;
        }
        return {};
    }
    kind_ = op == "<" ? Kind::below : op == "<=" ? Kind::at_most : op == ">" ? Kind::above : Kind::at_least;
    if (is_time_) {
        const auto span = filter::read_time(value, now);
        const auto exact = accounting::read_time(value);
        if (!span && !exact) return Error::invalid("no time: write 2026-01-02, 2026-01-02T03:04, 2h (ago) or yesterday");
        number_ = !span ? *exact : (kind_ == Kind::below || kind_ == Kind::at_least ? span->first : span->last) / 1000;
        return {};
    }
    const auto number = number_of(value);
    if (!number) return Error::invalid("only times and numbers can be compared with " + std::string(op));
    number_ = *number;
    return {};
}

std::string Condition::text() const {
    static constexpr std::string_view ops[] = {"=", "=", "=", "<", "<=", ">", ">="};
    return field_ + (negated_ ? "!=" : std::string(ops[static_cast<std::size_t>(kind_)])) + value_;
}

bool Condition::holds(std::string_view value) const {
    bool fits = false;
    switch (kind_) {
        case Kind::equals: fits = in_parts_ ? equals_part(value, value_) : mail::iequals(value, value_); break;
        case Kind::glob: fits = filter::glob_nocase(value, value_); break;
        case Kind::regex: fits = pattern_->find(value); break;
        case Kind::below:
        case Kind::at_most:
        case Kind::above:
        case Kind::at_least: {
            const auto number = is_time_ ? accounting::read_time(value) : number_of(value);
            if (!number) return false;
            fits = kind_ == Kind::below     ? *number < number_
                   : kind_ == Kind::at_most ? *number <= number_
                   : kind_ == Kind::above   ? *number > number_
                                            : *number >= number_;
            break;
        }
    }
    return fits != negated_;
}

void Selection::bind(const accounting::Layout& layout) {
    bound_ = layout.serial();
    places_.clear();
    seen_.resize(conditions.size());
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const std::string& field = conditions[i].field();
        int place = field == "type" ? kType : layout.find(field);
        if (place == kNone && field == "domain") place = kDomain;
        if (place != kNone) seen_[i] = true;
        places_.push_back(place);
    }
}

bool Selection::takes(const Record& record) {
    if (bound_ != record.layout().serial()) bind(record.layout());
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        std::string_view value;
        switch (places_[i]) {
            case kNone: break;
            case kType:
                value = record.kind() == accounting::Kind::other ? record.at(0) : accounting::to_string(record.kind());
                break;
            case kDomain: value = domain_of(record); break;
            default: value = record.at(static_cast<std::size_t>(places_[i]));
        }
        if (!conditions[i].holds(value)) return false;
    }
    if (!from && !until) return true;
    const auto logged = accounting::read_time(record.get(Column::time_logged));
    if (!logged) return false;
    return (!from || *logged >= *from) && (!until || *logged < *until);
}

std::vector<std::string> Selection::fields_never_seen() const {
    std::vector<std::string> out;
    if (bound_ == 0) return out;
    for (std::size_t i = 0; i < conditions.size(); ++i)
        if (!seen_[i]) out.push_back(conditions[i].field());
    return out;
}

}  // namespace mailrace::reports
