// Queues (or their sums by provider, domain, virtual MTA or job) as the daemon sorts and filters them. The model holds the pages
// that were looked at, not all queues: visible pages are asked again every second, and a refresh moves selected rows with their
// queue. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QTimer>
#include <functional>
#include <memory>

#include "gui/models/tone.h"

namespace mailrace::gui {

class Connection;

/// One row as the daemon sends it, read once.
struct QueueRow {
    QString name, domain, vmta, provider, mode, state, waiting, origin, lastResponse;
    qint64 recipients = 0, retrying = 0, inFlight = 0, connections = 0, bytes = 0;
    qint64 nextSlot = 0, nextAttempt = 0, oldest = 0;
    qint64 delivered = 0, deferred = 0, bounced = 0;
    int lastCode = 0;
    double rate = 0;
    QList<double> depth;

    Tone tone() const;
};

class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Vmta,
        Provider,
        Recipients,
        Depth,
        Connections,
        Rate,
        Mode,
        Waiting,
        Next,
        Oldest,
        LastResponse,
        ColumnCount
    };
    static constexpr int kPage = 100;

    QueueModel(Connection* connection, QObject* parent);

    void setGroup(const QString& group);
    const QString& group() const { return m_group; }
    void setFilter(const QString& filter);
    const QString& filter() const { return m_filter; }
    /// Rows that the person sees; they and their neighbours are kept fresh.
    void setVisibleRows(int first, int last);
    /// Only an active model asks the daemon.
    void setActive(bool active);

    /// Null when the row was not looked at yet.
    const QueueRow* row(int row) const;
    int rowOf(const QString& name) const;
    qint64 total() const { return m_total; }
    bool hasData() const { return m_loaded; }
    /// Loads rows that were not looked at, then calls back with the names of all of `rows`.
    void withNames(const QList<int>& rows, std::function<void(const QStringList&)> then);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    /// New rows came; `firstTime` after a change of group, filter or order.
    void loaded(bool firstTime);
    /// The daemon refuses the filter or the call.
    void refused(const QString& word, const QString& message, const QJsonObject& where);

private:
    void restart();
    void refresh();
    void load(int firstPage, int pages, std::function<void()> then = {});
    void take(int firstPage, int pages, const QJsonObject& result);
    void resize(int rows);
    QString display(const QueueRow& row, int column) const;
    QString toolTip(const QueueRow& row, int column) const;

    Connection* m_connection;
    QTimer m_timer;
    QTimer m_soon;
    QString m_group = QStringLiteral("queue");
    QString m_filter;
    QString m_sort = QStringLiteral("recipients");
    bool m_descending = true;
    bool m_active = false;
    bool m_loaded = false;
    bool m_running = false;
    quint64 m_generation = 0;
    int m_firstVisible = 0;
    int m_lastVisible = kPage - 1;
    int m_rows = 0;
    qint64 m_total = 0;
    QHash<int, QList<QueueRow>> m_pages;
};

}  // namespace mailrace::gui
