// Events: everything that happened, in the receiver's own words. Filter bar, histogram, facets, the table over all matches or the
// replies folded into groups, and the pane about one event.
#pragma once

#include <QTimer>

#include "gui/widgets/view.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mailrace::gui {

class ActionRegistry;
class Card;
class CellDelegate;
class Connection;
class EventDetail;
class EventModel;
class Exporter;
class FacetModel;
class FacetPanel;
class FilterBar;
class Histogram;
class HistogramModel;
class RecordModel;
class Segmented;
class ConfigWorkspace;

class EventsView : public View {
    Q_OBJECT
public:
    EventsView(Connection* connection, ActionRegistry* actions, QWidget* parent = nullptr);

    bool hasData() const override;
    bool isBusy() const override;
    qint64 rows() const override;
    void focusFilter() override;
    void showFilter(const QString& filter);
    EventModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    FilterBar* filterBar() const { return m_filter; }
    QTableView* groupTable() const { return m_groupTable; }
    RecordModel* groups() const { return m_groups; }
    /// Where rules that are made of responses are written; without one none can be made.
    void setWorkspace(ConfigWorkspace* workspace) { m_workspace = workspace; }

signals:
    void queueWanted(const QString& name);
    void suppressWanted(const QString& address);
    void suppressionCheckWanted(const QString& address);
    /// An entry was written into the configuration's text and waits for its review.
    void ruleWritten(int document, int line);

protected:
    void showStale(bool stale) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeHistogram();
    QWidget* makeTables();
    void makeTable();
    void makeGroups();
    void makeActions(ActionRegistry* actions);
    void makeEventActions(ActionRegistry* actions);
    void makeRule(bool reclassify);
    void enableEventActions();
    void addEventActions(QMenu* menu);
    void groupMenu(const QPoint& at);
    void openGroup(const QModelIndex& index);
    void takeGroups(const QJsonObject& result);
    void onFilter(const QString& filter);
    void showCount();
    void showHistogram();
    void onScrolled();
    void onCurrent();
    void setMode(int mode);
    void loadGroups();
    void cellMenu(const QPoint& at);
    void columnMenu(const QPoint& at);
    void savedMenu();
    void saveFilter();
    void exportEvents();
    void goToNewest();

    Connection* m_connection;
    EventModel* m_model;
    FacetModel* m_facets;
    HistogramModel* m_histogramModel;
    RecordModel* m_groups;
    Exporter* m_exporter;
    FilterBar* m_filter;
    Segmented* m_mode;
    QPushButton *m_saved, *m_export, *m_newest, *m_stopExport;
    QLabel *m_count, *m_problem, *m_exported;
    Histogram* m_histogram;
    QWidget* m_legend;
    FacetPanel* m_facetPanel;
    QStackedWidget* m_stack;
    QTableView *m_table, *m_groupTable;
    EventDetail* m_detail;
    CellDelegate* m_cells = nullptr;
    ConfigWorkspace* m_workspace = nullptr;
    QList<QAction*> m_eventActions;
    QTimer m_groupTimer;
    QString m_groupWords;
    bool m_refusalsOnly = false;
    QString m_before;  // the filter before the histogram narrowed it
    bool m_first = true;
};

}  // namespace mailrace::gui
