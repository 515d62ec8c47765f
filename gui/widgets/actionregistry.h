// Every action of the application in one registry: menus, tool buttons, the command palette and the tests take them from here, so
// none is without a shortcut, a tooltip or an accessible name. Owned by the window; views add theirs.
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <functional>

class QPushButton;

namespace mailrace::gui {

enum class MenuPlace { File, Edit, View, Queue, Event, Configuration, Suppression, Help };

class ActionRegistry : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `id` is stable ("queues.pause"); `text` is what menus show; `tip` a sentence.
    QAction* add(MenuPlace place, const QString& id, const QString& text, const QString& tip, const QKeySequence& shortcut,
                 QObject* context, std::function<void()> run);
    QAction* find(const QString& id) const;
    const QList<QAction*>& all() const { return m_actions; }
    QList<QAction*> of(MenuPlace place) const;
    /// The keys of a place that belongs to one view work only while that view is shown, so that views may use the same ones.
    void setPlaceActive(MenuPlace place, bool active);

    /// A button that does the action and is enabled with it. `text` instead of the action's when given.
    static QPushButton* button(QAction* action, QWidget* parent, const QString& text = {});

private:
    QList<QAction*> m_actions;
    QHash<QAction*, QKeySequence> m_asleep;  // keys of actions whose view is not shown
};

}  // namespace mailrace::gui
