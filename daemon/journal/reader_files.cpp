#include "daemon/journal/reader_files.h"

#include <zstd.h>

#include <algorithm>

#include "daemon/journal/functions.h"
#include "daemon/feedback/normalise.h"
#include "daemon/journal/schema.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kMaxWordsKept = 100'000;
constexpr std::size_t kMaxSession = 1 << 20;  // bytes unpacked; the writer's are at most a few KiB

}  // namespace

Result<std::unique_ptr<ReaderFile>> ReaderFile::open(const std::string& path) {
    std::unique_ptr<ReaderFile> file(new ReaderFile);
    file->path_ = path;
    auto db = Database::open(path, Database::Mode::read_only);
    if (!db) return db.error();
    file->db_ = std::move(*db);
    if (auto s = file->db_->execute("PRAGMA cache_size=-16384; PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY"); !s) return s.error();
    if (auto s = register_functions(*file->db_); !s) return s.error();
    const std::pair<Statement*, std::string> statements[] = {
        {&file->find_word_, "SELECT text FROM dict WHERE id=?"},
        {&file->find_event_, "SELECT " + std::string(kEventColumns) + " FROM event WHERE id=?"},
        {&file->find_session_, "SELECT packed FROM session WHERE id=?"},
    };
    for (const auto& [statement, sql] : statements) {
        auto prepared = file->db_->prepare(sql);
        if (!prepared) return prepared.error();
        *statement = std::move(*prepared);
    }
    // Files of earlier versions have none.
    if (auto prepared = file->db_->prepare("SELECT text FROM detail WHERE id=?")) file->find_detail_ = std::move(*prepared);
    return file;
}

/// What only reports and refusals tell, and header fields that accounting keeps.
void ReaderFile::add_details(events::Event& event) {
    if (!find_detail_) return;
    find_detail_.bind(1, static_cast<std::int64_t>(event.id.value));
    const auto row = find_detail_.step();
    if (row && *row) event.details = find_detail_.text(0);
    find_detail_.reset();
}

const std::string& ReaderFile::word(std::int64_t id) {
    static const std::string none;
    if (id <= 0) return none;
    if (const auto known = words_.find(id); known != words_.end()) return known->second;
    find_word_.bind(1, id);
    const auto row = find_word_.step();
    std::string text = row && *row ? std::string(find_word_.text(0)) : std::string{};
    find_word_.reset();
    if (words_.size() >= kMaxWordsKept) words_.clear();
    return words_.emplace(id, std::move(text)).first->second;
}

Result<std::optional<events::Event>> ReaderFile::event(EventId id) {
    find_event_.bind(1, static_cast<std::int64_t>(id.value));
    const auto row = find_event_.step();
    std::optional<events::Event> event;
    if (row && *row) event = read_row();
    find_event_.reset();
    if (!row) return row.error();
    if (event) add_details(*event);
    return event;
}

events::Event ReaderFile::read_row() {
    events::Event e;
    int at = 0;
    const auto number = [&] { return find_event_.integer(at++); };
    const auto text = [&] { return std::string(find_event_.text(at++)); };
    const auto dict = [&] { return word(find_event_.integer(at++)); };
    e.id.value = static_cast<std::uint64_t>(number());
    e.time = wall_from_us(number());
    e.type = static_cast<events::EventType>(number());
    e.phase = static_cast<events::Phase>(number());
    e.message.value = static_cast<std::uint64_t>(number());
    e.recipient_index = static_cast<std::uint32_t>(number());
    e.attempt = static_cast<std::uint16_t>(number());
    e.generated = number() != 0;
    e.size = static_cast<std::uint64_t>(number());
    e.queued = wall_from_us(number());
    e.sender = text();
    e.recipient = text();
    ++at;  // recipient_hash
    e.orcpt = text();
    e.envid = text();
    e.message_id = text();
    e.subject = text();
    e.domain = dict();
    e.queue = dict();
    e.vmta = dict();
    e.pool = dict();
    e.job = dict();
    e.provider = dict();
    e.source_ip = dict();
    e.remote_host = dict();
    e.remote_ip = dict();
    e.remote_port = static_cast<std::uint16_t>(number());
    e.user = dict();
    e.tls_protocol = dict();
    e.tls_cipher = dict();
    e.tls_verified = dict();
    e.code = static_cast<std::uint16_t>(number());
    const std::int64_t status = number();
    e.status = {static_cast<std::uint8_t>(status / 1'000'000), static_cast<std::uint16_t>(status / 1000 % 1000),
                static_cast<std::uint16_t>(status % 1000)};
    const std::string form = dict();
    e.response = feedback::join_response(form, find_event_.text(at++));
    e.category = dict();
    e.rule = dict();
    e.esmtp = dict();
    e.text = text();
    e.resolve_us = static_cast<std::uint32_t>(number());
    e.connect_us = static_cast<std::uint32_t>(number());
    e.tls_us = static_cast<std::uint32_t>(number());
    e.total_us = static_cast<std::uint32_t>(number());
    e.subcategory = dict();
    e.cls = static_cast<events::ResponseClass>(number());
    e.rule_at = dict();
    e.feeder = dict();
    return e;
}

Result<std::string> ReaderFile::session(EventId id) {
    find_session_.bind(1, static_cast<std::int64_t>(id.value));
    const auto row = find_session_.step();
    std::string out;
    if (row && *row) {
        const std::string_view packed = find_session_.text(0);
        const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
        if (size <= kMaxSession) {
            out.resize(size);
            if (ZSTD_isError(ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size())) != 0) out.clear();
        }
    }
    find_session_.reset();
    if (!row) return row.error();
    return out;
}

ReaderFile* ReaderFiles::get(const Partition& partition) {
    const auto known = std::find_if(open_.begin(), open_.end(), [&](const auto& f) { return f->path() == partition.path; });
    if (known != open_.end()) {
        open_.splice(open_.begin(), open_, known);
        return open_.front().get();
    }
    auto file = ReaderFile::open(partition.path);
    if (!file) return nullptr;
    open_.push_front(std::move(*file));
    if (open_.size() > kMostOpen) open_.pop_back();
    return open_.front().get();
}

}  // namespace mailrace::journal
