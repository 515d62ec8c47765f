// The processors of reports.
#include "shared/config/assign.h"
#include "shared/config/build.h"

namespace mailrace::config {

namespace {

/// Lines add up; an emptied one starts anew.
template <auto Member>
void more(auto& target, const Assignment& assignment) {
    gather(target.*Member, assignment.cleared, assignment.value);
}

constexpr Binding<ReportProcessorSettings> processor_table[] = {
    bind<&ReportProcessorSettings::deliver_unmatched_email>("deliver-unmatched-email"),
    bind<&ReportProcessorSettings::deliver_matched_email>("deliver-matched-email"),
    bind<&ReportProcessorSettings::forward_errors_to>("forward-errors-to"),
    {"forward-unmatched-to", [](ReportProcessorSettings& to, const Assignment& a) { more<&ReportProcessorSettings::forward_unmatched_to>(to, a); }},
};

constexpr Binding<EmailPatterns> email_patterns_table[] = {
    {"body-pattern-file", [](EmailPatterns& to, const Assignment& a) { more<&EmailPatterns::body_pattern_file>(to, a); }},
    bind<&EmailPatterns::log_match_info>("log-match-info"),
};

}  // namespace

std::span<const Binding<ReportProcessorSettings>> report_processor_bindings() { return processor_table; }
std::span<const Binding<EmailPatterns>> email_patterns_bindings() { return email_patterns_table; }

void Builder::build_reports(const Block& root) {
    for (const auto& child : root.children) {
        if (child->scope == Scope::bounce_processor) add_report_processor(parts_.global.bounce_processor, *child);
        if (child->scope == Scope::feedback_loop_processor) add_report_processor(parts_.global.feedback_loop_processor, *child);
    }
}

void Builder::add_report_processor(std::optional<ReportProcessorSettings>& target, const Block& block) {
    // A second section of the kind adds its lists and overrides the rest, as a second <virtual-mta> of a name does.
    if (!target) target.emplace();
    target->place = block.place;
    apply(*target, block, report_processor_bindings());
    bool any = !target->address_lists.empty();
    for (const auto& child : block.children) {
        if (child->scope == Scope::email_patterns) apply(target->email_patterns, *child, email_patterns_bindings());
        if (child->scope != Scope::address_list) continue;
        any = true;
        check_automatic(*child, false);
        target->address_lists.push_back(make_address_list(*child));
    }
    if (!any)
        reader_.report(Severity::warning, block.place, "no-addresses",
                       "without an <address-list> no mail belongs to this processor", "<address-list> with domain, address or address-file");
}

}  // namespace mailrace::config
