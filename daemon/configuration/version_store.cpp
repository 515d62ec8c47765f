#include "daemon/configuration/version_store.h"

#include <zstd.h>

#include "daemon/platform/file.h"

namespace mailrace::configuration {

using journal::Database;
using journal::Statement;
using journal::Transaction;

namespace {

constexpr std::string_view kSchema = R"(
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA foreign_keys=ON;
CREATE TABLE IF NOT EXISTS text(id INTEGER PRIMARY KEY, revision TEXT NOT NULL, packed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS text_revision ON text(revision);
CREATE TABLE IF NOT EXISTS version(
    number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, user TEXT NOT NULL, note TEXT NOT NULL, origin INTEGER NOT NULL, revision TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS document(
    version INTEGER NOT NULL REFERENCES version(number) ON DELETE CASCADE, position INTEGER NOT NULL, id TEXT NOT NULL, revision TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES text(id), added INTEGER NOT NULL, removed INTEGER NOT NULL, PRIMARY KEY(version, position)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_text ON document(text);
)";

std::string pack(const std::string& text) {
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3);
    packed.resize(ZSTD_isError(size) != 0 ? 0 : size);
    return packed;
}

VersionOrigin origin_of(std::int64_t number) {
    switch (number) {
        case 1: return VersionOrigin::reload;
        case 2: return VersionOrigin::apply;
        case 3: return VersionOrigin::rollback;
        default: return VersionOrigin::start;
    }
}

}  // namespace

std::string_view to_string(VersionOrigin origin) {
    switch (origin) {
        case VersionOrigin::start: return "start";
        case VersionOrigin::reload: return "reload";
        case VersionOrigin::apply: return "apply";
        case VersionOrigin::rollback: return "rollback";
    }
    return "start";
}

Result<std::unique_ptr<VersionStore>> VersionStore::open(const std::string& path, StoreLimits limits) {
    // Made with its mode before SQLite opens it; the files beside it get the same.
    auto& storage = platform::Storage::system();
    const bool on_disk = path != kInMemory;
    if (auto there = storage.open(path, platform::OpenMode::read); on_disk && !there && there.error().cls == ErrorClass::not_found) {
        if (auto made = storage.open(path, platform::OpenMode::create); !made) return made.error();
    }
    auto db = Database::open(path, Database::Mode::read_write);
    if (!db) return db.error();
    if (auto made = (*db)->execute(std::string(kSchema)); !made) return made.error();
    return std::unique_ptr<VersionStore>(new VersionStore(std::move(*db), limits));
}

Status VersionStore::add(Version& version, const std::vector<std::string>& texts) {
    Transaction transaction(*db_);
    if (auto begun = transaction.begin(); !begun) return begun;
    auto insert = db_->prepare("INSERT INTO version(time, user, note, origin, revision) VALUES(?,?,?,?,?)");
    if (!insert) return insert.error();
    insert->bind(1, unix_us(version.time));
    insert->bind(2, version.user);
    insert->bind(3, version.note);
    insert->bind(4, static_cast<std::int64_t>(version.origin));
    insert->bind(5, version.revision);
    if (auto done = insert->run(); !done) return done;
    const auto number = db_->number("SELECT last_insert_rowid()");
    if (!number) return number.error();

    auto document = db_->prepare("INSERT INTO document(version, position, id, revision, text, added, removed) VALUES(?,?,?,?,?,?,?)");
    if (!document) return document.error();
    for (std::size_t i = 0; i < version.documents.size(); ++i) {
        const VersionDocument& d = version.documents[i];
        const auto text = keep_text(d.revision, texts[i]);
        if (!text) return text.error();
        document->bind(1, *number);
        document->bind(2, static_cast<std::int64_t>(i));
        document->bind(3, d.id);
        document->bind(4, d.revision);
        document->bind(5, *text);
        document->bind(6, static_cast<std::int64_t>(d.added));
        document->bind(7, static_cast<std::int64_t>(d.removed));
        if (auto done = document->run(); !done) return done;
    }
    if (auto done = forget_old(); !done) return done;
    if (auto done = transaction.commit(); !done) return done;
    version.number = *number;
    return {};
}

/// Revisions guard against mistakes only, so the text itself decides whether it is there already.
Result<std::int64_t> VersionStore::keep_text(const std::string& revision, const std::string& text) {
    auto find = db_->prepare("SELECT id FROM text WHERE revision=?");
    if (!find) return find.error();
    find->bind(1, revision);
    for (;;) {
        const auto row = find->step();
        if (!row) return row.error();
        if (!*row) break;
        const std::int64_t id = find->integer(0);
        const auto known = unpack(id);
        if (known && *known == text) return id;
    }
    const std::string packed = pack(text);
    if (packed.empty()) return Error::internal("a text could not be compressed");
    auto insert = db_->prepare("INSERT INTO text(revision, packed) VALUES(?,?)");
    if (!insert) return insert.error();
    insert->bind(1, revision);
    insert->bind_blob(2, packed);
    if (auto done = insert->run(); !done) return done.error();
    return db_->number("SELECT last_insert_rowid()");
}

Result<std::string> VersionStore::unpack(std::int64_t text) {
    auto find = db_->prepare("SELECT packed FROM text WHERE id=?");
    if (!find) return find.error();
    find->bind(1, text);
    const auto row = find->step();
    if (!row) return row.error();
    if (!*row) return Error::storage("a text of the configuration's history is missing");
    const std::string_view packed = find->text(0);
    const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size > (256u << 20)) return Error::storage("a text of the configuration's history is damaged");
    std::string out(static_cast<std::size_t>(size), '\0');
    const std::size_t got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
    if (ZSTD_isError(got) != 0 || got != out.size()) return Error::storage("a text of the configuration's history is damaged");
    return out;
}

Result<std::vector<VersionDocument>> VersionStore::documents_of(std::int64_t number) {
    auto find = db_->prepare("SELECT id, revision, added, removed FROM document WHERE version=? ORDER BY position");
    if (!find) return find.error();
    find->bind(1, number);
    std::vector<VersionDocument> out;
    for (;;) {
        const auto row = find->step();
        if (!row) return row.error();
        if (!*row) return out;
        out.push_back({std::string(find->text(0)), std::string(find->text(1)), static_cast<std::uint64_t>(find->integer(2)),
                       static_cast<std::uint64_t>(find->integer(3))});
    }
}

Result<std::vector<Version>> VersionStore::list(std::int64_t before, std::size_t limit) {
    auto find = db_->prepare("SELECT number, time, user, note, origin, revision FROM version WHERE ?1=0 OR number<?1 ORDER BY number DESC LIMIT ?2");
    if (!find) return find.error();
    find->bind(1, before);
    find->bind(2, static_cast<std::int64_t>(limit));
    std::vector<Version> out;
    for (;;) {
        const auto row = find->step();
        if (!row) return row.error();
        if (!*row) break;
        Version version;
        version.number = find->integer(0);
        version.time = wall_from_us(find->integer(1));
        version.user = find->text(2);
        version.note = find->text(3);
        version.origin = origin_of(find->integer(4));
        version.revision = find->text(5);
        out.push_back(std::move(version));
    }
    for (Version& version : out) {
        auto documents = documents_of(version.number);
        if (!documents) return documents.error();
        version.documents = std::move(*documents);
    }
    return out;
}

Result<Version> VersionStore::get(std::int64_t number) {
    auto found = list(number + 1, 1);
    if (!found) return found.error();
    if (number <= 0 || found->empty() || found->front().number != number)
        return Error::not_found("there is no version " + std::to_string(number) + " of the configuration");
    return std::move(found->front());
}

Result<std::vector<std::string>> VersionStore::texts(std::int64_t number) {
    auto find = db_->prepare("SELECT text FROM document WHERE version=? ORDER BY position");
    if (!find) return find.error();
    find->bind(1, number);
    std::vector<std::string> out;
    for (;;) {
        const auto row = find->step();
        if (!row) return row.error();
        if (!*row) return out;
        auto text = unpack(find->integer(0));
        if (!text) return text.error();
        out.push_back(std::move(*text));
    }
}

Result<std::optional<Version>> VersionStore::newest() {
    auto found = list(0, 1);
    if (!found) return found.error();
    if (found->empty()) return std::optional<Version>{};
    return std::optional<Version>(std::move(found->front()));
}

/// The newest version always stays.
Status VersionStore::forget_old() {
    const std::string orphans = "DELETE FROM text WHERE id NOT IN (SELECT text FROM document)";
    auto done = db_->execute("DELETE FROM version WHERE number <= (SELECT max(number) FROM version) - " + std::to_string(limits_.versions) + "; " + orphans);
    while (done) {
        const auto bytes = db_->number("SELECT total(length(packed)) FROM text");
        const auto versions = db_->number("SELECT count(*) FROM version");
        if (!bytes || !versions) return !bytes ? bytes.error() : versions.error();
        if (static_cast<std::uint64_t>(*bytes) <= limits_.bytes || *versions <= 1) break;
        done = db_->execute("DELETE FROM version WHERE number = (SELECT min(number) FROM version); " + orphans);
    }
    return done;
}

}  // namespace mailrace::configuration
