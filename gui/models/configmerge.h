// Two people's changes of one text on their way together: what went together by itself, and the places where somebody has to
// choose. A value; pure.
#pragma once

#include <QString>
#include <QVector>

namespace mailrace::gui {

class ConfigMerge {
public:
    enum class Choice { None, Mine, Theirs, Both, Own };

    struct Conflict {
        QString base, mine, theirs;  // whole lines, with their ends
        Choice choice = Choice::None;
        QString own;  // of Choice::Own
        /// What stands in the merged text; mine as long as nothing was chosen.
        QString chosen() const;
    };

    ConfigMerge() = default;
    ConfigMerge(const QString& base, const QString& mine, const QString& theirs);

    const QVector<Conflict>& conflicts() const { return m_conflicts; }
    void choose(int conflict, Choice choice, const QString& own = {});
    /// How many wait for a choice.
    int open() const;
    QString text() const;
    /// The line (from 1) of the merged text where a conflict begins.
    int lineOf(int conflict) const;
    /// Stretches that only one of the two changed, or both in the same way.
    int together() const { return m_together; }

private:
    struct Part {
        QString text;       // of what everybody agrees on
        int conflict = -1;  // or the conflict that stands here
    };
    QVector<Part> m_parts;
    QVector<Conflict> m_conflicts;
    int m_together = 0;
};

}  // namespace mailrace::gui
