// The suppression lists that the daemon has, with counts and how each is used; the first row stands for all of them. Asked for
// again while somebody looks. Window's thread.
#pragma once

#include <QAbstractListModel>
#include <QJsonArray>
#include <QTimer>

namespace mailrace::gui {

class Connection;

struct SuppressionRule {
    QStringList categories;
    int after = 1;
    qint64 withinS = 0, expiresS = 0;  // 0: not said, never
};

struct SuppressionList {
    QString name, algorithm, place;
    qint64 entries = 0, configured = 0, lastAdded = 0;
    bool hashed = false;
    QStringList sources;
    QList<SuppressionRule> rules;
};

class SuppressionLists : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CountRole = Qt::UserRole + 100, NoteRole, NameRole };

    SuppressionLists(Connection* connection, QObject* parent);

    void setActive(bool active);
    void load();
    bool hasData() const { return m_loaded; }
    const QList<SuppressionList>& lists() const { return m_lists; }
    const SuppressionList* find(const QString& name) const;
    /// Row of a list; 0 (all of them) for what is not known.
    int rowOf(const QString& name) const;
    qint64 total() const;

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() || !m_loaded ? 0 : int(m_lists.size()) + 1;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// "after 3 × bad-mailbox or inactive-mailbox within 30 d, for 180 d".
    static QString ruleWords(const SuppressionRule& rule);

signals:
    void changed();
    void failed(const QString& words);

private:
    void take(const QJsonArray& lists);
    static QString noteOf(const SuppressionList& list);

    Connection* m_connection;
    QTimer m_timer;
    QList<SuppressionList> m_lists;
    bool m_loaded = false;
};

}  // namespace mailrace::gui
