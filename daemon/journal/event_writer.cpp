#include "daemon/journal/event_writer.h"

#include <zstd.h>

#include <algorithm>

#include "daemon/feedback/normalise.h"
#include "daemon/journal/event_record.h"
#include "daemon/journal/history_files.h"
#include "shared/filter/fields.h"

namespace mailrace::journal {
namespace {

constexpr std::size_t kMaxWordsKept = 300'000;   // in memory; beyond it the database is asked
constexpr std::uint64_t kSpanEvents = 4096;      // a span grows to this before a new one begins

std::string placeholders(std::size_t count) {
    std::string out = "?";
    for (std::size_t i = 1; i < count; ++i) out += ",?";
    return out;
}

}  // namespace

Result<std::unique_ptr<EventWriter>> EventWriter::open(const std::string& path, bool sync) {
    std::unique_ptr<EventWriter> writer(new EventWriter(path));
    if (auto status = writer->prepare(sync); !status) return status.error();
    if (auto status = writer->load(); !status) return status.error();
    return writer;
}

EventWriter::~EventWriter() { ZSTD_freeCCtx(zstd_); }

Status EventWriter::prepare(bool sync) {
    auto db = Database::open(path_, Database::Mode::read_write);
    if (!db) return db.error();
    db_ = std::move(*db);
    zstd_ = ZSTD_createCCtx();
    // A larger cache was tried and made nothing faster: rows are appended, and most pages of the indexes are asked for once.
    if (auto s = db_->execute("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;"
                              "PRAGMA temp_store=MEMORY;"); !s) return s;
    if (auto s = db_->execute(sync ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF"); !s) return s;
    auto version = db_->number("PRAGMA user_version");
    if (!version) return version.error();
    if (*version > kSchemaVersion) return Error::storage(path_ + " was written by a newer version");
    if (*version < kSchemaVersion) {
        Transaction transaction(*db_);
        if (auto s = transaction.begin(); !s) return s;
        if (auto s = db_->execute(*version == 0 ? history_schema() : schema_upgrade(*version)); !s) return s;
        if (auto s = transaction.commit(); !s) return s;
    }
    if (auto s = db_->execute(std::string(detail_schema())); !s) return s;
    const auto columns = static_cast<std::size_t>(std::count(kEventColumns.begin(), kEventColumns.end(), ',')) + 1;
    const std::pair<Statement*, std::string> statements[] = {
        {&insert_, "INSERT INTO event(" + std::string(kEventColumns) + ") VALUES(" + placeholders(columns) + ")"},
        {&find_word_, "SELECT id FROM dict WHERE kind=?1 AND text=?2 COLLATE NOCASE AND text=?2 COLLATE BINARY"},
        {&add_word_, "INSERT INTO dict(kind,text) VALUES(?,?) RETURNING id"},
        {&add_session_, "INSERT INTO session(id,packed) VALUES(?,?)"},
        {&add_detail_, "INSERT INTO detail(id,text) VALUES(?,?)"},
        {&widen_span_, "UPDATE span SET last=?2,oldest=min(oldest,?3),newest=max(newest,?4),events=events+?5 WHERE first=?1"},
        {&new_span_, "INSERT INTO span(first,last,oldest,newest,events) VALUES(?,?,?,?,?)"},
        {&tick_, "INSERT INTO tick(second,type,events) VALUES(?,?,?) ON CONFLICT(second,type) DO UPDATE SET events=events+excluded.events"},
    };
    for (const auto& [statement, sql] : statements) {
        auto prepared = db_->prepare(sql);
        if (!prepared) return prepared.error();
        *statement = std::move(*prepared);
    }
    return {};
}

Status EventWriter::load() {
    auto partition = read_partition(*db_, path_);
    if (!partition) return partition.error();
    partition_ = std::move(*partition);
    return {};
}

std::int64_t EventWriter::word(Dict kind, std::string_view text) {
    if (text.empty()) return 0;
    Words& words = words_[static_cast<std::size_t>(kind)];
    if (const auto known = words.find(text); known != words.end()) return known->second;
    std::int64_t id = 0;
    find_word_.bind(1, static_cast<std::int64_t>(kind));
    find_word_.bind(2, text);
    const auto found = find_word_.step();
    if (!found) failure_ = found.error();
    if (found && *found) id = find_word_.integer(0);
    find_word_.reset();
    if (found && id == 0) {
        add_word_.bind(1, static_cast<std::int64_t>(kind));
        add_word_.bind(2, text);
        const auto added = add_word_.step();
        if (!added) failure_ = added.error();
        if (added && *added) id = add_word_.integer(0);
        add_word_.reset();
    }
    if (id == 0) return -1;
    if (++words_kept_ > kMaxWordsKept) forget_words();
    words.emplace(text, id);
    return id;
}

void EventWriter::forget_words() {
    for (Words& words : words_) words.clear();
    words_kept_ = 0;
}

Status EventWriter::insert(const events::Event& e) {
    int at = 0;
    const auto number = [&](std::int64_t value) { insert_.bind(++at, value); };
    const auto number_or_null = [&](std::int64_t value) { value != 0 ? insert_.bind(++at, value) : insert_.bind_null(++at); };
    const auto text = [&](std::string_view value) { insert_.bind(++at, value); };
    feedback::SplitResponse split = feedback::split_response(e.response, e.recipient);
    if (split.form.size() > kMaxFormStored) split = {{}, e.response};
    number(static_cast<std::int64_t>(e.id.value));
    number(unix_us(e.time));
    number(static_cast<std::int64_t>(e.type));
    number(static_cast<std::int64_t>(e.phase));
    number_or_null(static_cast<std::int64_t>(e.message.value));
    number(e.recipient_index);
    number(e.attempt);
    number(e.generated ? 1 : 0);
    number(static_cast<std::int64_t>(e.size));
    number(unix_us(e.queued));
    text(e.sender);
    text(e.recipient);
    e.recipient.empty() ? insert_.bind_null(++at) : insert_.bind(++at, text_hash(e.recipient));
    text(e.orcpt);
    text(e.envid);
    text(e.message_id);
    text(e.subject);
    number(word(Dict::domain, e.domain));
    number(word(Dict::queue, e.queue));
    number(word(Dict::vmta, e.vmta));
    number(word(Dict::pool, e.pool));
    number_or_null(word(Dict::job, e.job));
    number(word(Dict::provider, e.provider));
    number(word(Dict::source, e.source_ip));
    number(word(Dict::host, e.remote_host));
    number(word(Dict::ip, e.remote_ip));
    number(e.remote_port);
    number(word(Dict::user, e.user));
    number(word(Dict::tls, e.tls_protocol));
    number(word(Dict::cipher, e.tls_cipher));
    number(word(Dict::verified, e.tls_verified));
    number(e.code);
    number(filter::pack_status(e.status.cls, e.status.subject, e.status.detail));
    number(word(Dict::form, split.form));
    text(split.parts);
    number_or_null(word(Dict::category, e.category));
    number(word(Dict::rule, e.rule));
    number(word(Dict::esmtp, e.esmtp));
    text(e.text);
    number(e.resolve_us);
    number(e.connect_us);
    number(e.tls_us);
    number(e.total_us);
    number(word(Dict::subcategory, e.subcategory));
    number(static_cast<std::int64_t>(e.cls));
    number(word(Dict::rule_at, e.rule_at));
    number(word(Dict::feeder, e.feeder));
    if (!failure_) return failure_;
    return insert_.run();
}

Status EventWriter::insert_session(const events::Event& e) {
    packed_.resize(ZSTD_compressBound(e.session.size()));
    const std::size_t size = ZSTD_compressCCtx(zstd_, packed_.data(), packed_.size(), e.session.data(), e.session.size(), 1);
    if (ZSTD_isError(size) != 0) return Error::internal(std::string("session: ") + ZSTD_getErrorName(size));
    add_session_.bind(1, static_cast<std::int64_t>(e.id.value));
    add_session_.bind_blob(2, std::string_view(packed_).substr(0, size));
    return add_session_.run();
}

Status EventWriter::insert_detail(const events::Event& e) {
    add_detail_.bind(1, static_cast<std::int64_t>(e.id.value));
    add_detail_.bind(2, e.details);
    return add_detail_.run();
}

Status EventWriter::add_span(const Partition& batch) {
    const bool widen = span_events_ != 0 && span_events_ < kSpanEvents;
    Statement& statement = widen ? widen_span_ : new_span_;
    statement.bind(1, widen ? span_first_ : static_cast<std::int64_t>(batch.first.value));
    statement.bind(2, static_cast<std::int64_t>(batch.last.value));
    statement.bind(3, batch.oldest);
    statement.bind(4, batch.newest);
    statement.bind(5, static_cast<std::int64_t>(batch.events));
    return statement.run();
}

Status EventWriter::add_ticks(std::span<const events::Event> events) {
    std::map<std::pair<std::int64_t, int>, std::int64_t> ticks;
    for (const events::Event& e : events)
        ++ticks[{std::chrono::floor<std::chrono::seconds>(e.time).time_since_epoch().count(), static_cast<int>(e.type)}];
    for (const auto& [key, count] : ticks) {
        tick_.bind(1, key.first);
        tick_.bind(2, static_cast<std::int64_t>(key.second));
        tick_.bind(3, count);
        if (auto s = tick_.run(); !s) return s;
    }
    return {};
}

Status EventWriter::write(std::span<const events::Event> events) {
    if (events.empty()) return {};
    failure_ = {};
    Partition batch;
    batch.first = events.front().id;
    batch.last = events.back().id;
    batch.oldest = INT64_MAX;
    batch.newest = INT64_MIN;
    batch.events = events.size();
    const auto write_all = [&]() -> Status {
        Transaction transaction(*db_);
        if (auto s = transaction.begin(); !s) return s;
        for (const events::Event& e : events) {
            if (auto s = insert(e); !s) return s;
            if (!e.session.empty())
                if (auto s = insert_session(e); !s) return s;
            if (!e.details.empty())
                if (auto s = insert_detail(e); !s) return s;
            batch.oldest = std::min(batch.oldest, unix_us(e.time));
            batch.newest = std::max(batch.newest, unix_us(e.time));
        }
        if (auto s = add_span(batch); !s) return s;
        if (auto s = add_ticks(events); !s) return s;
        return transaction.commit();
    };
    if (auto s = write_all(); !s) {
        forget_words();  // some of them were in what was rolled back
        return s;
    }
    const bool widened = span_events_ != 0 && span_events_ < kSpanEvents;
    if (!widened) span_first_ = static_cast<std::int64_t>(batch.first.value);
    span_events_ = (widened ? span_events_ : 0) + batch.events;
    if (partition_.events == 0) {
        partition_.first = batch.first;
        partition_.oldest = batch.oldest;
        partition_.newest = batch.newest;
    }
    partition_.last = batch.last;
    partition_.oldest = std::min(partition_.oldest, batch.oldest);
    partition_.newest = std::max(partition_.newest, batch.newest);
    partition_.events += batch.events;
    partition_.bytes = history_file_size(path_);
    return {};
}

Status EventWriter::finish() { return db_->execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace mailrace::journal
