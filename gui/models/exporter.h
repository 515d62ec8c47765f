// Writes every event that matches a filter into a file, page by page by key, so that neither side ever holds them all. The file
// appears under its name only when it is whole. Window's thread; never waits.
#pragma once

#include <QJsonArray>
#include <QObject>
#include <QSaveFile>
#include <memory>

namespace mailrace::gui {

class Connection;

class Exporter : public QObject {
    Q_OBJECT
public:
    enum class Format { Accounting, Csv, JsonLines };

    Exporter(Connection* connection, QObject* parent);

    void start(const QString& filter, const QString& path, Format format);
    void cancel();
    bool isRunning() const { return m_file != nullptr; }
    /// One line of CSV (RFC 4180), with its line end.
    static QByteArray csvLine(const QJsonArray& values);

signals:
    void progress(qint64 rows);
    void finished(qint64 rows);
    void failed(const QString& words);

private:
    void next();
    void nextRecords();
    bool write(const QJsonArray& columns, const QJsonArray& rows);
    void stop(const QString& problem);

    Connection* m_connection;
    std::unique_ptr<QSaveFile> m_file;
    QString m_filter;
    Format m_format = Format::Csv;
    qint64 m_place = 0;  // the id from which the next page goes on
    qint64 m_rows = 0;
    quint64 m_run = 0;
};

}  // namespace mailrace::gui
