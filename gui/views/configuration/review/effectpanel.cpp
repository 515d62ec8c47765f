#include "gui/views/configuration/review/effectpanel.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "gui/models/format.h"
#include "gui/widgets/card.h"

namespace mailrace::gui {

namespace {

constexpr int kMostRows = 200;

/// A list that scrolls within a card.
QVBoxLayout* scrolling(Card* card) {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("scrollContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 0, 12, 4);
    layout->setSpacing(6);
    layout->addStretch(1);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    card->addContent(area, 1, true);
    return layout;
}

QLabel* wrapped(const QString& text, const QString& name) {
    auto* label = new QLabel(text);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void empty(QVBoxLayout* layout) {
    while (layout->count() > 1) {
        QLayoutItem* item = layout->takeAt(0);
        delete item->widget();
        delete item;
    }
}

void append(QVBoxLayout* layout, QWidget* widget) { layout->insertWidget(layout->count() - 1, widget); }

QFrame* entry(const char* severity) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("attentionItem"));
    frame->setProperty("severity", QLatin1String(severity));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(2);
    return frame;
}

}  // namespace

EffectPanel::EffectPanel(QWidget* parent)
    : QWidget(parent),
      m_findings(new Card(tr("Findings"))),
      m_effect(new Card(tr("Effect"))),
      m_summary(wrapped({}, QStringLiteral("dim"))) {
    m_findingList = scrolling(m_findings);
    m_effect->addContent(m_summary, 0);
    m_changeList = scrolling(m_effect);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_findings, 2);
    layout->addWidget(m_effect, 3);
    m_findings->hide();
}

QString EffectPanel::summary() const { return m_summary->text(); }

void EffectPanel::clear() {
    empty(m_findingList);
    empty(m_changeList);
    m_findings->hide();
    m_rows = 0;
}

void EffectPanel::setWaiting(const QString& words) {
    clear();
    m_summary->setText(words);
}

void EffectPanel::setFailed(const QString& words) {
    clear();
    m_summary->setText(words);
}

void EffectPanel::setAnswer(const QVector<EffectChange>& changes, const QVector<Finding>& findings,
                            const QVector<Finding>& known) {
    clear();
    const QVector<Finding> fresh = newFindings(findings, known);
    m_findings->setVisible(!fresh.isEmpty());
    const auto errors = std::count_if(fresh.begin(), fresh.end(), [](const Finding& f) { return f.isError(); });
    m_findings->setNote(errors == 1  ? tr("1 error to mend first")
                        : errors > 1 ? tr("%1 errors to mend first").arg(errors)
                                     : tr("new warnings; it can be applied"));
    for (const Finding& finding : fresh.mid(0, kMostRows)) addFinding(finding);
    m_summary->setText(errors > 0 ? tr("Not known while there are errors.") : effectSummary(changes));
    for (const EffectChange& change : changes.mid(0, kMostRows)) addChange(change);
    if (changes.size() > kMostRows)
        append(m_changeList,
               wrapped(tr("and %1 more").arg(format::count(double(changes.size() - kMostRows))), QStringLiteral("dim")));
    m_rows = int(std::min<qsizetype>(changes.size(), kMostRows));
}

void EffectPanel::addFinding(const Finding& finding) {
    QFrame* frame = entry(finding.isError() ? "critical" : finding.severity == QLatin1String("warning") ? "warning" : "info");
    frame->layout()->addWidget(wrapped(finding.words(), {}));
    if (finding.line > 0) {
        auto* go = new QPushButton(tr("Show the line"));
        go->setObjectName(QStringLiteral("link"));
        go->setAutoDefault(false);
        go->setAccessibleName(tr("Show line %1").arg(finding.line));
        go->setCursor(Qt::PointingHandCursor);
        connect(go, &QPushButton::clicked, this, [this, finding] { emit findingChosen(finding.file, finding.line); });
        frame->layout()->addWidget(go);
        frame->layout()->setAlignment(go, Qt::AlignLeft);
    }
    append(m_findingList, frame);
}

void EffectPanel::addChange(const EffectChange& change) {
    QFrame* frame = entry(change.restart ? "warning" : "info");
    frame->layout()->addWidget(wrapped(change.sentence(), QStringLiteral("strong")));
    QString detail = change.detail();
    if (change.restart)
        detail = detail.isEmpty() ? tr("Holds after a restart of the daemon.")
                                  : tr("Holds after a restart of the daemon. %1").arg(detail);
    if (!detail.isEmpty()) frame->layout()->addWidget(wrapped(detail, QStringLiteral("dim")));
    append(m_changeList, frame);
}

}  // namespace mailrace::gui
