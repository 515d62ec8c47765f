// Two texts as rows to be shown beside each other or below each other: what is equal, changed, added, removed; within a changed
// line the words that differ; long equal stretches folded to one row. Values and pure functions, for any thread.
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>
#include <optional>

#include "shared/config/schema.h"

namespace mailrace::gui {

/// Letters of a line, in UTF-16 units.
struct DiffSpan {
    int from = 0;
    int length = 0;
    bool operator==(const DiffSpan&) const = default;
};

/// The section of the configuration that a line stands in; nothing: one that nobody knows.
using DiffScope = std::optional<config::Scope>;

struct DiffRow {
    enum class Kind { Equal, Changed, Removed, Added, Fold };
    Kind kind = Kind::Equal;
    int left = 0;  // line from 1; 0: there is none on this side
    int right = 0;
    QVector<DiffSpan> leftWords, rightWords;  // of a changed line
    int folded = 0;                           // of a fold: equal lines that are not shown, from `left` and `right` on
    bool isChange() const { return kind == Kind::Changed || kind == Kind::Removed || kind == Kind::Added; }
};

struct DiffLines {
    QStringList leftLines, rightLines;
    QVector<DiffScope> leftScopes, rightScopes;  // of each line, for its colours
    QVector<DiffRow> rows;  // all of them, nothing folded; a changed row has both sides
    int added = 0;          // lines, a changed one counts on both sides
    int removed = 0;

    /// The places to go to: index of the first row of each run of changes.
    QVector<int> changes() const;
};

/// `before` and `after` with LF line ends. A missing line end at the end makes no difference here.
DiffLines diffLines(const QString& before, const QString& after);

/// Rows with equal stretches folded so that `context` lines stay beside each change; stretches that begin in `open` (left line)
/// stay.
QVector<DiffRow> folded(const QVector<DiffRow>& rows, int context, const QVector<int>& open = {});
/// Each changed row as a removed and an added one, the removed ones of a run first.
QVector<DiffRow> unified(const QVector<DiffRow>& rows);

/// The words of two lines that differ; both empty when there is little in common.
void differingWords(const QString& before, const QString& after, QVector<DiffSpan>& left, QVector<DiffSpan>& right);

}  // namespace mailrace::gui
