// The rail on the left edge of the window: one button a view, icon above word.
#pragma once

#include <QFrame>
#include <QList>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace mailrace::gui {

class NavigationRail : public QFrame {
    Q_OBJECT
public:
    explicit NavigationRail(QWidget* parent = nullptr);

    void add(const QString& icon, const QString& word, const QString& tip);
    void setCurrent(int index);

signals:
    void chosen(int index);

private:
    void tint();

    QButtonGroup* m_group;
    QVBoxLayout* m_layout;
    QList<QToolButton*> m_buttons;
};

}  // namespace mailrace::gui
