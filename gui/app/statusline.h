// The status bar: state of the connection, what flows, what waits, what is left of the disk, versions.
#pragma once

#include <QStatusBar>

class QLabel;

namespace mailrace::gui {

class Connection;
class StatsFeed;

class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    StatusLine(Connection* connection, StatsFeed* stats, QWidget* parent);

    QString stateText() const;

private:
    void showState();
    void showStats();

    Connection* m_connection;
    StatsFeed* m_stats;
    QLabel* m_dot;
    QLabel* m_state;
    QLabel* m_in;
    QLabel* m_out;
    QLabel* m_queued;
    QLabel* m_connections;
    QLabel* m_spool;
    QLabel* m_version;
};

}  // namespace mailrace::gui
