// Reads the values of fields: the written form of each FieldType into a Test. Private to shared/filter. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/filter/filter.h"

namespace mailrace::filter {

enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

/// One value as it stands in the text.
struct WrittenValue {
    enum class Form : std::uint8_t { bare, quoted, pattern };
    Form form = Form::bare;
    std::string text;  // without quotes or slashes
};

/// The test that `value` stands for, or an Error whose words say what is expected there.
Result<Test> read_value(const FieldInfo& field, Comparison comparison, const WrittenValue& value, WallTime now);

}  // namespace mailrace::filter
