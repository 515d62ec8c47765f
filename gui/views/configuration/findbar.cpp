#include "gui/views/configuration/findbar.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "gui/models/format.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

FindBar::FindBar(QWidget* parent)
    : QFrame(parent), m_find(new QLineEdit), m_replace(new QLineEdit), m_count(new QLabel), m_replaceRow(new QWidget) {
    setObjectName(QStringLiteral("findBar"));
    setAccessibleName(tr("Find and replace"));
    m_find->setPlaceholderText(tr("find"));
    m_find->setAccessibleName(tr("Find"));
    m_find->setFont(Theme::instance().mono());
    m_find->setClearButtonEnabled(true);
    m_replace->setPlaceholderText(tr("replace with"));
    m_replace->setAccessibleName(tr("Replace with"));
    m_replace->setFont(Theme::instance().mono());
    m_case = toggle(QStringLiteral("Aa"), tr("Capital and small letters differ"));
    m_word = toggle(tr("word"), tr("Whole words only"));
    m_regex = toggle(QStringLiteral(".*"), tr("A regular expression; \\1 stands for its first group in the replacement"));
    m_everywhere = toggle(tr("all files"), tr("In all files of the configuration"));
    m_count->setObjectName(QStringLiteral("dim"));
    m_count->setMinimumWidth(96);
    auto* previous = push(tr("Previous"), tr("The hit before (Shift+F3, Shift+Enter)"));
    auto* next = push(tr("Next"), tr("The next hit (F3, Enter)"));
    auto* list = push(tr("List"), tr("All hits in a list below (Ctrl+Shift+F)"));
    auto* away = new QToolButton;
    away->setText(QStringLiteral("✕"));
    away->setObjectName(QStringLiteral("button"));
    away->setToolTip(tr("Close (Escape)"));
    away->setAccessibleName(tr("Close"));
    m_replaceOne = push(tr("Replace"), tr("Replace this hit and go to the next"));
    m_replaceAll = push(tr("Replace all"), tr("Replace every hit, as one step to undo in each file"));

    auto* first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_find, 1);
    for (QWidget* widget : {static_cast<QWidget*>(m_case), static_cast<QWidget*>(m_word), static_cast<QWidget*>(m_regex),
                            static_cast<QWidget*>(m_everywhere), static_cast<QWidget*>(m_count), static_cast<QWidget*>(previous),
                            static_cast<QWidget*>(next), static_cast<QWidget*>(list), static_cast<QWidget*>(away)})
        first->addWidget(widget);
    auto* second = new QHBoxLayout(m_replaceRow);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(6);
    second->addWidget(m_replace, 1);
    second->addWidget(m_replaceOne);
    second->addWidget(m_replaceAll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);
    layout->addLayout(first);
    layout->addWidget(m_replaceRow);
    hide();

    connect(m_find, &QLineEdit::textChanged, this, &FindBar::onChange);
    connect(next, &QPushButton::clicked, this, [this] { emit nextWanted(false); });
    connect(previous, &QPushButton::clicked, this, [this] { emit nextWanted(true); });
    connect(list, &QPushButton::clicked, this, &FindBar::listWanted);
    connect(away, &QToolButton::clicked, this, &FindBar::close);
    connect(m_replaceOne, &QPushButton::clicked, this, &FindBar::replaceWanted);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAllWanted);
}

QToolButton* FindBar::toggle(const QString& text, const QString& tip) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setObjectName(QStringLiteral("toggle"));
    button->setCheckable(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    connect(button, &QToolButton::toggled, this, &FindBar::onChange);
    return button;
}

QPushButton* FindBar::push(const QString& text, const QString& tip) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

void FindBar::open(const QString& selected, bool replace) {
    m_replaceRow->setVisible(replace);
    show();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) m_find->setText(selected);
    m_find->selectAll();
    m_find->setFocus();
    onChange();
}

void FindBar::close() {
    hide();
    emit queryChanged();
    emit closed();
}

SearchQuery FindBar::query() const {
    if (isHidden()) return {};
    return {m_find->text(), m_regex->isChecked(), m_case->isChecked(), m_word->isChecked()};
}

bool FindBar::everywhere() const { return m_everywhere->isChecked(); }

QString FindBar::replacement() const { return m_replace->text(); }

void FindBar::setEverywhere(bool everywhere) { m_everywhere->setChecked(everywhere); }

void FindBar::setReadOnly(bool readOnly) {
    m_replaceOne->setEnabled(!readOnly);
    m_replaceAll->setEnabled(!readOnly);
}

void FindBar::onChange() {
    const QString problem = query().problem();
    m_find->setProperty("problem", !problem.isEmpty());
    m_find->setToolTip(problem);
    m_find->setStyleSheet({});
    m_count->setText(problem.isEmpty() ? QString() : tr("not an expression"));
    m_count->setToolTip(problem);
    emit queryChanged();
}

void FindBar::showCount(int at, int count, int files) {
    const QString many = count >= kMostHits ? tr("more than %1").arg(format::count(double(kMostHits))) : format::count(count);
    QString words = count == 0 ? tr("no hit") : at > 0 ? tr("%1 of %2").arg(format::count(at), many) : tr("%1 hits").arg(many);
    if (files > 1) words += tr(" in %1 files").arg(files);
    m_count->setText(words);
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape: return close();
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_replace->hasFocus()) return emit replaceWanted();
            return emit nextWanted(event->modifiers() & Qt::ShiftModifier);
        default: QFrame::keyPressEvent(event);
    }
}

}  // namespace mailrace::gui
