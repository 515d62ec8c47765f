#include "gui/views/configuration/review/mergedialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/models/configchecker.h"
#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/review/conflictcard.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

namespace {
constexpr int kPauseMs = 150;
}

MergeDialog::MergeDialog(ConfigWorkspace* workspace, int document, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_checker(new ConfigChecker(this)),
      m_document(document),
      m_title(new QLabel),
      m_story(new QLabel),
      m_outcome(new DiffView),
      m_words(new QLabel),
      m_take(new QPushButton(tr("Take the merged text"))) {
    setObjectName(QStringLiteral("mergeDialog"));
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::MergeGeometry, {1320, 820});
    m_title->setObjectName(QStringLiteral("viewTitle"));
    m_story->setObjectName(QStringLiteral("dim"));
    m_story->setWordWrap(true);
    m_words->setWordWrap(true);
    m_take->setDefault(true);
    m_take->setToolTip(tr("It becomes your text, based on theirs; it is not applied yet"));
    start();
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    if (!m_cards.isEmpty()) splitter->addWidget(makeCards());
    splitter->addWidget(m_outcome);
    splitter->setSizes({520, 780});
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(m_take);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_story);
    layout->addWidget(splitter, 1);
    layout->addLayout(bottom);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &MergeDialog::refresh);
    connect(m_checker, &ConfigChecker::checked, this, &MergeDialog::onChecked);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_take, &QPushButton::clicked, this, &MergeDialog::accept);
    refresh();
}

MergeDialog::~MergeDialog() = default;

QString MergeDialog::theirName() const {
    const auto& document = m_workspace->documents().at(m_document);
    if (document.theirsOnDisk) return tr("on disk");
    const QString user = document.theirUser.isEmpty() ? m_workspace->running().user : document.theirUser;
    return user.isEmpty() ? tr("theirs") : user;
}

void MergeDialog::start() {
    const auto& document = m_workspace->documents().at(m_document);
    m_theirRevision = document.theirRevision;
    m_merge = ConfigMerge(document.baseText, document.text, document.theirText);
    m_title->setText(tr("Merge %1").arg(document.name()));
    setWindowTitle(m_title->text());
    const auto& running = m_workspace->running();
    QString story =
        running.time > 0 && !running.user.isEmpty() && (document.theirUser.isEmpty() || document.theirUser == running.user)
            ? tr("%1 changed this file while you were editing (%2).").arg(running.user, format::clock(running.time))
            : tr("This file was changed while you were editing: by %1.").arg(theirName());
    if (document.theirsOnDisk)
        story = tr("This file was edited by hand where the daemon runs; what stands there does not run yet.");
    else if (!running.note.isEmpty())
        story += QLatin1Char(' ') + tr("Their note: “%1”.").arg(running.note);
    const int conflicts = int(m_merge.conflicts().size());
    if (conflicts == 0)
        story += QLatin1Char(' ') + tr("All changes are in different places and went together by themselves.");
    else
        story += QLatin1Char(' ') + (conflicts == 1
                                         ? tr("In one place both of you changed the same lines: choose there.")
                                         : tr("In %1 places both of you changed the same lines: choose there.").arg(conflicts));
    m_story->setText(story);
    for (const auto& conflict : m_merge.conflicts()) {
        auto* card = new ConflictCard(conflict, theirName());
        connect(card, &ConflictCard::changed, &m_pause, qOverload<>(&QTimer::start));
        m_cards.append(card);
    }
}

QWidget* MergeDialog::makeCards() {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("scrollContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(10);
    for (ConflictCard* card : std::as_const(m_cards)) layout->addWidget(card);
    layout->addStretch(1);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    area->setMinimumWidth(420);
    return area;
}

QString MergeDialog::words() const { return m_words->text(); }

void MergeDialog::refresh() {
    for (int i = 0; i < m_cards.size(); ++i) m_merge.choose(i, m_cards.at(i)->choice(), m_cards.at(i)->own());
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards.at(i)->setTitle(tr("Conflict %1 of %2 · line %3").arg(i + 1).arg(m_cards.size()).arg(m_merge.lineOf(i)));
    const auto& document = m_workspace->documents().at(m_document);
    m_outcome->setTitles(QStringLiteral("%1 · %2").arg(document.path, document.theirsOnDisk ? tr("on disk") : tr("theirs")),
                         tr("merged"));
    m_outcome->setTexts(document.theirText, m_merge.text());
    m_finding.clear();
    QVector<ConfigSnapshot> snapshot;
    for (int i = 0; i < m_workspace->documents().size(); ++i) {
        const auto& other = m_workspace->documents().at(i);
        snapshot.append({other.path, i == m_document ? m_merge.text() : other.text, other.change});
    }
    m_checker->check(std::move(snapshot));
    say();
}

void MergeDialog::onChecked(const std::shared_ptr<const ConfigAnalysis>& analysis) {
    m_finding.clear();
    const std::string path = m_workspace->documents().at(m_document).path.toStdString();
    for (const config::Diagnostic& d : analysis->diagnostics) {
        if (d.severity != config::Severity::error || d.file != path) continue;
        m_finding = tr("The merged text has an error in line %1: %2").arg(d.line).arg(QString::fromStdString(d.message));
        break;
    }
    say();
}

void MergeDialog::say() {
    const int open = m_merge.open();
    const bool gone = m_workspace->documents().value(m_document).theirRevision != m_theirRevision;
    QString words = m_finding;
    if (open > 0) words = open == 1 ? tr("One choice is left.") : tr("%1 choices are left.").arg(open);
    if (gone) words = tr("The file has changed once more. Close this and merge again.");
    setWords(m_words, words, open > 0 && !gone ? WordsTone::Dim : WordsTone::Problem);
    m_take->setEnabled(open == 0 && !gone);
}

void MergeDialog::accept() {
    if (m_pause.isActive()) {
        m_pause.stop();
        refresh();
    }
    say();
    if (!m_take->isEnabled()) return;
    m_workspace->resolve(m_document, m_merge.text());
    QDialog::accept();
    emit merged(m_document);
}

}  // namespace mailrace::gui
