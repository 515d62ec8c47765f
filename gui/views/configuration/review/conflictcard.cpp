#include "gui/views/configuration/review/conflictcard.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/widgets/responsebox.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

constexpr int kMostLines = 8;

QString shown(QString text) {
    if (text.endsWith(QLatin1Char('\n'))) text.chop(1);
    return text.isEmpty() ? ConflictCard::tr("(nothing)") : text;
}

}  // namespace

ConflictCard::ConflictCard(const ConfigMerge::Conflict& conflict, const QString& theirName, QWidget* parent)
    : QFrame(parent), m_conflict(conflict), m_title(new QLabel), m_choices(new QButtonGroup(this)), m_own(new QPlainTextEdit) {
    setObjectName(QStringLiteral("card"));
    m_title->setObjectName(QStringLiteral("cardTitle"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString& words, const QString& text) {
        auto* label = new QLabel(words);
        label->setObjectName(QStringLiteral("dim"));
        auto* box = new ResponseBox(words);
        box->setMostLines(kMostLines);
        box->setLineWrapMode(QPlainTextEdit::NoWrap);
        box->setWords(shown(text));
        grid->addWidget(label, row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(box, row++, 1);
    };
    add(tr("before"), conflict.base);
    add(theirName, conflict.theirs);
    add(tr("yours"), conflict.mine);
    layout->addLayout(grid);

    auto* row_ = new QHBoxLayout;
    row_->setSpacing(0);
    const std::pair<ConfigMerge::Choice, QString> choices[] = {{ConfigMerge::Choice::Theirs, tr("Take theirs")},
                                                               {ConfigMerge::Choice::Mine, tr("Take mine")},
                                                               {ConfigMerge::Choice::Both, tr("Both")},
                                                               {ConfigMerge::Choice::Own, tr("Edit")}};
    for (const auto& [choice, words] : choices) {
        auto* button = new QPushButton(words);
        button->setObjectName(QStringLiteral("segment"));
        button->setProperty("place", choice == ConfigMerge::Choice::Theirs ? "first"
                                     : choice == ConfigMerge::Choice::Own  ? "last"
                                                                           : "middle");
        button->setCheckable(true);
        button->setAutoDefault(false);
        m_choices->addButton(button, int(choice));
        row_->addWidget(button);
    }
    row_->addStretch(1);
    layout->addLayout(row_);
    m_own->setFont(Theme::instance().mono());
    m_own->setAccessibleName(tr("Lines of your own"));
    m_own->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_own->setFixedHeight(fontMetrics().lineSpacing() * 5 + 14);
    m_own->hide();
    layout->addWidget(m_own);
    connect(m_choices, &QButtonGroup::idClicked, this, [this](int id) { choose(ConfigMerge::Choice(id)); });
    connect(m_own, &QPlainTextEdit::textChanged, this, &ConflictCard::changed);
}

void ConflictCard::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

ConfigMerge::Choice ConflictCard::choice() const {
    return m_choices->checkedId() < 0 ? ConfigMerge::Choice::None : ConfigMerge::Choice(m_choices->checkedId());
}

QString ConflictCard::own() const { return m_own->toPlainText(); }

void ConflictCard::choose(ConfigMerge::Choice choice) {
    if (auto* button = m_choices->button(int(choice))) button->setChecked(true);
    const bool own = choice == ConfigMerge::Choice::Own;
    if (own && m_own->toPlainText().isEmpty()) {
        ConfigMerge::Conflict both = m_conflict;
        both.choice = ConfigMerge::Choice::Both;
        m_own->setPlainText(shown(both.chosen()));
    }
    m_own->setVisible(own);
    if (own) m_own->setFocus();
    emit changed();
}

}  // namespace mailrace::gui
