// The report of an import as a table: what needs a person first, then in the order of files and lines. Window's thread.
#pragma once

#include <QAbstractTableModel>

#include "gui/models/configimport.h"

namespace mailrace::gui {

class ImportReportModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Place, Message, ColumnCount };
    enum class Which { Person, Changed, All };

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const QVector<ImportRow>& report);
    void show(Which which);
    const ImportRow& row(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<ImportRow> m_report;
    QVector<ImportRow> m_rows;  // as shown
    Which m_which = Which::Person;
};

/// "needs you", "rewritten" …
QString importKindWords(config::ImportKind kind);

}  // namespace mailrace::gui
