// The tables that say which member of the typed model a directive fills. A name that no table holds and no builder takes is not
// honoured: reads_directive() is what a test compares with the schema. Private to this folder, except for that question.
#pragma once

#include <span>
#include <string_view>

#include "shared/config/block.h"
#include "shared/config/config.h"

namespace mailrace::config {

template <class Struct>
struct Binding {
    std::string_view name;
    void (*assign)(Struct&, const Assignment&);
    /// Do two structs agree in what this directive fills? nullptr: they cannot tell, the lines have to.
    bool (*same)(const Struct&, const Struct&) = nullptr;
    /// The line that gave the value; of a default that follows another directive, that one's.
    Place (*place)(const Struct&) = nullptr;
};

std::span<const Binding<GlobalSettings>> global_bindings();
std::span<const Binding<SourceSettings>> source_bindings();
std::span<const Binding<DomainSettings>> domain_bindings();
std::span<const Binding<VirtualMta>> virtual_mta_bindings();
std::span<const Binding<ListenerSettings>> listener_bindings();
std::span<const Binding<SpoolSettings>> spool_bindings();
std::span<const Binding<AccountingFileSettings>> accounting_bindings();
std::span<const Binding<WebhookSettings>> webhook_bindings();
std::span<const Binding<ReportProcessorSettings>> report_processor_bindings();
std::span<const Binding<AddressList>> address_list_bindings();
std::span<const Binding<EmailPatterns>> email_patterns_bindings();

/// Does the typed model, or the loader itself, read this directive in this section?
bool reads_directive(Scope scope, std::string_view name);

/// Applies the assignments of a block that have a binding.
template <class Struct>
void apply(Struct& target, const Block& block, std::span<const Binding<Struct>> bindings) {
    for (const Assignment& assignment : block.assignments)
        for (const Binding<Struct>& binding : bindings)
            if (binding.name == assignment.directive->name) binding.assign(target, assignment);
}

}  // namespace mailrace::config
