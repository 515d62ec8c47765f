// Ctrl+K: every action and every queue, found by typing a part of the name. Actions come from the registry, queues are asked of
// the daemon while typing.
#pragma once

#include <QFrame>
#include <QTimer>

class QLineEdit;
class QListWidget;

namespace mailrace::gui {

class ActionRegistry;
class Connection;

class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ActionRegistry* actions, Connection* connection, QWidget* parent);

    /// Shows it over its parent, empty.
    void open();

signals:
    void queueChosen(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void askQueues();
    void run();

    ActionRegistry* m_actions;
    Connection* m_connection;
    QLineEdit* m_edit;
    QListWidget* m_list;
    QTimer m_ask;
    QStringList m_queues;
    QString m_asked;
};

}  // namespace mailrace::gui
