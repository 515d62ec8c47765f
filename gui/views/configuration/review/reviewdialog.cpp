#include "gui/views/configuration/review/reviewdialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/models/configeffect.h"
#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/review/effectpanel.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

namespace {
constexpr int kEffectTimeoutMs = 60'000;
constexpr int kMostNote = 1000;
}  // namespace

ReviewDialog::ReviewDialog(ConfigWorkspace* workspace, Connection* connection, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_connection(connection),
      m_title(new QLabel(tr("Review and apply"))),
      m_tabs(new QTabBar),
      m_diff(new DiffView),
      m_effect(new EffectPanel),
      m_words(new QLabel),
      m_note(new QLineEdit),
      m_apply(new QPushButton(tr("Apply"))),
      m_merge(new QPushButton(tr("Merge…"))) {
    setObjectName(QStringLiteral("reviewDialog"));
    setWindowTitle(m_title->text());
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::ReviewGeometry, {1320, 820});
    m_title->setObjectName(QStringLiteral("viewTitle"));
    m_tabs->setObjectName(QStringLiteral("documentTabs"));
    m_tabs->setAccessibleName(tr("Changed files"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addSpacing(10);
    head->addWidget(m_tabs);
    head->addStretch(1);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(m_diff);
    splitter->addWidget(m_effect);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({940, 340});
    settings::remember(splitter, Setting::ReviewSplitter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    makeBottom();
    connect(m_tabs, &QTabBar::currentChanged, this, &ReviewDialog::showDocument);
    connect(m_effect, &EffectPanel::findingChosen, this, [this](const QString& file, int line) {
        emit findingChosen(file, line);
        reject();
    });
    // The texts cannot be typed into meanwhile, but a merge or somebody else's version may change them and what they are compared
    // to.
    connect(m_workspace, &ConfigWorkspace::edited, this, &ReviewDialog::fill);
    connect(m_workspace, &ConfigWorkspace::reset, this, &ReviewDialog::fill);
    connect(m_workspace, &ConfigWorkspace::changedElsewhere, this, &ReviewDialog::fill);
    connect(m_workspace, &ConfigWorkspace::statusChanged, this, &ReviewDialog::say);
    fill();
    askKnown();
    m_diff->setFocus();
}

/// What the daemon finds in the texts that run, so that only what is new need be shown.
void ReviewDialog::askKnown() {
    m_connection->call(
        this, QStringLiteral("config.check"), {{QStringLiteral("documents"), QJsonArray()}},
        [this](const RpcResult& result) {
            if (!result.ok) return;
            m_known = findings(result.value);
            if (!m_answer.isEmpty()) onEffect({true, m_answer, {}});
        },
        kEffectTimeoutMs);
}

void ReviewDialog::makeBottom() {
    m_words->setWordWrap(true);
    m_note->setPlaceholderText(tr("Why? These words are kept in the history with the change"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setMaxLength(kMostNote);
    // Enter in the note applies, and Ctrl+Enter anywhere; a stray Enter elsewhere does not.
    m_apply->setObjectName(QStringLiteral("primary"));
    m_apply->setAutoDefault(false);
    m_merge->setAutoDefault(false);
    m_apply->setToolTip(tr("The daemon checks the texts again, writes the files and takes them in one step  (Ctrl+Enter)"));
    m_merge->setToolTip(tr("Put your changes and the other ones together"));
    auto* cancel = new QPushButton(tr("Go on editing"));
    auto* note = new QHBoxLayout;
    note->addWidget(m_note, 1);
    note->addWidget(m_merge);
    note->addWidget(cancel);
    note->addWidget(m_apply);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_words);
    static_cast<QVBoxLayout*>(layout())->addLayout(note);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    cancel->setAutoDefault(false);
    connect(m_apply, &QPushButton::clicked, this, &ReviewDialog::apply);
    connect(m_note, &QLineEdit::returnPressed, this, &ReviewDialog::apply);
    for (const QKeyCombination key : {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter})
        connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this, &ReviewDialog::apply);
    connect(m_merge, &QPushButton::clicked, this, [this] { emit mergeWanted(firstConflict()); });
}

QString ReviewDialog::words() const { return m_words->text(); }

int ReviewDialog::firstConflict() const {
    for (int i = 0; i < m_workspace->documents().size(); ++i)
        if (m_workspace->documents().at(i).conflict()) return i;
    return -1;
}

void ReviewDialog::fill() {
    const int current = m_changed.value(m_tabs->currentIndex(), -1);
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > 0) m_tabs->removeTab(0);
    m_changed.clear();
    for (int i = 0; i < m_workspace->documents().size(); ++i) {
        const auto& document = m_workspace->documents().at(i);
        if (!document.dirty() && !document.conflict()) continue;
        m_changed.append(i);
        m_tabs->setTabToolTip(m_tabs->addTab(document.name()), document.path);
    }
    m_tabs->setVisible(m_changed.size() > 1);
    m_tabs->setCurrentIndex(std::max(0, int(m_changed.indexOf(current))));
    showDocument(m_tabs->currentIndex());
    askEffect();
}

void ReviewDialog::showDocument(int tab) {
    if (tab < 0 || tab >= m_changed.size()) {
        m_diff->setTitles(tr("runs now"), tr("your text"));
        m_diff->setTexts({}, {});
        return;
    }
    const auto& document = m_workspace->documents().at(m_changed.at(tab));
    m_diff->setTitles(tr("%1 · runs now").arg(document.path), tr("your text"));
    m_diff->setTexts(document.baseText, document.text);
}

void ReviewDialog::askEffect() {
    m_ok = false;
    m_failure.clear();
    m_answer = {};
    say();
    if (m_changed.isEmpty()) return m_effect->setWaiting(tr("Nothing differs from what runs."));
    if (!m_connection->isReady())
        return m_effect->setFailed(tr("The daemon cannot be asked now. Its answer comes when it is there again."));
    const QJsonObject params{{QStringLiteral("documents"), m_workspace->changedDocuments()}};
    if (!m_workspace->fitsRequest(params))
        return m_effect->setFailed(
            tr("These texts are longer than the daemon reads in one request. Put parts of them into files of their own and "
               "include them."));
    m_effect->setWaiting(tr("Asking the daemon…"));
    const quint64 asked = ++m_asked;
    m_connection->call(
        this, QStringLiteral("config.effect"), params,
        [this, asked](const RpcResult& result) {
            if (asked == m_asked) onEffect(result);
        },
        kEffectTimeoutMs);
}

void ReviewDialog::onEffect(const RpcResult& result) {
    if (!result.ok) {
        // An older daemon cannot say; it still checks everything when it applies.
        m_ok = result.error.word == QLatin1String("method.unknown");
        m_effect->setFailed(tr("The daemon could not tell the effect: %1").arg(result.error.message));
        return say();
    }
    const QVector<Finding> found = findings(result.value);
    m_ok = std::none_of(found.begin(), found.end(), [](const Finding& f) { return f.isError(); });
    m_answer = result.value;
    m_effect->setAnswer(effectChanges(result.value), found, m_known);
    say();
}

void ReviewDialog::tell(const QString& words, bool bad) { setWords(m_words, words, bad ? WordsTone::Problem : WordsTone::Dim); }

void ReviewDialog::say() {
    const int conflict = firstConflict();
    m_merge->setVisible(conflict >= 0);
    m_apply->setEnabled(m_ok && !m_applying && conflict < 0 && !m_changed.isEmpty() && m_workspace->isWritable());
    m_note->setEnabled(!m_applying);
    if (m_applying) return tell(tr("Applying…"), false);
    if (conflict >= 0) {
        const auto& document = m_workspace->documents().at(conflict);
        if (document.theirsOnDisk)
            return tell(tr("%1 was edited by hand where the daemon runs, and does not run yet. Merge both changes first.")
                            .arg(document.name()),
                        true);
        const QString who = document.theirUser.isEmpty() ? m_workspace->running().user : document.theirUser;
        return tell(who.isEmpty()
                        ? tr("%1 was changed by somebody else since you began. Merge both changes first.").arg(document.name())
                        : tr("%1 was changed by %2 since you began. Merge both changes first.").arg(document.name(), who),
                    true);
    }
    if (!m_failure.isEmpty()) return tell(m_failure, true);
    if (m_changed.isEmpty()) return tell(tr("There is nothing to apply."), false);
    if (!m_connection->isReady()) return tell(tr("The daemon is away; nothing can be applied now."), true);
    if (m_connection->daemon().role != DaemonRole::Admin)
        return tell(tr("You are %1 here; only an admin may apply.").arg(m_connection->daemon().roleName()), true);
    if (!m_workspace->isWritable()) return tell(tr("The daemon may not write these files."), true);
    tell({}, false);
}

void ReviewDialog::apply() {
    if (!m_apply->isEnabled()) return;
    m_applying = true;
    m_failure.clear();
    say();
    m_workspace->apply(m_note->text().trimmed(), this, [this](const RpcResult& result) { onApplied(result); });
}

void ReviewDialog::onApplied(const RpcResult& result) {
    m_applying = false;
    if (!result.ok) {
        m_failure = result.error.word == QLatin1String("config.conflict") ? QString() : result.error.message;
        if (result.error.word == QLatin1String("config.invalid")) {
            m_ok = false;
            m_effect->setAnswer({}, findings(result.error.arguments));
        }
        return say();
    }
    if (!result.value.value(QLatin1String("applied")).toBool(true)) {
        m_failure =
            result.value.value(QLatin1String("reason")).toString(tr("The daemon did not take it; what ran before runs on."));
        return say();
    }
    QString words = tr("Version %1 runs.").arg(result.value.value(QLatin1String("version")).toInteger());
    QStringList restart;
    const QJsonArray names = result.value.value(QLatin1String("restart_needed")).toArray();
    for (const auto& name : names) restart.append(name.toString());
    if (!restart.isEmpty()) words += QLatin1Char(' ') + tr("Only after a restart: %1.").arg(restart.join(QStringLiteral(", ")));
    accept();
    emit applied(words);
}

}  // namespace mailrace::gui
