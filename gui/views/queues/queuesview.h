// Queues: what waits and what for. The table of queues or of their sums, its filter and actions, and the pane about the chosen
// queue.
#pragma once

#include <QJsonObject>
#include <QTimer>
#include <functional>

#include "gui/widgets/view.h"

class QAction;
class QLabel;
class QTableView;

namespace mailrace::gui {

class ActionRegistry;
class CellDelegate;
class Connection;
class DryRun;
class FilterBar;
class QueueDetail;
class QueueModel;
class Segmented;
class SparklineDelegate;

class QueuesView : public View {
    Q_OBJECT
public:
    QueuesView(Connection* connection, ActionRegistry* actions, QWidget* parent = nullptr);

    bool hasData() const override;
    void focusFilter() override;
    void setFilter(const QString& filter);
    /// Shows one queue: as row when it is among those shown, and in the pane. An empty name shows all queues.
    void showQueue(const QString& name);
    QueueModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    FilterBar* filterBar() const { return m_filter; }

signals:
    void eventsWanted(const QString& filter);
    void lineWanted(const QString& file, int line);

protected:
    void showStale(bool stale) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTable();
    void makeActions(ActionRegistry* actions);
    void setGroup(int index);
    void onLoaded(bool firstTime);
    void onSelection();
    void showVisible();
    void contextMenu(const QPoint& at);
    /// Calls back with the `select` of a call for what is selected.
    void withSelection(std::function<void(const QJsonObject& select)> then);
    void runPause();
    void runResume();
    void runRetry();
    void runMode(const QString& mode);
    void runDelete();
    QString filterOfRow(int row) const;

    Connection* m_connection;
    QueueModel* m_model;
    DryRun* m_dryRun;
    FilterBar* m_filter;
    Segmented* m_group;
    QLabel* m_summary;
    QTableView* m_table;
    QueueDetail* m_detail;
    QList<QAction*> m_actions;
    QList<QAction*> m_changing;
    CellDelegate* m_cells = nullptr;
    SparklineDelegate* m_sparks = nullptr;
    QString m_wanted;  // a queue to select as soon as it is there
    QString m_current;
};

}  // namespace mailrace::gui
