// Which members the directives of <acct-file> and <webhook> fill.
#include <algorithm>

#include "shared/config/assign.h"
#include "shared/config/records.h"

namespace mailrace::config {

namespace {

/// The first line replaces the default, further ones add.
void records(RecordSettings& target, const Assignment& assignment) {
    if (assignment.cleared) {
        target.records = RecordSettings{}.records;
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
void record_fields(RecordSettings& target, const Assignment& assignment) {
    const auto* text = std::get_if<std::string>(&assignment.value);
    if (!text) return target.record_fields.clear();
    const std::size_t blank = text->find(' ');
    if (blank == std::string::npos) return;
    for (const std::string& record : split_list(std::string_view(*text).substr(0, blank)))
        target.record_fields[record_name(record)] = split_list(std::string_view(*text).substr(blank + 1));
}

/// "d header_X-Id myColumn"
void header_field(RecordSettings& target, const Assignment& assignment) {
    const auto* text = std::get_if<std::string>(&assignment.value);
    if (!text) return target.map_header_to_field.clear();
    const std::size_t first = text->find(' ');
    const std::size_t second = first == std::string::npos ? first : text->find(' ', first + 1);
    if (second == std::string::npos) return;
    std::string header = lower(std::string_view(*text).substr(first + 1, second - first - 1));
    if (header.starts_with("header_")) header.erase(0, 7);
    const std::string field = text->substr(second + 1);
    for (const std::string& record : split_list(std::string_view(*text).substr(0, first)))
        target.map_header_to_field.push_back({record_name(record), header, field});
}

/// A binding of the common part, for a section that has it.
template <class Section, void (*Assign)(RecordSettings&, const Assignment&)>
constexpr Binding<Section> common_list(std::string_view name) {
    return {name, [](Section& target, const Assignment& assignment) { Assign(target, assignment); }};
}
template <class Section, auto Member>
constexpr Binding<Section> common(std::string_view name) {
    using B = Bound<Member>;
    return {name, [](Section& target, const Assignment& assignment) { B::assign(target, assignment); },
            [](const Section& a, const Section& b) { return B::same(a, b); }, [](const Section& s) { return B::place(s); }};
}

using R = RecordSettings;
using A = AccountingFileSettings;
using W = WebhookSettings;

constexpr Binding<A> file_table[] = {
    common_list<A, records>("records"),
    common_list<A, record_fields>("record-fields"),
    common_list<A, header_field>("map-header-to-field"),
    common<A, &R::queue_filter>("queue-filter"),
    common<A, &R::category_filter>("category-filter"),
    common<A, &R::iso_times>("iso-times"),
    common<A, &R::user_string>("user-string"),
    common<A, &R::privacy_policy>("privacy-policy"),
    bind<&A::format>("format"),
    bind<&A::move_to>("move-to"),
    bind<&A::move_interval>("move-interval"),
    bind<&A::delete_after>("delete-after"),
    bind<&A::max_size>("max-size"),
    bind<&A::retry_interval>("retry-interval"),
    bind<&A::write_timeout>("write-timeout"),
    bind<&A::world_readable>("world-readable"),
    bind<&A::count_moved_records>("count-moved-records"),
    bind<&A::sync>("sync"),
};

constexpr Binding<W> webhook_table[] = {
    common_list<W, records>("records"),
    common_list<W, record_fields>("record-fields"),
    common_list<W, header_field>("map-header-to-field"),
    common<W, &R::queue_filter>("queue-filter"),
    common<W, &R::category_filter>("category-filter"),
    common<W, &R::iso_times>("iso-times"),
    common<W, &R::user_string>("user-string"),
    common<W, &R::privacy_policy>("privacy-policy"),
    bind<&W::url>("url"),
    bind<&W::secret>("secret"),
    bind<&W::authorization>("authorization"),
    bind<&W::tls_ca_file>("tls-ca-file"),
    bind<&W::format>("format"),
    bind<&W::batch_size>("batch-size"),
    bind<&W::batch_bytes>("batch-bytes"),
    bind<&W::batch_wait>("batch-wait"),
    bind<&W::request_timeout>("request-timeout"),
    bind<&W::retry_interval>("retry-interval"),
    bind<&W::give_up_after>("give-up-after"),
    bind<&W::dead_letter_file>("dead-letter-file"),
};

}  // namespace

std::span<const Binding<AccountingFileSettings>> accounting_bindings() { return file_table; }
std::span<const Binding<WebhookSettings>> webhook_bindings() { return webhook_table; }

}  // namespace mailrace::config
