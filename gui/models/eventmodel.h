// Events as a table over millions of rows: the ids that match the filter (8 bytes each), and a cache of the rows that were looked
// at, fetched by id when the table paints them. Follows the tail of the log; the newest row is row 0. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>
#include <QJsonArray>
#include <QSet>
#include <QTimer>
#include <deque>
#include <vector>

namespace mailrace::gui {

class Connection;
class EventMatch;
class Subscription;

class EventModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Time,
        Type,
        Recipient,
        Provider,
        Via,
        Response,
        Category,
        Sender,
        Job,
        Domain,
        Queue,
        Code,
        Status,
        Host,
        Source,
        Phase,
        Attempt,
        Message,
        User,
        Subcategory,
        Class,
        ColumnCount
    };

    EventModel(Connection* connection, QObject* parent);

    void setFilter(const QString& filter);
    const QString& filter() const { return m_filter; }
    /// Only an active model follows the log.
    void setActive(bool active);
    /// While following, new events appear on top; else they are counted in pending().
    void setFollowing(bool following);
    bool isFollowing() const { return m_following; }
    qint64 pending() const { return m_pending; }

    qint64 matched() const { return qint64(m_older.size() + m_newer.size()); }
    bool isMatching() const;
    bool isComplete() const { return m_complete; }
    bool hasData() const { return m_loaded; }
    quint64 idAt(int row) const;
    int rowOf(quint64 id) const;
    /// A member of a row by its name on the wire; null when it is not in the cache.
    QJsonValue value(int row, const QString& member) const;
    static QString memberOf(int column);
    /// The filter field of a column, empty when it cannot be filtered on.
    static QString fieldOf(int column);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void countChanged();
    /// New events matched: histogram and facets are no longer current.
    void grew();
    void loaded();
    /// When the oldest event that matches happened, milliseconds since 1970.
    void oldestKnown(qint64 time);
    void refused(const QString& word, const QString& message, const QJsonObject& where);

private:
    void restart();
    void askOldest();
    void takeIds(const std::vector<quint64>& ids);
    void takeLive(const QJsonObject& data, bool snapshot);
    void catchUp();
    void prependIds(const std::vector<quint64>& ascending);
    void cacheRows(const QJsonObject& table);
    void fetch();
    void readColumns(const QJsonArray& columns);
    QString display(const QJsonArray& row, int column) const;
    QJsonValue member(const QJsonArray& row, const char* name) const {
        return row.at(m_columns.value(QLatin1String(name), 9999));
    }

    Connection* m_connection;
    EventMatch* m_match;
    Subscription* m_live = nullptr;
    QString m_filter;
    bool m_active = false;
    bool m_following = true;
    bool m_complete = false;
    bool m_loaded = false;
    bool m_catchingUp = false;
    bool m_needsMatch = true;
    qint64 m_pending = 0;
    quint64 m_generation = 0;
    std::deque<quint64> m_older;   // from the match, newest first
    std::deque<quint64> m_newer;   // since then, oldest first: new ones are cheap to add
    std::deque<quint64> m_caught;  // ids of a running catch-up, newest first
    int m_rows = 0;                // what the views know of; ahead of the ids only inside prependIds
    QHash<QString, int> m_columns;
    QCache<quint64, QJsonArray> m_cache;
    mutable QSet<quint64> m_wanted;
    QSet<quint64> m_asked;
    mutable QTimer m_fetch;
    QTimer m_catchUpTimer;
};

}  // namespace mailrace::gui
