// How everything that changes queues is done: first a dry run that says how many recipients it would touch, then a question with
// that number, then the call that carries it. When more would be touched by then, the daemon refuses and the person is asked
// again. Window's thread; never waits.
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>

class QMessageBox;
class QWidget;

namespace mailrace::gui {

class Connection;
struct RpcError;

class DryRun : public QObject {
    Q_OBJECT
public:
    struct Job {
        QString method;       // queues.pause …
        QJsonObject params;   // with `select`
        QString title;        // "Pause queues"
        QString question;     // "Pause %1 with %2?" — queues, recipients
        QString verb;         // on the button
        QString choice;       // a choice beside the question, empty: none
        QString choiceParam;  // the parameter that the choice sets
        QString warning;      // a second sentence
    };

    /// Questions are shown over `window`; nothing is shown once it is gone.
    DryRun(Connection* connection, QWidget* window);

    void run(const Job& job);

signals:
    /// What came of it, for the status bar.
    void finished(bool ok, const QString& words);

private:
    void ask(const Job& job, qint64 queues, qint64 recipients, const QString& before);
    void execute(const Job& job, qint64 recipients);
    void fail(const RpcError& error);

    Connection* m_connection;
    QPointer<QWidget> m_window;
};

}  // namespace mailrace::gui
