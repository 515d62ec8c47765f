#include "gui/models/suppressiontransfer.h"

#include <QJsonObject>

#include "gui/client/connection.h"

namespace mailrace::gui {

namespace {
constexpr int kTimeout = 120'000;
constexpr int kPage = 10'000;

/// No less than it takes in a request, whose size the daemon bounds.
qsizetype bytesAsJson(const QString& text) {
    qsizetype bytes = 4;
    for (const QChar c : text) bytes += c < QChar(0x20) ? 6 : c < QChar(0x80) ? 2 : 3;
    return bytes;
}
}  // namespace

SuppressionImport::SuppressionImport(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {}

void SuppressionImport::start(const Job& job) {
    cancel();
    m_job = job;
    m_sum = {};
    m_file = std::make_unique<QFile>(job.path);
    if (!m_file->open(QIODevice::ReadOnly)) return stop(tr("%1 cannot be read: %2").arg(job.path, m_file->errorString()));
    m_sum.size = m_file->size();
    next();
}

void SuppressionImport::cancel() {
    ++m_run;
    m_file.reset();
}

/// Lines until a piece is full; empty at the end of the file. Lines without end are cut: the daemon refuses them with words.
QJsonArray SuppressionImport::piece() {
    QJsonArray lines;
    qsizetype bytes = 0;
    while (lines.size() < kPieceLines && bytes < kPieceBytes && !m_file->atEnd()) {
        QByteArray line = m_file->readLine(kLongestLine);
        const bool cut = !line.endsWith('\n') && !m_file->atEnd();
        while (cut && !m_file->atEnd() && !m_file->readLine(kLongestLine).endsWith('\n')) {
        }
        while (line.endsWith('\n') || line.endsWith('\r')) line.chop(1);
        if (m_sum.lines == 0 && lines.isEmpty() && line.startsWith("\xEF\xBB\xBF")) line.remove(0, 3);
        const QString text = QString::fromUtf8(line);
        bytes += bytesAsJson(text);
        lines.append(text);
    }
    return lines;
}

void SuppressionImport::next() {
    const QJsonArray lines = piece();
    if (lines.isEmpty()) return stop({});
    QJsonObject params{{QStringLiteral("list"), m_job.list}, {QStringLiteral("lines"), lines}};
    if (!m_job.reason.isEmpty()) params.insert(QStringLiteral("reason"), m_job.reason);
    if (m_job.expires > 0) params.insert(QStringLiteral("expires"), m_job.expires);
    if (m_job.dryRun) params.insert(QStringLiteral("dry_run"), true);
    m_connection->call(
        this, QStringLiteral("suppression.import"), params,
        [this, run = m_run, count = lines.size(), at = m_file->pos()](const RpcResult& result) {
            if (run != m_run || !m_file) return;
            if (!result.ok) return stop(result.error.message);
            const auto number = [&](const char* name) { return result.value.value(QLatin1String(name)).toInteger(); };
            const QJsonArray refused = result.value.value(QLatin1String("refused")).toArray();
            for (const auto& value : refused) {
                if (m_sum.refusals.size() >= kRefusals) break;
                const QJsonObject o = value.toObject();
                m_sum.refusals.append({m_sum.lines + 1 + o.value(QLatin1String("line")).toInteger(),
                                       o.value(QLatin1String("text")).toString(), o.value(QLatin1String("why")).toString()});
            }
            m_sum.lines += count;
            m_sum.added += number("added");
            m_sum.present += number("present");
            m_sum.refused += std::max<qint64>(number("refused_total"), refused.size());
            m_sum.bytes = at;
            emit progress();
            if (run == m_run && m_file) next();
        },
        kTimeout);
}

void SuppressionImport::stop(const QString& problem) {
    cancel();
    emit finished(problem);
}

SuppressionExport::SuppressionExport(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {}

void SuppressionExport::start(const QString& list, const QString& path) {
    cancel();
    m_list = list;
    m_cursor.clear();
    m_lines = 0;
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) return stop(tr("%1 cannot be written: %2").arg(path, m_file->errorString()));
    next();
}

void SuppressionExport::cancel() {
    ++m_run;
    if (m_file) m_file->cancelWriting();
    m_file.reset();
}

void SuppressionExport::next() {
    QJsonObject params{{QStringLiteral("list"), m_list}, {QStringLiteral("limit"), kPage}};
    if (!m_cursor.isEmpty()) params.insert(QStringLiteral("cursor"), m_cursor);
    m_connection->call(
        this, QStringLiteral("suppression.export"), params,
        [this, run = m_run](const RpcResult& result) {
            if (run != m_run || !m_file) return;
            if (!result.ok) return stop(result.error.message);
            QByteArray out;
            const QJsonArray lines = result.value.value(QLatin1String("lines")).toArray();
            for (const auto& line : lines) out += line.toString().toUtf8() + '\n';
            if (m_file->write(out) != out.size())
                return stop(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
            m_lines += lines.size();
            m_cursor = result.value.value(QLatin1String("cursor")).toString();
            emit progress(m_lines);
            if (run != m_run || !m_file) return;
            if (!m_cursor.isEmpty()) return next();
            if (!m_file->commit()) return stop(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
            m_file.reset();
            emit finished(m_lines);
        },
        kTimeout);
}

void SuppressionExport::stop(const QString& problem) {
    cancel();
    emit failed(problem);
}

}  // namespace mailrace::gui
