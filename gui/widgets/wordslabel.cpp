#include "gui/widgets/wordslabel.h"

#include <QLabel>
#include <QStyle>

namespace mailrace::gui {

namespace {

const char* nameOf(WordsTone tone) {
    switch (tone) {
        case WordsTone::Dim: return "dim";
        case WordsTone::Caution: return "caution";
        case WordsTone::Problem: return "problem";
    }
    return "dim";
}

}  // namespace

void setWords(QLabel* label, const QString& words, WordsTone tone) {
    label->setText(words);
    label->setHidden(words.isEmpty());
    const QString name = QLatin1String(nameOf(tone));
    if (label->objectName() == name) return;
    label->setObjectName(name);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

}  // namespace mailrace::gui
