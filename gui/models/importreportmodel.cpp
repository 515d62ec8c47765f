#include "gui/models/importreportmodel.h"

#include <algorithm>

#include "gui/models/tone.h"

namespace mailrace::gui {

namespace {

Tone toneOf(config::ImportKind kind) {
    switch (kind) {
        case config::ImportKind::human: return Tone::Bad;
        case config::ImportKind::dropped: return Tone::Slow;
        case config::ImportKind::kept: return Tone::Depth;
        case config::ImportKind::rewritten: return Tone::Good;
    }
    return Tone::Dim;
}

bool shows(ImportReportModel::Which which, config::ImportKind kind) {
    switch (which) {
        case ImportReportModel::Which::Person: return kind == config::ImportKind::human;
        case ImportReportModel::Which::Changed: return kind == config::ImportKind::rewritten || kind == config::ImportKind::dropped;
        case ImportReportModel::Which::All: return true;
    }
    return true;
}

}  // namespace

QString importKindWords(config::ImportKind kind) {
    switch (kind) {
        case config::ImportKind::human: return ImportReportModel::tr("needs you");
        case config::ImportKind::dropped: return ImportReportModel::tr("commented out");
        case config::ImportKind::kept: return ImportReportModel::tr("kept, differs");
        case config::ImportKind::rewritten: return ImportReportModel::tr("rewritten");
    }
    return {};
}

void ImportReportModel::setReport(const QVector<ImportRow>& report) {
    m_report = report;
    std::stable_sort(m_report.begin(), m_report.end(), [](const ImportRow& a, const ImportRow& b) {
        return (a.kind == config::ImportKind::human) > (b.kind == config::ImportKind::human);
    });
    show(m_which);
}

void ImportReportModel::show(Which which) {
    beginResetModel();
    m_which = which;
    m_rows.clear();
    for (const ImportRow& row : std::as_const(m_report))
        if (shows(which, row.kind)) m_rows.append(row);
    endResetModel();
}

int ImportReportModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }
int ImportReportModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ImportReportModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size()) return {};
    const ImportRow& row = m_rows.at(index.row());
    const QString name = row.file.mid(row.file.lastIndexOf(QLatin1Char('/')) + 1);
    if (role == Qt::DisplayRole) {
        switch (Column(index.column())) {
            case Kind: return importKindWords(row.kind);
            case Place: return row.line > 0 ? QStringLiteral("%1:%2").arg(name).arg(row.line) : name;
            case Message: return row.message;
            case ColumnCount: break;
        }
    }
    if (role == Qt::ToolTipRole) return index.column() == Place ? row.file : row.message;
    if (role == ToneRole && index.column() == Kind) return QVariant::fromValue(toneOf(row.kind));
    if (role == MonoRole) return index.column() == Place;
    return {};
}

QVariant ImportReportModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (Column(section)) {
        case Kind: return tr("what");
        case Place: return tr("line");
        case Message: return tr("what to know or do");
        case ColumnCount: break;
    }
    return {};
}

}  // namespace mailrace::gui
