#include "gui/views/configuration/history/historydialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/views/configuration/review/effectpanel.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

namespace {
constexpr int kTimeoutMs = 60'000;
constexpr qsizetype kMostTexts = 20;
}  // namespace

HistoryDialog::HistoryDialog(ConfigWorkspace* workspace, Connection* connection, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_connection(connection),
      m_model(new HistoryModel(connection, this)),
      m_table(new QTableView),
      m_diff(new DiffView),
      m_effect(new EffectPanel),
      m_against(new QComboBox),
      m_document(new QComboBox),
      m_title(new QLabel(tr("History of the configuration"))),
      m_words(new QLabel),
      m_copy(new QPushButton(tr("Copy the text"))),
      m_back(new QPushButton(tr("Go back to this version…"))) {
    setObjectName(QStringLiteral("historyDialog"));
    setWindowTitle(m_title->text());
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::HistoryGeometry, {1360, 840});
    m_title->setObjectName(QStringLiteral("viewTitle"));
    m_words->setWordWrap(true);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(makeList());
    splitter->addWidget(makeComparison());
    splitter->setSizes({240, 520});
    settings::remember(splitter, Setting::HistorySplitter);
    auto* close = new QPushButton(tr("Close"));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addWidget(m_copy);
    bottom->addWidget(m_back);
    bottom->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(splitter, 1);
    layout->addLayout(bottom);
    for (QPushButton* button : {m_copy, m_back, close}) button->setAutoDefault(false);
    m_copy->setToolTip(tr("The whole text of the chosen version, of the file that is shown"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_copy, &QPushButton::clicked, this, &HistoryDialog::copyText);
    connect(m_back, &QPushButton::clicked, this, &HistoryDialog::rollBack);
    connect(m_model, &HistoryModel::loaded, this, &HistoryDialog::onLoaded);
    connect(m_against, &QComboBox::currentIndexChanged, this, &HistoryDialog::compare);
    connect(m_document, &QComboBox::currentIndexChanged, this, &HistoryDialog::showDocument);
    connect(m_workspace, &ConfigWorkspace::changedElsewhere, m_model, &HistoryModel::load);
    m_effect->setWaiting({});
    tell(tr("Asking the daemon…"), false);
    m_model->load();
    onChosen();
}

QWidget* HistoryDialog::makeList() {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_table);
    prepareTable(m_table, tr("Versions"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const int widths[] = {120, 150, 110, 480, 150, 90};
    for (int i = 0; i < HistoryModel::ColumnCount; ++i) m_table->setColumnWidth(i, widths[i]);
    m_table->horizontalHeader()->setSectionResizeMode(HistoryModel::Note, QHeaderView::Stretch);
    m_table->horizontalHeader()->setStretchLastSection(false);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryDialog::onChosen);
    return frame;
}

QWidget* HistoryDialog::makeComparison() {
    m_against->setAccessibleName(tr("Compare with"));
    m_document->setAccessibleName(tr("File"));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_document->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* head = new QHBoxLayout;
    auto* words = new QLabel(tr("Compared with"));
    words->setBuddy(m_against);
    head->addWidget(words);
    head->addWidget(m_against);
    head->addSpacing(12);
    head->addWidget(m_document);
    head->addStretch(1);
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(m_diff);
    splitter->addWidget(m_effect);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({980, 340});
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    return box;
}

QString HistoryDialog::words() const { return m_words->text(); }

void HistoryDialog::tell(const QString& words, bool bad) { setWords(m_words, words, bad ? WordsTone::Problem : WordsTone::Dim); }

void HistoryDialog::onLoaded() {
    if (!m_model->problem().isEmpty()) return tell(m_model->problem(), true);
    tell(m_model->versions().isEmpty() ? tr("The daemon has kept no version yet.") : QString(), false);
    if (chosen() == 0 && !m_model->versions().isEmpty()) m_table->selectRow(0);
}

qint64 HistoryDialog::chosen() const {
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_model->versions().size() ? m_model->versions().at(index.row()).number : 0;
}

/// 0: there is nothing to compare with.
qint64 HistoryDialog::against() const { return m_against->currentData().toLongLong(); }

void HistoryDialog::onChosen() {
    const qint64 version = chosen();
    m_copy->setEnabled(version > 0);
    const bool admin = m_connection->isReady() && m_connection->daemon().role == DaemonRole::Admin;
    m_back->setEnabled(version > 0 && version != m_model->running() && admin);
    m_back->setToolTip(admin ? tr("The texts of this version run again, as a new version") : tr("Only an admin may go back"));
    if (version > 0) fillAgainst();
}

/// The version before, the running one, then all others that are in the list.
void HistoryDialog::fillAgainst() {
    const qint64 version = chosen();
    const int row = m_model->rowOf(version);
    {
        const QSignalBlocker quiet(m_against);
        m_against->clear();
        if (row + 1 < m_model->versions().size())
            m_against->addItem(tr("the version before (%1)").arg(m_model->versions().at(row + 1).number),
                               m_model->versions().at(row + 1).number);
        if (version != m_model->running())
            m_against->addItem(tr("the running version (%1)").arg(m_model->running()), m_model->running());
        for (const ConfigVersion& other : m_model->versions()) {
            if (other.number == version || m_against->findData(other.number) >= 0) continue;
            m_against->addItem(tr("version %1, %2").arg(other.number).arg(format::clock(other.time)), other.number);
        }
    }
    compare();
}

void HistoryDialog::compareWith(qint64 version) {
    const int index = m_against->findData(version);
    if (index >= 0) m_against->setCurrentIndex(index);
}

void HistoryDialog::fetch(qint64 version, std::function<void(const Documents&)> then) {
    if (version == 0) return then({});
    if (const auto it = m_texts.constFind(version); it != m_texts.constEnd()) return then(*it);
    m_connection->call(
        this, QStringLiteral("config.version"), {{QStringLiteral("version"), version}},
        [this, version, then = std::move(then), run = m_run](const RpcResult& result) {
            if (run != m_run) return;
            if (!result.ok) return tell(result.error.message, true);
            Documents documents;
            const QJsonArray list = result.value.value(QLatin1String("documents")).toArray();
            for (const auto& value : list) {
                const QJsonObject object = value.toObject();
                documents.append({object.value(QLatin1String("id")).toString(),
                                  configtext::withLf(object.value(QLatin1String("text")).toString())});
            }
            if (m_texts.size() >= kMostTexts) m_texts.clear();
            m_texts.insert(version, documents);
            then(documents);
        },
        kTimeoutMs);
}

/// The older one stands on the left, whichever was chosen first.
void HistoryDialog::compare() {
    ++m_run;
    const qint64 a = std::min(chosen(), against()), b = std::max(chosen(), against());
    fetch(a, [this, a, b](const Documents& before) {
        fetch(b, [this, a, b, before](const Documents& after) {
            m_diff->setTitles(a > 0 ? tr("version %1").arg(a) : tr("nothing"),
                              b == m_model->running() ? tr("version %1, runs").arg(b) : tr("version %1").arg(b));
            showDocuments(before, after);
        });
    });
    if (a > 0)
        askEffect(a, b);
    else
        m_effect->setWaiting(tr("The first version that was kept."));
}

void HistoryDialog::showDocuments(const Documents& before, const Documents& after) {
    m_before = before;
    m_after = after;
    const QString was = m_document->currentData().toString();
    QStringList ids;
    int firstChanged = -1;
    for (const Documents& list : {after, before})
        for (const Document& document : list)
            if (!ids.contains(document.id)) ids.append(document.id);
    const auto textOf = [](const Documents& list, const QString& id) {
        for (const Document& document : list)
            if (document.id == id) return document.text;
        return QString();
    };
    {
        const QSignalBlocker quiet(m_document);
        m_document->clear();
        for (const QString& id : std::as_const(ids)) {
            const bool differs = textOf(before, id) != textOf(after, id);
            m_document->addItem(differs ? tr("%1 (differs)").arg(id) : id, id);
            if (differs && firstChanged < 0) firstChanged = m_document->count() - 1;
        }
        const int same = m_document->findData(was);
        const bool keep = same >= 0 && textOf(before, was) != textOf(after, was);
        m_document->setCurrentIndex(keep ? same : std::max(0, firstChanged));
        m_document->setVisible(ids.size() > 1);
    }
    showDocument(m_document->currentIndex());
}

void HistoryDialog::showDocument(int index) {
    const QString id = m_document->itemData(index).toString();
    QString before, after;
    for (const Document& document : std::as_const(m_before))
        if (document.id == id) before = document.text;
    for (const Document& document : std::as_const(m_after))
        if (document.id == id) after = document.text;
    m_diff->setTexts(before, after);
}

void HistoryDialog::askEffect(qint64 before, qint64 after) {
    m_effect->setWaiting(tr("Asking the daemon…"));
    m_connection->call(
        this, QStringLiteral("config.compare"), {{QStringLiteral("a"), before}, {QStringLiteral("b"), after}},
        [this, run = m_run](const RpcResult& result) {
            if (run != m_run) return;
            if (result.ok)
                m_effect->setAnswer(effectChanges(result.value), {});
            else
                m_effect->setFailed(tr("The daemon could not tell the effect: %1").arg(result.error.message));
        },
        kTimeoutMs);
}

void HistoryDialog::copyText() {
    const QString id = m_document->currentData().toString();
    fetch(chosen(), [id](const Documents& documents) {
        for (const Document& document : documents)
            if (document.id == id) QGuiApplication::clipboard()->setText(document.text);
    });
    tell(tr("The text of version %1 is in the clipboard.").arg(chosen()), false);
}

void HistoryDialog::rollBack() {
    const qint64 version = chosen();
    const int row = m_model->rowOf(version);
    if (row < 0) return;
    auto* ask = new QInputDialog(this);
    ask->setObjectName(QStringLiteral("rollBackNote"));
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Go back"));
    QString question = tr("Let version %1 of %2 run again? Its texts are written to the files as a new version; the versions "
                          "since stay in the history.")
                           .arg(version)
                           .arg(format::clock(m_model->versions().at(row).time));
    if (m_workspace->isDirty())
        question += QLatin1Char(' ') + tr("What you have typed and not applied stays in the editor and will have to be merged.");
    ask->setLabelText(question + QStringLiteral("\n\n") + tr("Why?"));
    ask->setOkButtonText(tr("Go back"));
    ask->setTextValue(tr("back to version %1").arg(version));
    connect(ask, &QInputDialog::textValueSelected, this,
            [this, version](const QString& note) { confirmRollBack(version, note); });
    ask->open();
}

void HistoryDialog::confirmRollBack(qint64 version, const QString& note) {
    tell(tr("Going back…"), false);
    m_back->setEnabled(false);
    m_connection->call(
        this, QStringLiteral("config.rollback"), {{QStringLiteral("version"), version}, {QStringLiteral("note"), note}},
        [this](const RpcResult& result) { onRolledBack(result); }, kTimeoutMs);
}

void HistoryDialog::onRolledBack(const RpcResult& result) {
    const bool done = result.ok && result.value.value(QLatin1String("applied")).toBool(true);
    if (!done) {
        onChosen();
        return tell(
            result.ok
                ? result.value.value(QLatin1String("reason")).toString(tr("The daemon did not take it; what ran before runs on."))
                : result.error.message,
            true);
    }
    const QString words = tr("Version %1 runs.").arg(result.value.value(QLatin1String("version")).toInteger());
    m_workspace->load();
    m_table->clearSelection();
    m_table->setCurrentIndex({});
    m_model->load();
    tell(words, false);
    emit applied(words);
}

}  // namespace mailrace::gui
