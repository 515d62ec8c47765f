// What can be done in the events view: menus, saved filters, narrowing by clicks, export.
#include <QAction>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

#include "gui/charts/histogram.h"
#include "gui/client/connection.h"
#include "gui/models/eventmodel.h"
#include "gui/models/exporter.h"
#include "gui/models/facetmodel.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/views/events/eventdetail.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/events/facetpanel.h"
#include "gui/widgets/actionregistry.h"
#include "gui/widgets/filterbar.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"

#include <QClipboard>
#include <QGuiApplication>

namespace mailrace::gui {

void EventsView::makeActions(ActionRegistry* actions) {
    const auto add = [&](const QString& id, const QString& text, const QString& tip, const QString& keys, auto run) {
        return actions->add(MenuPlace::Event, QStringLiteral("events.") + id, text, tip, QKeySequence(keys), this, run);
    };
    QAction* save = add(QStringLiteral("save"), tr("&Save this filter…"), tr("Keep the filter under a name"), tr("Ctrl+S"),
                        [this] { saveFilter(); });
    QAction* exporting =
        add(QStringLiteral("export"), tr("&Export…"), tr("Write all events that match into an accounting file, CSV or JSON lines"),
            tr("Ctrl+E"), [this] { exportEvents(); });
    add(QStringLiteral("newest"), tr("Go to the &newest"), tr("Follow the newest events again"), tr("Ctrl+Home"),
        [this] { goToNewest(); });
    add(QStringLiteral("groups"), tr("Group by &response"), tr("Fold responses that mean the same into one row"), tr("Ctrl+G"),
        [this] { setMode(m_mode->current() == 1 ? 0 : 1); });
    add(QStringLiteral("copy"), tr("&Copy event"), tr("The chosen event as text"), tr("Ctrl+Shift+C"),
        [this] { QGuiApplication::clipboard()->setText(m_detail->asText()); });
    m_saved->setToolTip(tr("Filters that were kept, and keeping this one"));
    m_export->setToolTip(exporting->toolTip());
    connect(m_saved, &QPushButton::clicked, save, [this] { savedMenu(); });
    connect(m_export, &QPushButton::clicked, exporting, &QAction::trigger);

    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &EventsView::onScrolled);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventsView::onCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this, &EventsView::cellMenu);
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this, &EventsView::columnMenu);
    connect(m_groupTable, &QTableView::activated, this, &EventsView::openGroup);
    connect(m_groupTable, &QWidget::customContextMenuRequested, this, &EventsView::groupMenu);
    connect(m_groupTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (index.isValid())
            m_detail->showEvent(quint64(m_groups->record(index.row()).value(QLatin1String("sample_id")).toInteger()));
    });
    connect(m_facetPanel, &FacetPanel::included, this, [this](const QString& field, const QString& value) {
        m_filter->setFilter(filtertext::toggleInclude(m_filter->filter(), field, value));
    });
    connect(m_facetPanel, &FacetPanel::excluded, this, [this](const QString& field, const QString& value) {
        m_filter->setFilter(filtertext::toggleExclude(m_filter->filter(), field, value));
    });
    connect(m_histogram, &Histogram::rangeChosen, this, [this](qint64 from, qint64 to) {
        m_before = m_filter->filter();
        m_filter->setFilter(filtertext::withTime(m_filter->filter(), from, to));
    });
    connect(m_histogram, &Histogram::widenWanted, this, [this] {
        m_filter->setFilter(
            filtertext::without(filtertext::without(m_before.isEmpty() ? m_filter->filter() : m_before, QStringLiteral("until")),
                                QStringLiteral("time")));
        m_before.clear();
    });
    connect(m_detail, &EventDetail::filterWanted, this, &EventsView::showFilter);
    connect(m_detail, &EventDetail::queueWanted, this, &EventsView::queueWanted);
    connect(m_detail, &EventDetail::eventWanted, this, [this](quint64 id) {
        const int row = m_model->rowOf(id);
        if (row >= 0) {
            m_table->selectRow(row);
            m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
        } else {
            m_detail->showEvent(id);
        }
    });
    connect(m_facets, &FacetModel::loaded, this, [this] {
        for (const QString& field : {QStringLiteral("provider"), QStringLiteral("domain"), QStringLiteral("vmta"),
                                     QStringLiteral("job"), QStringLiteral("category"), QStringLiteral("subcategory"),
                                     QStringLiteral("source")}) {
            QStringList values;
            for (int row = 0; row < m_facets->rowCount(); ++row) {
                const QModelIndex index = m_facets->index(row);
                if (index.data(FacetModel::FieldNameRole).toString() == field && !index.data(FacetModel::HeadingRole).toBool())
                    values << index.data(FacetModel::ValueRole).toString();
            }
            m_filter->setKnownValues(field, values);
        }
    });
    connect(m_stopExport, &QPushButton::clicked, this, [this] {
        m_exporter->cancel();
        m_exported->setText(tr("Export stopped."));
        m_stopExport->hide();
    });
    connect(m_exporter, &Exporter::progress, this,
            [this](qint64 rows) { m_exported->setText(tr("Exporting: %1 rows").arg(format::count(double(rows)))); });
    connect(m_exporter, &Exporter::finished, this, [this](qint64 rows) {
        m_exported->setText(tr("Exported %1 rows.").arg(format::count(double(rows))));
        m_stopExport->hide();
    });
    connect(m_exporter, &Exporter::failed, this, [this](const QString& words) {
        m_exported->setText(words);
        m_stopExport->hide();
    });
}

void EventsView::cellMenu(const QPoint& at) {
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString field = EventModel::fieldOf(index.column());
    const QJsonValue value = m_model->value(index.row(), EventModel::memberOf(index.column()));
    const QString text = value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    if (!field.isEmpty() && !text.isEmpty()) {
        menu->addAction(tr("%1 = %2").arg(field, text.left(60)), this,
                        [this, field, text] { m_filter->setFilter(filtertext::toggleInclude(m_filter->filter(), field, text)); });
        menu->addAction(tr("%1 ≠ %2").arg(field, text.left(60)), this,
                        [this, field, text] { m_filter->setFilter(filtertext::toggleExclude(m_filter->filter(), field, text)); });
        menu->addSeparator();
    }
    const QString shown = index.data().toString();
    menu->addAction(tr("Copy cell"), this, [shown] { QGuiApplication::clipboard()->setText(shown); });
    menu->addAction(tr("Copy event"), this, [this] { QGuiApplication::clipboard()->setText(m_detail->asText()); });
    menu->addSeparator();
    addEventActions(menu);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void EventsView::columnMenu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < EventModel::ColumnCount; ++column) {
        QAction* action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        connect(action, &QAction::toggled, m_table, [this, column](bool shown) {
            m_table->setColumnHidden(column, !shown);
            settings::set(Setting::EventsHeader, m_table->horizontalHeader()->saveState());
        });
    }
    menu->popup(m_table->horizontalHeader()->mapToGlobal(at));
}

void EventsView::savedMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QVariantMap saved = settings::get(Setting::EventsSaved).toMap();
    for (auto it = saved.begin(); it != saved.end(); ++it) {
        const QString filter = it.value().toString();
        menu->addAction(it.key(), this, [this, filter] { showFilter(filter); })->setToolTip(filter);
    }
    if (saved.isEmpty()) menu->addAction(tr("No filter is kept yet"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(tr("Save this filter…"), this, [this] { saveFilter(); });
    if (!saved.isEmpty()) {
        QMenu* remove = menu->addMenu(tr("Forget"));
        for (auto it = saved.begin(); it != saved.end(); ++it) {
            remove->addAction(it.key(), this, [name = it.key()] {
                QVariantMap left = settings::get(Setting::EventsSaved).toMap();
                left.remove(name);
                settings::set(Setting::EventsSaved, left);
            });
        }
    }
    menu->setToolTipsVisible(true);
    menu->popup(m_saved->mapToGlobal(QPoint(0, m_saved->height())));
}

void EventsView::saveFilter() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name for “%1”").arg(m_filter->filter()));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (name.trimmed().isEmpty()) return;
        QVariantMap saved = settings::get(Setting::EventsSaved).toMap();
        saved.insert(name.trimmed(), m_filter->filter());
        settings::set(Setting::EventsSaved, saved);
    });
    dialog->open();
}

void EventsView::exportEvents() {
    if (!m_connection->isReady()) return;
    auto* dialog = new QFileDialog(this, tr("Export events"), settings::get(Setting::ExportFolder).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString accounting = tr("Accounting file (*.csv)");
    const QString csv = tr("CSV, columns as here (*.csv)");
    const QString lines = tr("JSON lines (*.jsonl)");
    dialog->setNameFilters({accounting, csv, lines});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("events"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, lines](const QString& chosen) {
        dialog->setDefaultSuffix(chosen == lines ? QStringLiteral("jsonl") : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, csv](const QString& path) {
        const auto table = dialog->selectedNameFilter() == csv ? Exporter::Format::Csv : Exporter::Format::Accounting;
        settings::set(Setting::ExportFolder, QFileInfo(path).absolutePath());
        m_exported->setText(tr("Exporting…"));
        m_exported->show();
        m_stopExport->show();
        m_exporter->start(m_filter->filter(), path,
                          path.endsWith(QLatin1String(".jsonl")) ? Exporter::Format::JsonLines : table);
    });
    dialog->open();
}

}  // namespace mailrace::gui
