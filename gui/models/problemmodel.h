// What is wrong with the configuration, one row a finding, in the order of files and lines. Window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QVector>
#include <vector>

#include "shared/config/diagnostic.h"

namespace mailrace::gui {

struct Problem {
    config::Severity severity = config::Severity::error;
    int document = -1;
    QString file;              // its name without the folder
    int line = 0;              // from 1; 0: the file as a whole
    std::uint32_t column = 0;  // from 0, in bytes
    std::uint32_t length = 0;
    QString words;  // message, what was expected, the nearest name
    bool fromDaemon = false;
    bool operator==(const Problem&) const = default;

    static Problem of(const config::Diagnostic& diagnostic, int document, bool fromDaemon = false);
};

/// "error", "warning", "note" in the person's language.
QString severityWord(config::Severity severity);

class ProblemModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Severity, Words, Place, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setProblems(QVector<Problem> problems);
    const QVector<Problem>& problems() const { return m_problems; }
    const Problem& problem(int row) const { return m_problems.at(row); }
    /// The row of the first problem behind (before, when `backward`) a place, going round; -1 when there is none.
    int next(int document, int line, std::uint32_t column, bool backward) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVector<Problem> m_problems;
};

}  // namespace mailrace::gui
