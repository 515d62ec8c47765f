// The most frequent values of some fields among the events that match: a heading a field, then its values with their counts, each
// included, excluded or neither by the present filter. Window's thread.
#pragma once

#include <QAbstractListModel>
#include <QJsonObject>
#include <QStringList>
#include <QTimer>

#include "gui/models/filtertext.h"

namespace mailrace::gui {

class Connection;

class FacetModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { HeadingRole = Qt::UserRole + 50, FieldNameRole, ValueRole, CountRole, ShareRole, StateRole };

    FacetModel(Connection* connection, QStringList fields, QObject* parent);

    /// Counts under another filter; keeps what is shown until the answer comes.
    void setFilter(const QString& filter);
    /// Counts again soon, but not more often than every few seconds.
    void refreshSoon();
    bool hasData() const { return m_loaded; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// Whether all events were counted or the daemon's budget ended first.
    void loaded(bool complete);

private:
    struct Item {
        QString field;
        QString value;  // empty: the heading of the field
        double count = 0;
        double share = 0;  // of the largest of its field
    };

    void load();
    void take(const QJsonObject& result);
    static QString title(const QString& field);

    Connection* m_connection;
    QStringList m_fields;
    QString m_filter;
    QTimer m_timer;
    quint64 m_generation = 0;
    bool m_loaded = false;
    QList<Item> m_items;
};

}  // namespace mailrace::gui
