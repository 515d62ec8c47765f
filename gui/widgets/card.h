// A card: a bordered area with a title, dim words beside it, and room on the right of its head. Views are made of cards.
#pragma once

#include <QFrame>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace mailrace::gui {

class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setNote(const QString& note);
    /// At the right end of the head.
    void addToHead(QWidget* widget);
    /// Below the head; a widget with `edgeToEdge` touches the card's border (tables).
    void addContent(QWidget* widget, int stretch = 1, bool edgeToEdge = false);
    void addStretch();

private:
    QHBoxLayout* m_head;
    QLabel* m_title;
    QLabel* m_note;
    QBoxLayout* m_body;
};

}  // namespace mailrace::gui
