// How `find` prints records, one after the other as they come: memory does not grow with what is found. One thread.
#pragma once

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/accounting/record_parser.h"

namespace mailrace::ctl {

class FindOutput {
public:
    virtual ~FindOutput() = default;
    virtual void add(const accounting::Record& record) = 0;
    virtual void end() {}
};

struct FindForm {
    std::string_view name;
    std::string_view help;
};
/// table, csv, json, fields, rcpt, count, html.
std::span<const FindForm> find_forms();

/// `fields`: the columns to print, by name; empty: all (for the table: those that tell most). Null when there is no such form.
std::unique_ptr<FindOutput> make_find_output(std::string_view form, std::vector<std::string> fields, std::ostream& out);

}  // namespace mailrace::ctl
