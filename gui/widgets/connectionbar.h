// The bar on top of the views while the daemon cannot be asked: what was tried, why it failed, what helps, when the next attempt
// comes, and a button to start the daemon. Hidden while all is well.
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mailrace::gui {

class Connection;
class DaemonLauncher;
enum class LinkState;

class ConnectionBar : public QFrame {
    Q_OBJECT
public:
    ConnectionBar(Connection* connection, DaemonLauncher* launcher, QWidget* parent = nullptr);

    /// Words for a state: one short name and one sentence that says what helps.
    static QString stateName(LinkState state);
    QString title() const;
    QString help() const;

private:
    void onState(LinkState state);
    void onLaunchFailed(const QString& words, const QString& output);
    void countDown();
    void describe(LinkState state);

    Connection* m_connection;
    DaemonLauncher* m_launcher;
    LinkState m_shown;  // the problem that is described; attempts in between do not change it
    QLabel* m_title;
    QLabel* m_help;
    QLabel* m_retry;
    QPlainTextEdit* m_output;
    QPushButton* m_start;
    QPushButton* m_again;
    QTimer m_timer;
    QTimer m_patience;
};

}  // namespace mailrace::gui
