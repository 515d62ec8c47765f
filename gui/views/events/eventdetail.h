// The pane about one event: the exact response, what its status means, why it was classified so, the session, and the other
// events of this message and of this recipient.
#pragma once

#include <QJsonObject>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace mailrace::gui {

class Card;
class Connection;
class RecordModel;
class ResponseBox;
class Segmented;

class EventDetail : public QWidget {
    Q_OBJECT
public:
    explicit EventDetail(Connection* connection, QWidget* parent = nullptr);

    /// Shows the event with this id; 0 shows nothing.
    void showEvent(quint64 id);
    bool hasData() const { return m_hasData; }
    void setStale(bool stale) { setEnabled(!stale); }
    /// The event as text, for the clipboard.
    QString asText() const;
    const QJsonObject& event() const { return m_event; }
    /// The event that was asked for last is the one that is shown; not so while it is on its way.
    bool isCurrent() const { return quint64(number("id")) == m_id; }

    /// The other side refused: there is a response to make a rule of.
    bool hasRefusal() const;

signals:
    /// Another event is shown, or none.
    void shown();
    void ruleWanted(bool reclassify);
    void suppressWanted(const QString& address);
    void suppressionCheckWanted(const QString& address);
    void filterWanted(const QString& filter);
    void eventWanted(quint64 id);
    void queueWanted(const QString& name);

private:
    QWidget* makeLeft();
    QWidget* makeRight();
    void show(const QJsonObject& event, const QString& meaning);
    void loadOthers();
    QString headline() const;
    QString explanation(const QString& meaning) const;
    QString facts() const;
    QString sessionText() const;
    QString text(const char* name) const { return m_event.value(QLatin1String(name)).toString(); }
    qint64 number(const char* name) const { return m_event.value(QLatin1String(name)).toInteger(); }

    Connection* m_connection;
    quint64 m_id = 0;
    QJsonObject m_event;
    bool m_hasData = false;
    Card *m_left, *m_right;
    ResponseBox *m_response, *m_session;
    QLabel *m_explanation, *m_facts;
    QPushButton *m_alike, *m_thisRecipient, *m_thisMessage, *m_copy, *m_queue, *m_rule, *m_reclassify, *m_suppress, *m_suppressed;
    Segmented* m_of;
    RecordModel* m_others;
    QTableView* m_othersTable;
};

}  // namespace mailrace::gui
