// Starts the daemon that lies beside the application, detached from it, and watches its first seconds: when it dies before it
// answers, what it wrote to its error output is what the person gets to read. Lives on the window's thread; never waits.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace mailrace::gui {

class DaemonLauncher : public QObject {
    Q_OBJECT
public:
    /// `arguments` are given to the daemon as they are.
    DaemonLauncher(const QStringList& arguments, QObject* parent);

    /// The daemon's program: beside the application, else in the search path; empty when there is none.
    static QString program();

    void start();
    bool isStarting() const { return m_timer.isActive(); }
    /// The daemon answers: nothing more to watch.
    void succeeded();

signals:
    void started();
    /// It could not be started, or it ended at once; `output` is the end of its error output.
    void failed(const QString& words, const QString& output);

private:
    void watch();
    QString output() const;

    QStringList m_arguments;
    QString m_log;
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_pid = 0;
};

}  // namespace mailrace::gui
