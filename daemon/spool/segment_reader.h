// Reads one segment from front to back: in big blocks, records in place, every checksum proven before anything is given out. The segment
// may hold anything at all. Not thread safe; belongs to the thread that reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/platform/file.h"
#include "daemon/spool/format.h"

namespace mailrace::spool {

/// A record in the reader's buffer: valid until the next call.
struct Record {
    RecordHeader header;
    std::uint32_t offset = 0;  // of the record in the segment
    std::string_view meta;
    std::string_view body;
    bool body_intact = false;
};

class SegmentReader {
public:
    enum class Step : std::uint8_t {
        record,  // meta is proven; body as body_intact says
        end,     // of the valid bytes
        torn,    // what stands at offset() is no intact record
    };
    enum class Bodies : std::uint8_t { check, trust };

    /// Reads from `from` (not less than the segment header) to `limit`, an offset not beyond the end of the file.
    SegmentReader(const platform::File& file, std::uint32_t salt, std::uint64_t from, std::uint64_t limit, Bodies bodies = Bodies::check);

    Step next(Record& out);
    /// After torn: goes to the next place where an intact record begins; false when there is none.
    bool find_next();
    /// Where the next record begins.
    std::uint64_t offset() const { return offset_; }
    /// Words about blocks that could not be read (they count as zeros), or empty.
    const std::string& read_error() const { return read_error_; }

private:
    /// `length` bytes from `at`, which must lie below the limit; fewer when the file turns out shorter.
    std::string_view window(std::uint64_t at, std::uint64_t length);
    void fill(std::uint64_t at, std::uint64_t length);

    const platform::File& file_;
    std::uint32_t salt_;
    std::uint64_t offset_;
    std::uint64_t limit_;
    Bodies bodies_;
    std::string buffer_;
    std::uint64_t buffer_at_ = 0;
    std::size_t buffer_size_ = 0;
    std::string read_error_;
};

}  // namespace mailrace::spool
