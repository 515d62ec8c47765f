#include "gui/widgets/actionregistry.h"

#include <QPushButton>

namespace mailrace::gui {

QAction* ActionRegistry::add(MenuPlace place, const QString& id, const QString& text, const QString& tip,
                             const QKeySequence& shortcut, QObject* context, std::function<void()> run) {
    auto* action = new QAction(text, this);
    action->setObjectName(id);
    action->setData(int(place));
    action->setShortcut(shortcut);
    action->setToolTip(shortcut.isEmpty() ? tip
                                          : tip + QStringLiteral("  (%1)").arg(shortcut.toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, context, [run = std::move(run)] { run(); });
    m_actions.append(action);
    return action;
}

QAction* ActionRegistry::find(const QString& id) const {
    for (QAction* action : m_actions) {
        if (action->objectName() == id) return action;
    }
    return nullptr;
}

QList<QAction*> ActionRegistry::of(MenuPlace place) const {
    QList<QAction*> out;
    for (QAction* action : m_actions) {
        if (action->data().toInt() == int(place)) out.append(action);
    }
    return out;
}

void ActionRegistry::setPlaceActive(MenuPlace place, bool active) {
    for (QAction* action : of(place)) {
        if (active && m_asleep.contains(action)) action->setShortcut(m_asleep.take(action));
        if (active || action->shortcut().isEmpty()) continue;
        m_asleep.insert(action, action->shortcut());
        action->setShortcut({});
    }
}

QPushButton* ActionRegistry::button(QAction* action, QWidget* parent, const QString& text) {
    auto* button = new QPushButton(text.isEmpty() ? QString(action->text()).remove(QLatin1Char('&')) : text, parent);
    button->setToolTip(action->toolTip());
    button->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
    button->setEnabled(action->isEnabled());
    if (!action->isVisible()) button->hide();
    QObject::connect(action, &QAction::visibleChanged, button, [button, action] { button->setVisible(action->isVisible()); });
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    return button;
}

}  // namespace mailrace::gui
