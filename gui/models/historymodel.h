// The versions of the configuration that ran, newest first, as a table; further ones are asked for when somebody scrolls to the
// end. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QJsonObject>
#include <QVector>

namespace mailrace::gui {

class Connection;

struct ConfigVersion {
    qint64 number = 0;
    qint64 time = 0;
    QString user, note, origin;
    int added = 0, removed = 0;

    static ConfigVersion fromJson(const QJsonObject& object);
    /// "apply", "reload" … in words.
    QString originWords() const;
};

class HistoryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Time, User, Note, Origin, Lines, ColumnCount };

    explicit HistoryModel(Connection* connection, QObject* parent = nullptr);

    void load();
    const QVector<ConfigVersion>& versions() const { return m_versions; }
    int rowOf(qint64 number) const;
    qint64 running() const { return m_running; }
    void setRunning(qint64 number);
    const QString& problem() const { return m_problem; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

signals:
    void loaded();

private:
    void ask(qint64 before);

    Connection* m_connection;
    QVector<ConfigVersion> m_versions;
    qint64 m_running = 0;
    bool m_more = false;
    bool m_asking = false;
    quint64 m_run = 0;
    QString m_problem;
};

}  // namespace mailrace::gui
