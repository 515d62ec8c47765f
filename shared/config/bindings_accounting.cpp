// Which members the directives of <acct-file> fill.
#include <algorithm>

#include "shared/config/assign.h"
#include "shared/config/records.h"

namespace mailrace::config {

namespace {

/// The first line replaces the default, further ones add.
void records(AccountingFileSettings& target, const Assignment& assignment) {
    if (assignment.cleared) {
        target.records = AccountingFileSettings{}.records;
        target.records_given = false;
    }
    const auto* list = std::get_if<std::vector<std::string>>(&assignment.value);
    if (!list) return;
    if (!target.records_given) target.records.clear();
    target.records_given = true;
    for (const std::string& item : *list)
        if (const std::string name = record_name(item);
            std::find(target.records.begin(), target.records.end(), name) == target.records.end())
            target.records.push_back(name);
}

/// "d rcpt,header_x-id": the record, then its columns.
void record_fields(AccountingFileSettings& target, const Assignment& assignment) {
    const auto* text = std::get_if<std::string>(&assignment.value);
    if (!text) return target.record_fields.clear();
    const std::size_t blank = text->find(' ');
    if (blank == std::string::npos) return;
    for (const std::string& record : split_list(std::string_view(*text).substr(0, blank)))
        target.record_fields[record_name(record)] = split_list(std::string_view(*text).substr(blank + 1));
}

/// "d header_X-Id myColumn"
void header_field(AccountingFileSettings& target, const Assignment& assignment) {
    const auto* text = std::get_if<std::string>(&assignment.value);
    if (!text) return target.header_fields.clear();
    const std::size_t first = text->find(' ');
    const std::size_t second = first == std::string::npos ? first : text->find(' ', first + 1);
    if (second == std::string::npos) return;
    std::string header = lower(std::string_view(*text).substr(first + 1, second - first - 1));
    if (header.starts_with("header_")) header.erase(0, 7);
    target.header_fields.push_back(
        {record_name(std::string_view(*text).substr(0, first)), std::move(header), text->substr(second + 1)});
}

using A = AccountingFileSettings;
constexpr Binding<A> table[] = {
    {"records", records},
    {"record-fields", record_fields},
    {"map-header-to-field", header_field},
    bind<&A::move_to>("move-to"),
    bind<&A::move_interval>("move-interval"),
    bind<&A::delete_after>("delete-after"),
    bind<&A::max_size>("max-size"),
    bind<&A::retry_interval>("retry-interval"),
    bind<&A::write_timeout>("write-timeout"),
    bind<&A::iso_times>("iso-times"),
    bind<&A::world_readable>("world-readable"),
    bind<&A::sync>("sync"),
    bind<&A::user_string>("user-string"),
};

}  // namespace

std::span<const Binding<AccountingFileSettings>> accounting_bindings() { return table; }

}  // namespace mailrace::config
