// Builds the parts of a Config from blocks, and checks what only the whole can say: names that are used and not defined, macros
// that contain themselves, a virtual MTA in two pools with rules of their own. Private to this folder.
#pragma once

#include "shared/config/parts.h"
#include "shared/config/reader.h"

namespace mailrace::config {

class Builder {
public:
    Builder(Config::Parts& parts, Reader& reader) : parts_(parts), reader_(reader) {}
    void run(const Block& root);

private:
    void build_global(const Block& root);
    void add_listener(const Block& block);
    void add_spool(const Block& block);
    void add_accounting(const Block& block);
    void add_webhook(const Block& block);
    void check_records(const RecordSettings& settings, const Block& block);
    void add_category_patterns(const Block& block);
    void default_listener_and_spool(const Block& root);
    void build_sources(const Block& root);
    void build_reports(const Block& root);
    void build_address_lists(const Block& root);
    AddressList make_address_list(const Block& block);
    void check_digest(const Block& block, AddressList& list);
    void check_automatic(const Block& block, bool suppression);
    void check_suppression(const Block& source);
    void add_report_processor(std::optional<ReportProcessorSettings>& target, const Block& block);
    void build_virtual_mtas(const Block& root);
    void build_pools(const Block& root);
    void add_pool(const Block& block);
    void check_names(const Block& root);
    void tell_doubts(const Block& root);
    void tell_open_relay(const Block& block);
    void tell_domains_given_twice(const Block& block);
    void tell_accounting(const Block& block);

    void collect_macros(const Block& root);
    const std::vector<std::string>& expand_macro(const std::string& name, Place used_at);
    void add_domain(DomainTable& table, const Block& block);
    void build_relay_domains();

    struct Macro {
        const Assignment* assignment = nullptr;
        std::vector<std::string> domains;
        enum class State { fresh, expanding, done } state = State::fresh;
    };
    Config::Parts& parts_;
    Reader& reader_;
    TextMap<Macro> macros_;
    std::size_t expanded_ = 0;
    std::size_t macro_depth_ = 0;
    bool macro_depth_reported_ = false;
};

}  // namespace mailrace::config
