#include "gui/widgets/segmented.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace mailrace::gui {

Segmented::Segmented(const QStringList& words, const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)) {
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < words.size(); ++i) {
        auto* button = new QPushButton(words.at(i), this);
        button->setObjectName(QStringLiteral("segment"));
        button->setProperty("place", words.size() == 1 ? "only" : i == 0 ? "first" : i + 1 == words.size() ? "last" : "middle");
        button->setCheckable(true);
        button->setAutoDefault(false);
        button->setAccessibleName(accessibleName + QStringLiteral(": ") + words.at(i));
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    m_group->setExclusive(true);
    setCurrent(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

int Segmented::current() const { return m_group->checkedId(); }

void Segmented::setCurrent(int index) {
    if (auto* button = m_group->button(index)) button->setChecked(true);
}

void Segmented::setEnabledAt(int index, bool enabled) {
    if (auto* button = m_group->button(index)) button->setEnabled(enabled);
}

void Segmented::setTip(int index, const QString& tip) {
    if (auto* button = m_group->button(index)) button->setToolTip(tip);
}

void Segmented::setWord(int index, const QString& word) {
    if (auto* button = m_group->button(index)) button->setText(word);
}

}  // namespace mailrace::gui
