#include "gui/models/hitmodel.h"

#include "gui/models/tone.h"

namespace mailrace::gui {

void HitModel::setHits(QVector<Hit> hits) {
    if (hits == m_hits) return;
    beginResetModel();
    m_hits = std::move(hits);
    endResetModel();
}

int HitModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_hits.size()); }

int HitModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HitModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Hit& hit = m_hits.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == Place) return QStringLiteral("%1:%2").arg(hit.file).arg(hit.line);
            return index.column() == Kind ? hit.kind : hit.text.trimmed();
        case Qt::ToolTipRole: return hit.text.trimmed().toHtmlEscaped();
        case Qt::AccessibleTextRole: return tr("line %1 of %2: %3").arg(hit.line).arg(hit.file, hit.text.trimmed());
        case MonoRole: return index.column() == Text;
        case DimRole: return index.column() == Kind;
        default: return {};
    }
}

QVariant HitModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("where"), tr("kind"), tr("line")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

}  // namespace mailrace::gui
