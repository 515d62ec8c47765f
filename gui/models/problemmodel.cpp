#include "gui/models/problemmodel.h"

#include <QCoreApplication>
#include <tuple>

#include "gui/models/configtext.h"
#include "gui/models/tone.h"

namespace mailrace::gui {

namespace {

Tone toneOf(config::Severity severity) {
    switch (severity) {
        case config::Severity::error: return Tone::Bad;
        case config::Severity::warning: return Tone::Slow;
        case config::Severity::information: return Tone::Accent;
    }
    return Tone::Plain;
}

auto placeOf(const Problem& p) { return std::tuple(p.document, p.line, p.column); }

}  // namespace

QString severityWord(config::Severity severity) {
    switch (severity) {
        case config::Severity::error: return QCoreApplication::translate("ProblemModel", "error");
        case config::Severity::warning: return QCoreApplication::translate("ProblemModel", "warning");
        case config::Severity::information: return QCoreApplication::translate("ProblemModel", "note");
    }
    return {};
}

Problem Problem::of(const config::Diagnostic& d, int document, bool fromDaemon) {
    Problem out;
    out.severity = d.severity;
    out.document = document;
    out.file = configtext::fromUtf8(d.file);
    out.file = out.file.mid(out.file.lastIndexOf(QLatin1Char('/')) + 1);
    out.line = int(d.line);
    out.column = d.column > 0 ? d.column - 1 : 0;
    out.length = d.length;
    out.fromDaemon = fromDaemon;
    out.words = configtext::fromUtf8(d.message);
    if (!d.expected.empty())
        out.words += QCoreApplication::translate("ProblemModel", "; expected %1").arg(configtext::fromUtf8(d.expected));
    if (!d.nearest.empty())
        out.words += QCoreApplication::translate("ProblemModel", "; did you mean %1?").arg(configtext::fromUtf8(d.nearest));
    if (fromDaemon) out.words = QCoreApplication::translate("ProblemModel", "the daemon says: %1").arg(out.words);
    return out;
}

void ProblemModel::setProblems(QVector<Problem> problems) {
    if (problems == m_problems) return;
    beginResetModel();
    m_problems = std::move(problems);
    endResetModel();
}

int ProblemModel::next(int document, int line, std::uint32_t column, bool backward) const {
    const std::tuple here(document, line, column);
    if (m_problems.isEmpty()) return -1;
    if (!backward) {
        for (int i = 0; i < m_problems.size(); ++i) {
            if (placeOf(m_problems.at(i)) > here) return i;
        }
        return 0;
    }
    for (int i = int(m_problems.size()) - 1; i >= 0; --i) {
        if (placeOf(m_problems.at(i)) < here) return i;
    }
    return int(m_problems.size()) - 1;
}

int ProblemModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_problems.size()); }

int ProblemModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ProblemModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Problem& p = m_problems.at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == Severity) return severityWord(p.severity);
            if (index.column() == Words) return p.words;
            return p.line > 0 ? QStringLiteral("%1:%2").arg(p.file).arg(p.line) : p.file;
        case Qt::ToolTipRole: return p.words.toHtmlEscaped();
        case Qt::AccessibleTextRole:
            return tr("%1 in line %2 of %3: %4").arg(severityWord(p.severity)).arg(p.line).arg(p.file, p.words);
        case ToneRole: return index.column() == Severity ? QVariant::fromValue(toneOf(p.severity)) : QVariant();
        case DimRole: return index.column() == Place;
        default: return {};
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("severity"), tr("what"), tr("where")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

}  // namespace mailrace::gui
