// What the daemon thinks a person should look at: each item with the response that caused it and the actions that fit. Follows
// the topic `attention`.
#pragma once

#include <QJsonArray>
#include <QScrollArea>

class QVBoxLayout;

namespace mailrace::gui {

class Connection;
class DryRun;

class AttentionPanel : public QScrollArea {
    Q_OBJECT
public:
    AttentionPanel(Connection* connection, QWidget* parent = nullptr);

    int count() const { return int(m_items.size()); }

signals:
    void countChanged(int count);
    void eventsWanted(const QString& filter);
    void queueWanted(const QString& name);

private:
    void show(const QJsonArray& items);
    QWidget* makeItem(const QJsonObject& item);
    void act(const QJsonObject& action);

    Connection* m_connection;
    DryRun* m_dryRun;
    QVBoxLayout* m_layout;
    QJsonArray m_items;
    bool m_shown = false;  // the daemon has said what there is
};

}  // namespace mailrace::gui
