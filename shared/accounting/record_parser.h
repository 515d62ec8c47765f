// Reads accounting files as a stream, whoever wrote them: Mailrace, or PowerMTA of any age. The header line decides where columns
// stand, whatever their order; a further header line in the middle begins other columns. Lines end with LF or CR LF. What is
// damaged is counted and passed over, with the first places kept; a record of an unknown type is opaque. Memory is bounded by the
// longest row (kMaxRow). One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/accounting/layout.h"

namespace mailrace::accounting {

enum class Kind : std::uint8_t {
    delivery,
    bounce,
    transient,
    transient_queue,
    receipt,
    remote_bounce,
    remote_status,
    feedback,
    other
};
inline constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::other) + 1;
std::string_view to_string(Kind kind);  // "d", …; "other"
/// Of "d", "delivery", "TQ", …
Kind kind_of(std::string_view type);

/// One row with the columns that hold for it; valid while the sink has it.
class Record {
public:
    Record(const Row& row, const Layout& layout, Kind kind, std::uint64_t line)
        : row_(row), layout_(layout), kind_(kind), line_(line) {}

    Kind kind() const { return kind_; }
    const Layout& layout() const { return layout_; }
    std::uint64_t line() const { return line_; }
    /// As it stood, without the line end.
    std::string_view bytes() const { return row_.bytes(); }
    /// Empty when the file has no such column.
    std::string_view get(Column column) const {
        const int place = layout_.place(column);
        return place < 0 ? std::string_view{} : row_[static_cast<std::size_t>(place)];
    }
    std::string_view at(std::size_t place) const { return row_[place]; }

private:
    const Row& row_;
    const Layout& layout_;
    Kind kind_;
    std::uint64_t line_;
};

struct Damage {
    std::uint64_t line = 0;
    std::string words;
};

/// What was read so far.
struct ParserBooks {
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
    std::uint64_t rows = 0;  // good ones, of all kinds
    std::array<std::uint64_t, kKinds> by_kind{};
    std::uint64_t cut_short = 0;  // good as far as they went, fewer fields than columns
    std::uint64_t damaged = 0;
    std::vector<Damage> first_damages;  // at most kDamagesKept
    static constexpr std::size_t kDamagesKept = 5;
    bool headless = false;  // rows came before any header line
};

class RecordParser {
public:
    static constexpr std::size_t kMaxRow = 64 * 1024;  // bytes; longer ones are damaged

    /// False: enough, read no further.
    using Sink = std::function<bool(const Record&)>;

    /// `header`: the columns to begin with, for pieces of files without a header line; usually empty.
    explicit RecordParser(std::string_view header = {});

    /// Where the next bytes may be written, at least `size`; then commit() how many they were. False when the sink has enough.
    std::span<char> space(std::size_t size);
    bool commit(std::size_t size, const Sink& sink);
    /// The same with a copy.
    bool feed(std::string_view bytes, const Sink& sink);
    /// The file is at its end: what is left is the last row.
    bool finish(const Sink& sink);

    const ParserBooks& books() const { return books_; }
    const Layout& layout() const { return *layout_; }

private:
    bool run(bool last, const Sink& sink);
    /// The end of the row that begins at begin_ (behind its line end); 0 when it is not there yet.
    std::size_t row_end(bool last);
    std::size_t end_of_quoted(std::size_t first, bool last);
    /// Behind the next line end; 0 when there is none.
    std::size_t line_end(std::size_t from) const;
    bool take(std::string_view bytes, bool whole, const Sink& sink);
    void damaged(std::string words);
    std::string check(Kind kind, bool whole);

    std::string buffer_;
    std::size_t begin_ = 0, end_ = 0;  // what is in the buffer and not taken
    std::size_t searched_ = 0;         // of it, bytes without a line end
    bool skipping_ = false;            // the rest of a line that was too long
    bool broken_quote_ = false;        // the row that row_end() found ends in the middle of quotes
    std::uint64_t line_ = 1;           // where the next row begins
    std::uint64_t lines_ = 1;          // of the row that row_end() found
    Row row_;
    bool split_ = false;  // row_ holds that row
    std::shared_ptr<const Layout> layout_;
    ParserBooks books_;
};

}  // namespace mailrace::accounting
