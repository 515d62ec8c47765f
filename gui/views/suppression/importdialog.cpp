#include "gui/views/suppression/importdialog.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/models/suppressionlists.h"
#include "gui/models/suppressiontransfer.h"
#include "gui/views/suppression/expirybox.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

SuppressionImportDialog::SuppressionImportDialog(Connection* connection, SuppressionLists* lists, const QString& list,
                                                 const QString& path, QWidget* parent)
    : QDialog(parent),
      m_import(new SuppressionImport(connection, this)),
      m_lists(lists),
      m_path(path),
      m_list(new QComboBox),
      m_reason(new QLineEdit),
      m_expiry(new ExpiryBox),
      m_words(new QLabel),
      m_refusedTitle(new QLabel(tr("Refused lines"))),
      m_bar(new QProgressBar),
      m_table(new QTableView),
      m_refusals(new RecordModel({{QStringLiteral("line"), tr("line"), CellKind::Count},
                                  {QStringLiteral("text"), tr("text"), CellKind::Mono},
                                  {QStringLiteral("why"), tr("why"), CellKind::Text}},
                                 this)),
      m_try(new QPushButton(tr("Try only"))),
      m_go(new QPushButton(tr("Import"))),
      m_close(new QPushButton) {
    setObjectName(QStringLiteral("suppressionImport"));
    setWindowTitle(tr("Import into a suppression list"));
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::SuppressionImportGeometry, {680, 520});
    for (const SuppressionList& known : m_lists->lists()) m_list->addItem(known.name);
    m_list->setCurrentIndex(std::max(0, m_list->findText(list)));
    m_list->setAccessibleName(tr("List"));
    m_reason->setPlaceholderText(tr("why, for those who ask later"));
    m_reason->setMaxLength(200);
    auto* file = new QLabel(tr("%1, %2").arg(QFileInfo(path).fileName(), format::bytes(double(QFileInfo(path).size()))));
    file->setToolTip(path.toHtmlEscaped());
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("File"), file);
    form->addRow(tr("&List"), m_list);
    form->addRow(tr("&Reason"), m_reason);
    form->addRow(tr("&Holds"), m_expiry);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    setWords(m_words,
             tr("One entry a line, or CSV as an export writes it. The file is sent in pieces and may have millions of lines."),
             WordsTone::Dim);
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);  // the words below say it
    m_bar->hide();
    m_refusedTitle->setObjectName(QStringLiteral("cardTitle"));
    prepareTable(m_table, tr("Refused lines"));
    m_table->setModel(m_refusals);
    m_table->setColumnWidth(0, 76);
    m_table->setColumnWidth(1, 260);
    m_table->setMinimumHeight(100);
    m_refusedTitle->hide();
    m_table->hide();
    m_try->setToolTip(tr("Reads the whole file and says what would come of it; nothing is changed"));
    m_go->setDefault(true);
    m_close->setAutoDefault(false);
    m_try->setAutoDefault(false);
    auto* bottom = new QHBoxLayout;
    bottom->addStretch(1);
    bottom->addWidget(m_close);
    bottom->addWidget(m_try);
    bottom->addWidget(m_go);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_bar);
    layout->addWidget(m_words);
    layout->addWidget(m_refusedTitle);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
    layout->addLayout(bottom);
    connect(m_try, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_go, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (!m_import->isRunning()) return reject();
        m_import->cancel();
        onFinished(tr("Stopped."));
    });
    connect(m_import, &SuppressionImport::progress, this, &SuppressionImportDialog::showProgress);
    connect(m_import, &SuppressionImport::finished, this, &SuppressionImportDialog::onFinished);
    showButtons();
}

void SuppressionImportDialog::showButtons() {
    const bool running = m_import->isRunning();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_list, m_reason, m_expiry, m_try}) widget->setEnabled(!running);
    m_go->setEnabled(!running && m_list->count() > 0);
    m_close->setText(running ? tr("Stop") : m_added > 0 ? tr("Close") : tr("Cancel"));
    m_bar->setVisible(running || m_import->sum().lines > 0);
}

void SuppressionImportDialog::start(bool dryRun) {
    m_dryRun = dryRun;
    m_refusals->setRecords({});
    m_refusedTitle->hide();
    m_table->hide();
    m_bar->setValue(0);
    m_import->start({m_path, m_list->currentText(), m_reason->text().trimmed(), m_expiry->expires(), dryRun});
    showButtons();
}

void SuppressionImportDialog::showProgress() {
    const auto& sum = m_import->sum();
    if (!m_dryRun) m_added = sum.added;
    m_bar->setValue(sum.size > 0 ? int(1000.0 * double(sum.bytes) / double(sum.size)) : 1000);
    const QString figures = tr("%1 lines: %2 new, %3 there already, %4 refused")
                                .arg(format::count(double(sum.lines)), format::count(double(sum.added)),
                                     format::count(double(sum.present)), format::count(double(sum.refused)));
    setWords(m_words, figures, sum.refused > 0 ? WordsTone::Caution : WordsTone::Dim);
    if (sum.refusals.size() <= m_refusals->rowCount()) return;
    QList<QJsonObject> fresh;
    for (qsizetype i = m_refusals->rowCount(); i < sum.refusals.size(); ++i) {
        const auto& r = sum.refusals.at(i);
        fresh.append({{QStringLiteral("line"), r.line}, {QStringLiteral("text"), r.text}, {QStringLiteral("why"), r.why}});
    }
    m_refusals->append(fresh);
    m_refusedTitle->show();
    m_table->show();
}

void SuppressionImportDialog::onFinished(const QString& problem) {
    if (m_import->sum().lines > 0) showProgress();
    const QString what = m_import->sum().lines > 0 ? m_words->text() : QString();
    if (!problem.isEmpty()) {
        QString words = problem;
        if (!what.isEmpty()) words += QLatin1Char('\n') + (m_dryRun ? what : tr("Until then: %1. It stays.").arg(what));
        setWords(m_words, words, WordsTone::Problem);
    } else if (what.isEmpty()) {
        setWords(m_words, tr("The file is empty."), WordsTone::Caution);
    } else {
        setWords(m_words, (m_dryRun ? tr("Tried, nothing was changed. %1.") : tr("Imported. %1.")).arg(what),
                 m_import->sum().refused > 0 ? WordsTone::Caution : WordsTone::Dim);
    }
    showButtons();
}

void SuppressionImportDialog::done(int result) {
    m_import->cancel();
    if (m_added > 0)
        emit imported(m_list->currentText(),
                      tr("Imported %1 entries into %2.").arg(format::count(double(m_added)), m_list->currentText()));
    QDialog::done(result);
}

QString SuppressionImportDialog::words() const { return m_words->text(); }

}  // namespace mailrace::gui
