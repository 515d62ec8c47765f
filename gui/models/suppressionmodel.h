// Entries of suppression lists as a table, of which only the pages that were looked at are held: a list may have ten million.
// Pages are known by the cursor they begin at, so that one that was dropped comes back when somebody scrolls to it. Window's
// thread.
#pragma once

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>
#include <QJsonArray>
#include <QSet>

#include "gui/client/rpcresult.h"

namespace mailrace::gui {

class Connection;

struct SuppressionEntry {
    QString list, kind, value, reason, origin;
    qint64 added = 0, expires = 0;  // milliseconds since 1970; 0: not known, never
    /// The configuration has it: it is changed there.
    bool isConfigured() const { return origin.startsWith(QLatin1String("configuration")); }
};

struct SuppressionQuery {
    QString list, text, kind, origin;  // empty: all
    bool operator==(const SuppressionQuery&) const = default;
    bool isNarrowed() const { return !text.isEmpty() || !kind.isEmpty() || !origin.isEmpty(); }
};

class SuppressionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Value, Kind, List, Reason, Origin, Added, Expires, ColumnCount };
    static constexpr int kPage = 500;  // rows asked for at once
    static constexpr int kPagesHeld = 40;

    SuppressionModel(Connection* connection, QObject* parent);

    void setQuery(const SuppressionQuery& query);
    const SuppressionQuery& query() const { return m_query; }
    /// From the beginning again, after a change.
    void reload();
    bool hasData() const { return m_loaded; }
    bool isSearching() const { return m_running; }
    /// Every entry that matches is in the table.
    bool isComplete() const { return m_end; }
    qint64 estimate() const { return m_estimate; }
    /// Nothing when the row is not held at the moment; it is asked for again then, unless `ask` is false.
    std::optional<SuppressionEntry> entry(int row, bool ask = true) const;
    int pagesHeld() const { return int(m_rows.size()); }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_count; }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    static QString kindWords(const QString& kind);
    static QString originWords(const QString& origin);

signals:
    /// Rows, estimate or state of the search changed.
    void changed();
    void failed(const QString& words);

private:
    struct Page {
        QString cursor;  // where it begins; empty: at the beginning
        int first = 0, rows = 0;
    };

    void askNext();
    void onNext(const RpcResult& result);
    void askAgain(int page) const;
    int pageOf(int row) const;
    QJsonObject params(const QString& cursor) const;
    QString display(const SuppressionEntry& entry, int column) const;
    static SuppressionEntry entryOf(const QJsonObject& record);

    Connection* m_connection;
    SuppressionQuery m_query;
    QList<Page> m_pages;
    mutable QCache<int, QList<SuppressionEntry>> m_rows;  // by page
    mutable QSet<int> m_asked;
    QString m_next;  // cursor of the page after the last one known
    int m_count = 0;
    qint64 m_estimate = 0;
    quint64 m_generation = 0;
    bool m_running = false, m_end = false, m_loaded = false;
};

}  // namespace mailrace::gui
