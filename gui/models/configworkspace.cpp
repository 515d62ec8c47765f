#include "gui/models/configworkspace.h"

#include <QJsonDocument>
#include <algorithm>
#include <tuple>

#include "gui/client/connection.h"
#include "gui/models/configchecker.h"
#include "gui/models/configtext.h"
#include "shared/config/text_diff.h"

namespace mailrace::gui {

namespace {

constexpr int kPauseMs = 120;
constexpr int kAskMs = 900;
constexpr qsizetype kFrame = 200;    // bytes around the params of a request
constexpr int kMostAsked = 400'000;  // letters; a longer text is checked by the daemon when it is applied
constexpr int kApplyTimeoutMs = 60'000;

bool hasId(const QJsonArray& shown, const QString& id) {
    return std::any_of(shown.begin(), shown.end(),
                       [&](const auto& value) { return value.toObject().value(QLatin1String("id")).toString() == id; });
}

}  // namespace

QString ConfigWorkspace::Document::name() const { return path.mid(path.lastIndexOf(QLatin1Char('/')) + 1); }

ConfigWorkspace::ConfigWorkspace(Connection* connection, QObject* parent)
    : QObject(parent), m_connection(connection), m_checker(new ConfigChecker(this)) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ConfigWorkspace::startCheck);
    m_ask.setSingleShot(true);
    m_ask.setInterval(kAskMs);
    connect(&m_ask, &QTimer::timeout, this, &ConfigWorkspace::askDaemon);
    connect(m_checker, &ConfigChecker::checked, this, &ConfigWorkspace::onChecked);
    connect(m_connection, &Connection::stateChanged, this, [this](LinkState state) {
        if (state == LinkState::Ready && m_wanted) onReady();
        emit statusChanged();
    });
}

ConfigWorkspace::~ConfigWorkspace() = default;

int ConfigWorkspace::indexOf(const QString& path) const {
    for (int i = 0; i < m_documents.size(); ++i) {
        if (m_documents.at(i).path == path) return i;
    }
    return -1;
}

int ConfigWorkspace::indexOf(const std::string& path) const { return indexOf(configtext::fromUtf8(path)); }

void ConfigWorkspace::setText(int document, const QString& text, const void* origin) {
    if (m_documents.at(document).text == text) return;
    m_documents[document].text = text;
    touched(document, origin);
}

void ConfigWorkspace::replace(int document, qsizetype position, qsizetype removed, QStringView added, const void* origin) {
    m_documents[document].text.replace(position, removed, added.data(), added.size());
    touched(document, origin);
}

void ConfigWorkspace::revert(int document) { setText(document, m_documents.at(document).baseText, nullptr); }

void ConfigWorkspace::resolve(int document, const QString& merged) {
    Document& d = m_documents[document];
    if (!d.conflict()) return;
    d.sends = d.theirsOnDisk;
    if (!d.theirsOnDisk) d.baseText = d.theirText;
    d.baseRevision = std::exchange(d.theirRevision, {});
    d.theirText.clear();
    d.theirUser.clear();
    d.theirsOnDisk = false;
    setText(document, merged, nullptr);
    emit statusChanged();
}

bool ConfigWorkspace::mergeByItself(int document) {
    const Document& d = m_documents.at(document);
    if (!d.conflict()) return false;
    const auto merged = config::merge(configtext::utf8(d.baseText), configtext::utf8(d.text), configtext::utf8(d.theirText));
    if (!merged.conflicts.empty()) return false;
    resolve(document, configtext::fromUtf8(merged.text));
    return true;
}

bool ConfigWorkspace::isDirty() const {
    return std::any_of(m_documents.begin(), m_documents.end(), [](const Document& d) { return d.dirty(); });
}

bool ConfigWorkspace::hasConflict() const {
    return std::any_of(m_documents.begin(), m_documents.end(), [](const Document& d) { return d.conflict(); });
}

bool ConfigWorkspace::isWritable() const {
    return m_connection->isReady() && m_connection->daemon().role == DaemonRole::Admin &&
           std::any_of(m_documents.begin(), m_documents.end(), [](const Document& d) { return d.writable; });
}

const std::vector<config::Diagnostic>& ConfigWorkspace::diagnostics() const {
    static const std::vector<config::Diagnostic> none;
    return m_analysis ? m_analysis->diagnostics : none;
}

bool ConfigWorkspace::isChecked() const {
    if (!m_analysis || m_analysis->changes.size() != std::size_t(m_documents.size())) return false;
    for (qsizetype i = 0; i < m_documents.size(); ++i) {
        if (m_analysis->changes[std::size_t(i)] != m_documents.at(i).change) return false;
    }
    return true;
}

void ConfigWorkspace::touched(int document, const void* origin) {
    ++m_documents[document].change;
    m_pause.start();
    emit edited(document, origin);
    emit statusChanged();
}

void ConfigWorkspace::startCheck() {
    m_pause.stop();
    QVector<ConfigSnapshot> snapshot;
    for (const Document& d : std::as_const(m_documents)) snapshot.append({d.path, d.text, d.change, d.baseText});
    m_checker->check(std::move(snapshot));
}

/// A result about texts that have moved on is dropped: its columns would point beside the words. The next check is on its way.
void ConfigWorkspace::onChecked(const std::shared_ptr<const ConfigAnalysis>& analysis) {
    const auto before = std::exchange(m_analysis, analysis);
    if (!isChecked()) {
        m_analysis = before;
        return;
    }
    m_daemonSays.clear();
    gatherProblems();
    if (isDirty() && m_analysis->errors() == 0) m_ask.start();
    emit checked();
    emit statusChanged();
}

/// The same parser runs here and there, but only the daemon sees its disk, its certificates and its keys.
void ConfigWorkspace::askDaemon() {
    qsizetype letters = 0;
    for (const Document& d : std::as_const(m_documents)) letters += d.dirty() ? d.text.size() : 0;
    if (!isChecked() || letters == 0 || letters > kMostAsked || !m_connection->isReady()) return;
    const auto asked = m_analysis;
    const QJsonObject params{{QStringLiteral("documents"), changedDocuments()}};
    m_connection->call(this, QStringLiteral("config.check"), params, [this, asked](const RpcResult& result) {
        if (result.ok && asked == m_analysis && isChecked()) onDaemonChecked(result.value);
    });
}

void ConfigWorkspace::onDaemonChecked(const QJsonObject& result) {
    m_daemonSays.clear();
    const QJsonArray found = result.value(QLatin1String("diagnostics")).toArray();
    for (const auto& value : found) {
        const QJsonObject object = value.toObject();
        const auto word = [&](const char* key) { return configtext::utf8(object.value(QLatin1String(key)).toString()); };
        if (word("severity") != config::to_string(config::Severity::error)) continue;
        config::Diagnostic d;
        d.file = word("file");
        d.line = std::uint32_t(object.value(QLatin1String("line")).toInteger());
        d.column = std::uint32_t(object.value(QLatin1String("column")).toInteger());
        d.length = std::uint32_t(object.value(QLatin1String("length")).toInteger());
        d.message = word("message");
        d.expected = word("expected");
        d.nearest = word("nearest");
        m_daemonSays.append(Problem::of(d, indexOf(d.file), true));
    }
    if (m_daemonSays.isEmpty()) return;
    gatherProblems();
    emit checked();
    emit statusChanged();
}

void ConfigWorkspace::gatherProblems() {
    m_problems.clear();
    for (const auto& d : diagnostics()) m_problems.append(Problem::of(d, indexOf(d.file)));
    m_problems += m_daemonSays;
    std::stable_sort(m_problems.begin(), m_problems.end(), [](const Problem& a, const Problem& b) {
        return std::tuple(a.document, a.line, a.column) < std::tuple(b.document, b.line, b.column);
    });
}

void ConfigWorkspace::load() {
    m_wanted = true;
    if (m_connection->isReady()) onReady();
}

void ConfigWorkspace::onReady() {
    if (!m_subscription) {
        m_subscription = m_connection->subscribe(QStringLiteral("config"), {}, 250, this);
        connect(m_subscription, &Subscription::snapshot, this, &ConfigWorkspace::onRunning);
        connect(m_subscription, &Subscription::changed, this, &ConfigWorkspace::onRunning);
    }
    const quint64 showing = ++m_showing;
    m_connection->call(this, QStringLiteral("config.show"), {}, [this, showing](const RpcResult& result) {
        if (showing != m_showing) return;
        m_problem = result.ok ? QString() : result.error.message;
        if (result.ok) onShown(result.value);
        emit statusChanged();
    });
}

void ConfigWorkspace::onShown(const QJsonObject& result) {
    m_running.builtIn = result.value(QLatin1String("built_in")).toBool();
    m_running.revision = result.value(QLatin1String("revision")).toString();
    if (const auto version = result.value(QLatin1String("version")); version.isDouble()) m_running.version = version.toInteger();
    const bool other = takeShown(result.value(QLatin1String("documents")).toArray());
    if (other) emit reset();
    startCheck();
}

/// True when the set of documents is another one. Documents that are gone stay while they hold changes of this person.
bool ConfigWorkspace::takeShown(const QJsonArray& shown) {
    QVector<Document> documents;
    for (const auto& value : shown) {
        const QJsonObject object = value.toObject();
        const QString id = object.value(QLatin1String("id")).toString();
        const auto known = std::find_if(m_documents.begin(), m_documents.end(), [&](const Document& d) { return d.id == id; });
        Document document = known == m_documents.end() ? Document{} : *known;
        document.id = id;
        takeDocument(document, object);
        documents.append(std::move(document));
    }
    for (const Document& d : std::as_const(m_documents)) {
        if (d.dirty() && !hasId(shown, d.id)) documents.append(d);
    }
    const auto same = [](const Document& a, const Document& b) { return a.id == b.id; };
    const bool other = !std::equal(documents.begin(), documents.end(), m_documents.begin(), m_documents.end(), same);
    const QVector<Document> before = std::exchange(m_documents, std::move(documents));
    if (other) return true;
    for (int i = 0; i < m_documents.size(); ++i) {
        if (m_documents.at(i).change != before.at(i).change) emit edited(i, nullptr);
    }
    return false;
}

void ConfigWorkspace::takeDocument(Document& document, const QJsonObject& shown) {
    const QString raw = shown.value(QLatin1String("text")).toString();
    const QString text = configtext::withLf(raw);
    const QString revision = shown.value(QLatin1String("revision")).toString();
    const bool edited = document.dirty() && document.text != text;
    document.path = shown.value(QLatin1String("path")).toString(document.id);
    document.writable = shown.value(QLatin1String("writable")).toBool();
    document.crLf = configtext::usesCrLf(raw);
    if (edited && text != document.baseText) {  // both changed it
        document.theirText = text;
        document.theirRevision = revision;
        return;
    }
    document.theirText.clear();
    document.theirRevision.clear();
    document.theirUser.clear();
    document.theirsOnDisk = document.sends = false;
    document.baseText = text;
    document.baseRevision = revision;
    if (edited || document.text == text) return;
    document.text = text;
    ++document.change;
}

/// Another version runs, or we hear for the first time which one does.
void ConfigWorkspace::onRunning(const QJsonObject& data) {
    if (m_applying > 0) {
        m_heldNews = data;
        return;
    }
    const qint64 version = data.value(QLatin1String("version")).toInteger();
    const bool other = m_running.version != 0 && version != m_running.version;
    m_running.version = version;
    m_running.revision = data.value(QLatin1String("revision")).toString();
    m_running.user = data.value(QLatin1String("user")).toString();
    m_running.time = data.value(QLatin1String("time")).toInteger();
    m_running.note = data.value(QLatin1String("note")).toString();
    if (other) {
        load();
        emit changedElsewhere(m_running.user, m_running.time, m_running.note);
    }
    emit statusChanged();
}

QJsonArray ConfigWorkspace::changedDocuments(bool revisions) const {
    QJsonArray out;
    for (const Document& d : m_documents) {
        if (!d.dirty() && !d.sends) continue;
        QJsonObject object{{QStringLiteral("id"), d.id},
                           {QStringLiteral("text"), d.crLf ? configtext::withCrLf(d.text) : d.text}};
        if (revisions) object.insert(QStringLiteral("revision"), d.baseRevision);
        out.append(object);
    }
    return out;
}

bool ConfigWorkspace::fitsRequest(const QJsonObject& params) const {
    return QJsonDocument(params).toJson(QJsonDocument::Compact).size() + kFrame <= m_connection->daemon().longestLine;
}

void ConfigWorkspace::apply(const QString& note, QObject* context, RpcHandler handler) {
    const QJsonObject params{{QStringLiteral("documents"), changedDocuments(true)}, {QStringLiteral("note"), note}};
    if (!fitsRequest(params)) {
        RpcResult result;
        result.error = {
            QStringLiteral("frame.too_long"), tr("The daemon reads no request that is as long as these texts."), false, {}, {}};
        return handler(result);
    }
    ++m_applying;
    const auto done = [this, sent = m_documents, context = QPointer<QObject>(context), handler](const RpcResult& result) {
        --m_applying;
        const QJsonObject news = std::exchange(m_heldNews, {});
        if (result.ok)
            onApplied(sent, result.value);
        else if (result.error.word == QLatin1String("config.conflict"))
            markConflicts(result.error.arguments.value(QLatin1String("documents")).toArray());
        if (!news.isEmpty()) onRunning(news);
        emit statusChanged();
        if (context) handler(result);
    };
    m_connection->call(this, QStringLiteral("config.apply"), params, done, kApplyTimeoutMs);
}

/// What was sent runs now. Letters typed since stay as changes.
void ConfigWorkspace::onApplied(const QVector<Document>& sent, const QJsonObject& result) {
    if (!result.value(QLatin1String("applied")).toBool(true)) return;
    for (Document& d : m_documents) {
        const auto it = std::find_if(sent.begin(), sent.end(), [&](const Document& s) { return s.id == d.id; });
        if (it != sent.end()) d.baseText = it->text;
        d.sends = false;
    }
    m_running.version = result.value(QLatin1String("version")).toInteger(m_running.version);
    load();
    emit appliedVersion(int(m_running.version));
}

void ConfigWorkspace::markConflicts(const QJsonArray& documents) {
    for (const auto& value : documents) {
        const QJsonObject object = value.toObject();
        for (Document& d : m_documents) {
            if (d.id != object.value(QLatin1String("id")).toString()) continue;
            d.theirText = configtext::withLf(object.value(QLatin1String("text")).toString());
            d.theirRevision = object.value(QLatin1String("revision")).toString();
            d.theirUser = object.value(QLatin1String("user")).toString();
            d.theirsOnDisk = object.value(QLatin1String("on_disk")).toBool();
        }
    }
}

}  // namespace mailrace::gui
