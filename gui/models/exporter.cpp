#include "gui/models/exporter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include "gui/client/connection.h"

namespace mailrace::gui {

namespace {
constexpr int kPage = 1000;
}

Exporter::Exporter(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {}

void Exporter::start(const QString& filter, const QString& path, Format format) {
    cancel();
    ++m_run;
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) return stop(tr("%1 cannot be written: %2").arg(path, m_file->errorString()));
    m_filter = filter;
    m_format = format;
    m_place = 0;
    m_rows = 0;
    next();
}

void Exporter::cancel() {
    ++m_run;
    if (m_file) m_file->cancelWriting();
    m_file.reset();
}

QByteArray Exporter::csvLine(const QJsonArray& values) {
    QByteArray out;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i > 0) out += ',';
        const QJsonValue value = values.at(i);
        QByteArray text = value.isDouble() ? QByteArray::number(value.toInteger()) : value.toString().toUtf8();
        if (value.isBool()) text = value.toBool() ? "true" : "false";
        if (text.contains(',') || text.contains('"') || text.contains('\n') || text.contains('\r')) {
            text.replace("\"", "\"\"");
            text = '"' + text + '"';
        }
        out += text;
    }
    return out + "\r\n";
}

void Exporter::next() {
    if (m_format == Format::Accounting) return nextRecords();
    QJsonObject params{{QStringLiteral("filter"), m_filter}, {QStringLiteral("limit"), kPage}};
    if (m_place > 0) params.insert(QStringLiteral("before"), m_place);
    m_connection->call(
        this, QStringLiteral("events.page"), params,
        [this, run = m_run](const RpcResult& result) {
            if (run != m_run || !m_file) return;
            if (!result.ok) return stop(result.error.message);
            const QJsonArray columns = result.value.value(QLatin1String("columns")).toArray();
            const QJsonArray rows = result.value.value(QLatin1String("rows")).toArray();
            if (!write(columns, rows)) return stop(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
            m_rows += rows.size();
            emit progress(m_rows);
            const qsizetype id = [&] {
                for (qsizetype i = 0; i < columns.size(); ++i) {
                    if (columns.at(i).toString() == QLatin1String("id")) return i;
                }
                return qsizetype{0};
            }();
            if (!rows.isEmpty() && result.value.value(QLatin1String("more")).toBool()) {
                m_place = rows.last().toArray().at(id).toInteger();
                return next();
            }
            if (!m_file->commit()) return stop(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
            m_file.reset();
            emit finished(m_rows);
        },
        60'000);
}

/// The daemon writes these lines, so that they are exactly those of its accounting files; oldest first, as such files are.
void Exporter::nextRecords() {
    const QJsonObject params{{QStringLiteral("filter"), m_filter}, {QStringLiteral("limit"), kPage}, {QStringLiteral("after"), m_place}};
    m_connection->call(
        this, QStringLiteral("events.records"), params,
        [this, run = m_run](const RpcResult& result) {
            if (run != m_run || !m_file) return;
            if (!result.ok) return stop(result.error.message);
            QByteArray out;
            if (m_place == 0) out += result.value.value(QLatin1String("header")).toString().toUtf8();
            out += result.value.value(QLatin1String("text")).toString().toUtf8();
            if (m_file->write(out) != out.size()) return stop(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
            m_rows += result.value.value(QLatin1String("rows")).toInteger();
            emit progress(m_rows);
            if (run != m_run || !m_file) return;
            const qint64 last = result.value.value(QLatin1String("last")).toInteger();
            const bool more = result.value.value(QLatin1String("more")).toBool() || !result.value.value(QLatin1String("complete")).toBool();
            if (more && last <= m_place) return stop(tr("The search took too long: narrow the time."));
            m_place = last;
            if (more) return next();
            if (!m_file->commit()) return stop(tr("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
            m_file.reset();
            emit finished(m_rows);
        },
        60'000);
}

bool Exporter::write(const QJsonArray& columns, const QJsonArray& rows) {
    QByteArray out;
    if (m_format == Format::Csv && m_rows == 0) out += csvLine(columns);
    for (const auto& value : rows) {
        const QJsonArray row = value.toArray();
        if (m_format == Format::Csv) {
            out += csvLine(row);
            continue;
        }
        QJsonObject object;
        for (qsizetype i = 0; i < columns.size() && i < row.size(); ++i) object.insert(columns.at(i).toString(), row.at(i));
        out += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    return m_file->write(out) == out.size();
}

void Exporter::stop(const QString& problem) {
    cancel();
    emit failed(problem);
}

}  // namespace mailrace::gui
