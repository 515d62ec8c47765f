// Writes events into one history file: rows, dictionary, sessions, and the spans and ticks that make questions about time cheap. Private to
// daemon/journal; lives on the journal thread.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "daemon/events/event.h"
#include "daemon/journal/database.h"
#include "daemon/journal/partition_list.h"
#include "daemon/journal/schema.h"

struct ZSTD_CCtx_s;

namespace mailrace::journal {

class EventWriter {
public:
    /// Opens a history file or creates one. What it holds is in partition() afterwards.
    static Result<std::unique_ptr<EventWriter>> open(const std::string& path, bool sync);
    ~EventWriter();

    /// Writes all of `events` (in order of id, ids greater than partition().last) in one transaction, or nothing.
    Status write(std::span<const events::Event> events);

    const Partition& partition() const { return partition_; }
    /// Moves what SQLite keeps beside the file into it: before the file is left for good.
    Status finish();

private:
    explicit EventWriter(std::string path) : path_(std::move(path)) {}
    Status prepare(bool sync);
    Status load();
    Status insert(const events::Event& event);
    Status insert_session(const events::Event& event);
    Status insert_detail(const events::Event& event);
    Status add_span(const Partition& batch);
    Status add_ticks(std::span<const events::Event> events);
    /// 0 for the empty text; negative after an error, which is then in failure_.
    std::int64_t word(Dict kind, std::string_view text);
    void forget_words();

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
    };
    using Words = std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>>;

    std::string path_;
    std::unique_ptr<Database> db_;
    Statement insert_, find_word_, add_word_, add_session_, add_detail_, widen_span_, new_span_, tick_;
    std::array<Words, kDictKinds> words_;
    std::size_t words_kept_ = 0;
    Status failure_;
    Partition partition_;
    std::int64_t span_first_ = 0;
    std::uint64_t span_events_ = 0;
    std::string parts_, packed_;
    ZSTD_CCtx_s* zstd_ = nullptr;
};

}  // namespace mailrace::journal
