// Decides whether a record passes a filter. The record is seen only through Record: field id to text or number, so that events, rows of
// queues and test data all fit. No allocation for a decision; any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/filter/filter.h"

namespace mailrace::filter {

class Record {
public:
    virtual ~Record() = default;
    /// For fields of type name, label, address, text, ip. The view must stay valid until the next call.
    virtual std::string_view text(FieldId field) const = 0;
    /// For all other types, in the unit that FieldType names.
    virtual std::int64_t number(FieldId field) const = 0;
};

bool matches(const Filter& filter, const Record& record);

/// Whether the values of this type are text for a Record (and for SQL).
constexpr bool is_text(FieldType type) {
    return type == FieldType::name || type == FieldType::label || type == FieldType::address || type == FieldType::text || type == FieldType::ip;
}

}  // namespace mailrace::filter
