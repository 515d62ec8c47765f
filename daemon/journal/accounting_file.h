// One accounting file: rows gather, are appended and synced, and only then is the place noted in the database, so that after a crash the file is cut
// back to what was noted and the rows that follow are written again from the history: no line twice, none lost. Private to daemon/journal; lives
// on the journal thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "daemon/journal/accounting_row.h"
#include "daemon/journal/accounting_state.h"
#include "daemon/journal/database.h"
#include "daemon/platform/file.h"

namespace mailrace::journal {

class AccountingFile {
public:
    /// `log` gets words about files that were moved; may be empty.
    AccountingFile(config::AccountingFileSettings settings, platform::Storage& storage, const Clock& clock, std::function<void(std::string)> log = {});

    /// Reads the noted place and cuts the file back to it. Without one, begins after `newest`. Words when the file is not what was noted.
    Status resume(Database& state, EventId newest, std::string& words);

    /// Last event whose row is in the file or in memory: the next to add is the one after it.
    EventId taken() const { return taken_; }
    /// Last event that is noted.
    EventId position() const { return position_; }
    bool full() const { return rows_.size() > kMaxRows; }
    /// Better written now than at the next second: what finds it full is read from the history again, which costs more.
    bool filling() const { return rows_.size() > kMaxRows / 2; }
    /// Events must come in order, starting after taken(); not while full().
    void add(const events::Event& event);

    /// Appends what gathered to the file and syncs it; begins a new file first when it is time. The place is noted by note(), in the caller's
    /// transaction, and is valid after its commit (noted()).
    Status write(Database& state);
    Status note(Database& state);
    void noted();

    /// The file is finished; the next row begins a new one.
    void rotate() { rotate_ = true; }
    /// Rows wait that should be on the disk at once.
    bool urgent() const { return settings_.sync && !rows_.empty(); }
    AccountingState state(EventId newest) const;
    /// What the last write met; success too.
    void tell(const Status& written);
    /// Removes or moves away closed files whose time has come.
    void tidy();

    const config::AccountingFileSettings& settings() const { return settings_; }

private:
    static constexpr std::size_t kMaxRows = 4u << 20;  // bytes that may gather while the file cannot be written

    std::string name_for(const std::string& day, unsigned number) const;
    std::string today() const;
    Status begin(Database& state);
    Status close(Database& state);
    void move_away(const std::string& name);
    Status note_place(Database& state, const std::string& file, std::uint64_t length, EventId position);

    config::AccountingFileSettings settings_;
    platform::Storage& storage_;
    const Clock& clock_;
    AccountingLayout layout_;
    bool json_;
    std::string directory_, stem_, extension_;
    std::string file_;                 // name in directory_; empty before the first
    std::unique_ptr<platform::File> open_;
    std::uint64_t length_ = 0;         // of the file, as far as noted
    std::uint64_t written_ = 0;        // behind it, waiting for noted()
    EventId position_, written_position_, taken_;
    std::string rows_;
    std::uint64_t gathered_ = 0, recorded_ = 0;  // records in rows_, and in files since the start
    std::uint64_t failures_ = 0;
    std::string problem_;
    WallTime last_{}, next_{};
    std::function<void(std::string)> log_;
    bool rotate_ = false;
    WallTime opened_{};
};

}  // namespace mailrace::journal
