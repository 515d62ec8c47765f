// Import and export of a suppression list: a file goes to the daemon in pieces and comes from it in pages, with progress, and can
// be stopped between two of them. What was imported until then stays. Window's thread; reads and writes some thousand lines a
// turn.
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QObject>
#include <QSaveFile>
#include <memory>

namespace mailrace::gui {

class Connection;

class SuppressionImport : public QObject {
    Q_OBJECT
public:
    struct Refusal {
        qint64 line;  // in the file, from 1
        QString text, why;
    };
    struct Sum {
        qint64 lines = 0, added = 0, present = 0, refused = 0;
        qint64 bytes = 0, size = 0;  // read, of the file
        QList<Refusal> refusals;     // the first kRefusals
    };
    static constexpr int kPieceLines = 10'000;
    static constexpr qsizetype kPieceBytes = 400'000;
    static constexpr int kRefusals = 1'000;
    static constexpr qint64 kLongestLine = 4'096;

    SuppressionImport(Connection* connection, QObject* parent);

    struct Job {
        QString path, list, reason;
        qint64 expires = 0;
        bool dryRun = false;
    };
    void start(const Job& job);
    void cancel();
    bool isRunning() const { return m_file != nullptr; }
    const Sum& sum() const { return m_sum; }

signals:
    void progress();
    /// `problem` is empty when the whole file was read.
    void finished(const QString& problem);

private:
    void next();
    QJsonArray piece();
    void stop(const QString& problem);

    Connection* m_connection;
    std::unique_ptr<QFile> m_file;
    Job m_job;
    Sum m_sum;
    quint64 m_run = 0;
};

class SuppressionExport : public QObject {
    Q_OBJECT
public:
    SuppressionExport(Connection* connection, QObject* parent);

    void start(const QString& list, const QString& path);
    void cancel();
    bool isRunning() const { return m_file != nullptr; }

signals:
    void progress(qint64 lines);
    void finished(qint64 lines);
    void failed(const QString& words);

private:
    void next();
    void stop(const QString& problem);

    Connection* m_connection;
    std::unique_ptr<QSaveFile> m_file;
    QString m_list, m_cursor;
    qint64 m_lines = 0;
    quint64 m_run = 0;
};

}  // namespace mailrace::gui
