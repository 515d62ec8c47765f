// The end of the log: gathers the records of a group in one buffer, writes them with one call, syncs, begins new segments. After
// a failure the segment is cut back to what was synced and never written again. Lives on the spool thread.
#pragma once

#include <memory>
#include <string>

#include "daemon/platform/file.h"
#include "daemon/spool/log_state.h"

namespace mailrace::spool {

class LogWriter {
public:
    /// Where a record will stand once the buffer is written.
    struct Placed {
        std::uint32_t segment = 0;
        std::uint32_t offset = 0;
        RecordHeader header;
    };

    /// `last_segment`: the greatest number in use.
    LogWriter(platform::Storage& storage, const SpoolOptions& options, LogState& state, std::uint32_t last_segment);

    /// Makes sure that there is a segment with room, and begins a new one where needed; only between groups (nothing buffered).
    Status prepare(std::int64_t unix_ms);
    /// The meta bytes go to the end of the returned buffer; then call end().
    std::string& begin();
    Placed end(RecordType type, std::string_view body = {});
    /// Takes back what begin() and the caller have appended.
    void cancel();

    std::size_t buffered() const { return buffer_.size(); }
    Status write();
    Status sync();
    /// Everything since the last sync is void.
    void abandon();

    std::uint32_t segment() const { return file_ ? number_ : 0; }
    bool unsynced() const { return length_ != synced_ || !buffer_.empty(); }

private:
    Status begin_segment(std::int64_t unix_ms);

    platform::Storage& storage_;
    const SpoolOptions& options_;
    LogState& state_;
    std::unique_ptr<platform::File> file_;
    std::uint32_t last_number_;       // greatest number ever used
    std::uint32_t previous_ = 0;      // the segment closed last, and its valid bytes
    std::uint64_t previous_length_ = 0;
    std::uint32_t number_ = 0;
    std::uint32_t salt_ = 0;
    std::uint64_t length_ = 0;        // written
    std::uint64_t synced_ = 0;
    std::string buffer_;
    std::size_t record_begin_ = 0;
};

}  // namespace mailrace::spool
