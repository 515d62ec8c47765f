#include "gui/widgets/card.h"

#include <QBoxLayout>
#include <QLabel>

namespace mailrace::gui {

namespace {
constexpr int kInset = 12;
}

Card::Card(const QString& title, QWidget* parent) : QFrame(parent), m_title(new QLabel), m_note(new QLabel) {
    setObjectName(QStringLiteral("card"));
    m_title->setObjectName(QStringLiteral("cardTitle"));
    m_note->setObjectName(QStringLiteral("dim"));
    m_body = new QVBoxLayout(this);
    m_body->setContentsMargins(1, 8, 1, 8);
    m_body->setSpacing(6);
    m_head = new QHBoxLayout;
    m_head->setContentsMargins(kInset, 0, kInset, 0);
    m_head->setSpacing(6);
    m_head->addWidget(m_title);
    m_head->addWidget(m_note);
    m_head->addStretch(1);
    m_body->addLayout(m_head);
    setTitle(title);
    setNote({});
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setNote(const QString& note) {
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Card::addToHead(QWidget* widget) { m_head->addWidget(widget); }

void Card::addContent(QWidget* widget, int stretch, bool edgeToEdge) {
    if (edgeToEdge) {
        m_body->addWidget(widget, stretch);
        return;
    }
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kInset, 0, kInset, 0);
    row->addWidget(widget);
    m_body->addLayout(row, stretch);
}

void Card::addStretch() { m_body->addStretch(1); }

}  // namespace mailrace::gui
