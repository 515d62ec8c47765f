// The header block of a message: one pass over the bytes at its start, fields as views into them. Lenient as mail is (LF alone
// ends a line too, a blank before the colon is tolerated), but every count is bounded. The views live as long as the bytes; any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::mail {

struct HeaderField {
    std::string_view name;   // as written, without the colon
    std::string_view value;  // behind the colon, folds kept, without the last line end
    std::string_view raw;    // the whole field with its line ends
};

class HeaderBlock {
public:
    static constexpr std::size_t max_fields = 10'000;

    /// Reads up to the empty line, or up to the first line that is no field. Fails with `limit` above max_fields fields.
    static Result<HeaderBlock> parse(std::string_view message);

    const std::vector<HeaderField>& fields() const { return fields_; }
    /// The first field of that name, any case; nullptr when there is none.
    const HeaderField* find(std::string_view name) const;
    std::size_t count(std::string_view name) const;

    /// Bytes of the fields alone.
    std::size_t fields_size() const { return fields_size_; }
    /// Where the body begins: behind the empty line if there is one.
    std::size_t body_offset() const { return body_offset_; }
    bool has_empty_line() const { return body_offset_ > fields_size_; }

private:
    std::vector<HeaderField> fields_;
    std::size_t fields_size_ = 0;
    std::size_t body_offset_ = 0;
};

/// The value in one line (RFC 5322 section 2.2.3): line ends taken out, blanks at both ends too; cut to `max` bytes.
std::string unfold(std::string_view value, std::size_t max = 8192);

}  // namespace mailrace::mail
