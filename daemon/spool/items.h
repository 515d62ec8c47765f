// What others ask of the spool thread, as values in its mailbox.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/platform/file.h"
#include "daemon/spool/spool.h"

namespace mailrace::spool {

/// The file of a large body while it is written. Made by any thread, used by the spool thread alone.
struct LargeFile {
    MessageId id;
    std::unique_ptr<platform::File> file;
    std::uint64_t length = 0;
    std::optional<Error> failed;   // the first failure; all later pieces fail with it
    bool finished = false;         // belongs to a message now
};

struct StoreItem {
    Envelope envelope;
    std::shared_ptr<const std::string> body;     // null when large
    std::shared_ptr<LargeFile> large;
    std::vector<events::Event> receipts;
    Spool::Stored done;
};
struct RecordItem {
    std::vector<RecipientUpdate> updates;
    std::vector<events::Event> events;
    Spool::Committed done;
};
struct NamedItem {
    std::string key, value;
};
struct LargeWriteItem {
    std::shared_ptr<LargeFile> large;
    std::string bytes;
    Spool::Committed done;
};
struct LargeAbortItem {
    std::shared_ptr<LargeFile> large;
};

// A store is by far the biggest of them, hence behind a pointer.
using Item = std::variant<std::unique_ptr<StoreItem>, RecordItem, NamedItem, LargeWriteItem, LargeAbortItem>;

}  // namespace mailrace::spool
