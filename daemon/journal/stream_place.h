// How far a target with a thread of its own has come, kept in journal.db beside the places of accounting files: survives the death of the process at once, the
// loss of power with the last seconds missing. Private to daemon/journal; lives on the target's thread.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "daemon/journal/database.h"
#include "shared/base/ids.h"

namespace mailrace::journal {

class StreamPlace {
public:
    struct Place {
        EventId position;   // done with
        EventId batch_end;  // the last event of the batch that is under way; zero: none
    };

    /// `key`: of the row, "|command" or "webhook:name".
    StreamPlace(std::string path, std::string key) : path_(std::move(path)), key_(std::move(key)) {}

    /// Nothing when nothing was noted yet.
    Result<std::optional<Place>> load();
    Status note(const Place& place);
    /// Any thread: the file was replaced; the next note opens it anew.
    void reopen() { reopen_ = true; }

private:
    Status open();

    std::string path_, key_;
    std::unique_ptr<Database> db_;
    std::atomic<bool> reopen_{false};
};

}  // namespace mailrace::journal
