#include "gui/views/configuration/import/importdialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QThreadPool>
#include <QVBoxLayout>

#include "gui/models/configworkspace.h"
#include "gui/models/format.h"
#include "gui/models/importreportmodel.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

ImportDialog::ImportDialog(ConfigWorkspace* workspace, const QString& path, QWidget* parent)
    : QDialog(parent),
      m_workspace(workspace),
      m_path(path),
      m_title(new QLabel(tr("Import a PowerMTA configuration"))),
      m_summary(new QLabel(tr("Reading %1…").arg(path))),
      m_words(new QLabel),
      m_which(new Segmented({tr("Needs you"), tr("Changed"), tr("All")}, tr("Lines of the report"))),
      m_document(new QComboBox),
      m_table(new QTableView),
      m_model(new ImportReportModel(this)),
      m_diff(new DiffView),
      m_open(new QPushButton(tr("Open in the editor"))) {
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(m_title->text());
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::ImportGeometry, {1360, 860});
    m_title->setObjectName(QStringLiteral("viewTitle"));
    m_summary->setObjectName(QStringLiteral("dim"));
    m_summary->setWordWrap(true);
    m_words->setWordWrap(true);
    m_document->setAccessibleName(tr("File"));
    m_document->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_document->hide();
    m_open->setEnabled(false);
    m_open->setDefault(true);
    m_open->setToolTip(tr("As an unsaved text; nothing is applied before you review it"));

    auto* report = new Card(tr("Report"));
    report->addToHead(m_which);
    report->addContent(m_table, 1, true);
    prepareTable(m_table, tr("Report"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(ImportReportModel::Kind, 160);
    m_table->setColumnWidth(ImportReportModel::Place, 150);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    splitter->addWidget(report);
    splitter->addWidget(m_diff);
    splitter->setSizes({280, 480});

    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_document);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(m_open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addWidget(m_summary);
    layout->addWidget(splitter, 1);
    layout->addLayout(bottom);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &ImportDialog::accept);
    connect(m_document, &QComboBox::currentIndexChanged, this, &ImportDialog::showDocument);
    connect(m_which, &Segmented::chosen, this, [this](int which) { m_model->show(ImportReportModel::Which(which)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { goTo(index.row()); });
    read();
}

void ImportDialog::read() {
    QThreadPool::globalInstance()->start([dialog = QPointer<ImportDialog>(this), path = m_path] {
        auto made = std::make_shared<ConfigImport>(importConfig(path));
        QMetaObject::invokeMethod(qApp, [dialog, made] {
            if (dialog) dialog->take(*made);
        });
    });
}

void ImportDialog::take(const ConfigImport& made) {
    m_import = made;
    m_ready = true;
    m_model->setReport(made.report);
    if (made.texts.isEmpty()) {
        m_summary->setText(tr("%1 could not be read.").arg(m_path));
        m_which->setCurrent(2);
        m_model->show(ImportReportModel::Which::All);
        emit ready();
        return;
    }
    using Kind = config::ImportKind;
    const auto part = [&](Kind kind, const QString& words) { return words.arg(format::count(made.count(kind))); };
    QStringList parts{part(Kind::human, tr("%1 need you")), part(Kind::rewritten, tr("%1 rewritten")),
                      part(Kind::dropped, tr("%1 commented out")), part(Kind::kept, tr("%1 kept with a difference"))};
    m_summary->setText(tr("Of the lines of %1: %2.").arg(m_path, parts.join(QStringLiteral(" · "))));
    for (const ImportedText& text : made.texts) m_document->addItem(text.path);
    m_document->setVisible(made.texts.size() > 1);
    const bool noneForPerson = made.count(Kind::human) == 0;
    if (noneForPerson) {
        m_which->setCurrent(2);
        m_model->show(ImportReportModel::Which::All);
    }
    showDocument(0);
    const bool writable = m_workspace->documents().value(0).writable;
    QString words = made.texts.size() > 1 ? tr("The %1 files open as one text.").arg(made.texts.size()) : QString();
    if (m_workspace->isLoaded())
        words += (words.isEmpty() ? QString() : QStringLiteral(" ")) +
                 tr("It takes the place of what the editor shows; that can be undone.");
    if (!writable) words = tr("The daemon may not write its configuration, or you may not: the text can be looked at only.");
    setWords(m_words, words, writable ? WordsTone::Dim : WordsTone::Problem);
    m_open->setEnabled(writable);
    emit ready();
}

void ImportDialog::showDocument(int index) {
    if (index < 0 || index >= m_import.texts.size()) return;
    const ImportedText& text = m_import.texts.at(index);
    m_diff->setTitles(text.from, text.path);
    m_diff->setTexts(text.before, text.after);
}

void ImportDialog::goTo(int row) {
    if (row < 0 || row >= m_model->rowCount()) return;
    const ImportRow& line = m_model->row(row);
    if (line.document < 0 || line.line == 0) return;
    m_document->setCurrentIndex(line.document);
    m_diff->showLine(line.line);
}

void ImportDialog::accept() {
    if (!m_open->isEnabled()) return;
    m_workspace->setText(0, m_import.whole, this);
    QDialog::accept();
    emit opened(0);
}

}  // namespace mailrace::gui
