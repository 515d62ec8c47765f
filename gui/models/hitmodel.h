// Places in the texts: hits of a search, uses of a name. One row a place, with the line as it reads. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QVector>

namespace mailrace::gui {

struct Hit {
    int document = 0;
    QString file;
    int line = 0;    // from 1
    int column = 0;  // UTF-16 units of the line
    int length = 0;
    QString text;  // of the line
    QString kind;  // "definition", "use"; empty for a hit of a search
    bool operator==(const Hit&) const = default;
};

class HitModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Place, Kind, Text, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setHits(QVector<Hit> hits);
    const Hit& hit(int row) const { return m_hits.at(row); }
    const QVector<Hit>& hits() const { return m_hits; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVector<Hit> m_hits;
};

}  // namespace mailrace::gui
