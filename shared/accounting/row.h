// One row of a CSV file (RFC 4180) as its fields: a field without doubled quotes is a view into the row, so that splitting copies
// next to nothing. Also where a row ends, which quotes make a question. A value that is used again for each row; one thread at a
// time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::accounting {

class Row {
public:
    static constexpr std::size_t kMaxFields = 1024;

    /// `bytes` without the line end; must live as long as the fields are asked for. False when the quotes are broken or there are
    /// too many fields.
    bool split(std::string_view bytes);

    std::size_t size() const { return fields_.size(); }
    /// Empty beyond the last one.
    std::string_view operator[](std::size_t i) const { return i < fields_.size() ? fields_[i] : std::string_view{}; }
    std::string_view bytes() const { return bytes_; }

private:
    bool take_quoted(const char*& at, const char* end);

    std::string_view bytes_;
    std::vector<std::string_view> fields_;
    std::string unquoted_;  // never grows beyond what was reserved while views into it exist
};

/// Whether a row goes on after the end of a line, because the line ends inside of a quoted field. Fed with one line after the
/// other.
class QuoteState {
public:
    /// `line` with its line end. True when the row goes on with the next line.
    bool open_after(std::string_view line);

private:
    enum class At { field_start, plain, quoted, quote_in_quoted } at_ = At::field_start;
};

}  // namespace mailrace::accounting
