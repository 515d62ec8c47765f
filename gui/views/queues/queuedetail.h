// The pane about one queue (or one group of queues): its traffic, what it waits for with the line of the configuration that says
// so, its history, messages, effective settings, connections, last events, and a live trace of one attempt. Asks only while it is
// shown.
#pragma once

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mailrace::gui {

class Card;
class Connection;
class RecordModel;
class ResponseBox;
class Segmented;
class SeriesModel;
class TimeChart;

class QueueDetail : public QWidget {
    Q_OBJECT
public:
    explicit QueueDetail(Connection* connection, QWidget* parent = nullptr);

    /// What the names given to showQueue are: queue, provider, domain, vmta or job.
    void setGroup(const QString& group);
    void showQueue(const QString& name);
    void setActive(bool active);
    void setStale(bool stale);
    bool hasData() const { return m_hasData; }

signals:
    void eventsWanted(const QString& filter);
    /// A line of the configuration.
    void lineWanted(const QString& file, int line);

private:
    enum Tab { History, Messages, Settings, Connections, Events, Trace };

    QWidget* makeLeft();
    QWidget* makeRight();
    QTableView* addTable(RecordModel* model, const QString& name, const QList<int>& widths);
    QWidget* makeTrace();
    bool isQueue() const;
    QString eventFilter() const;
    QJsonObject select() const;
    void refresh();
    void loadQueue();
    void showTab(int tab);
    void loadTab();
    void loadMessages(bool more);
    void startTrace();
    void onNotified(const QString& method, const QJsonObject& params);

    Connection* m_connection;
    SeriesModel* m_series;
    QString m_group = QStringLiteral("queue");
    QString m_name;
    QTimer m_timer;
    Card *m_left, *m_right;
    TimeChart* m_chart;
    QLabel* m_waiting;
    QTableView* m_reasonTable;
    Segmented* m_tabs;
    QStackedWidget* m_stack;
    RecordModel *m_reasons, *m_history, *m_messages, *m_settings, *m_connections, *m_events;
    QPushButton *m_more, *m_showEvents, *m_startTrace;
    ResponseBox* m_trace;
    QString m_cursor;
    qint64 m_traceId = -1;
    bool m_active = false;
    bool m_hasData = false;
};

}  // namespace mailrace::gui
