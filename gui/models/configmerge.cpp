#include "gui/models/configmerge.h"

#include <algorithm>

#include "gui/models/configtext.h"
#include "shared/config/text_diff.h"

namespace mailrace::gui {

QString ConfigMerge::Conflict::chosen() const {
    switch (choice) {
        case Choice::None:
        case Choice::Mine: return mine;
        case Choice::Theirs: return theirs;
        case Choice::Both: {
            const bool needsEnd = !theirs.isEmpty() && !theirs.endsWith(QLatin1Char('\n')) && !mine.isEmpty();
            return theirs + (needsEnd ? QStringLiteral("\n") : QString()) + mine;
        }
        case Choice::Own: return own.isEmpty() || own.endsWith(QLatin1Char('\n')) ? own : own + QLatin1Char('\n');
    }
    return mine;
}

ConfigMerge::ConfigMerge(const QString& base, const QString& mine, const QString& theirs) {
    const std::string b = configtext::utf8(base), m = configtext::utf8(mine), t = configtext::utf8(theirs);
    const config::MergeResult merged = config::merge(b, m, t);
    for (const config::MergePart& part : merged.parts) {
        if (!part.conflict) {
            m_parts.append({configtext::fromUtf8(part.text), -1});
            continue;
        }
        m_parts.append({{}, int(m_conflicts.size())});
        m_conflicts.append({configtext::fromUtf8(part.base),
                            configtext::fromUtf8(part.text),
                            configtext::fromUtf8(part.theirs),
                            Choice::None,
                            {}});
    }
    m_together = int(config::diff_lines(b, merged.text).size()) - int(m_conflicts.size());
}

void ConfigMerge::choose(int conflict, Choice choice, const QString& own) {
    m_conflicts[conflict].choice = choice;
    m_conflicts[conflict].own = own;
}

int ConfigMerge::open() const {
    return int(std::count_if(m_conflicts.begin(), m_conflicts.end(), [](const Conflict& c) { return c.choice == Choice::None; }));
}

QString ConfigMerge::text() const {
    QString out;
    for (const Part& part : m_parts) out += part.conflict < 0 ? part.text : m_conflicts.at(part.conflict).chosen();
    return out;
}

int ConfigMerge::lineOf(int conflict) const {
    qsizetype line = 1;
    for (const Part& part : m_parts) {
        if (part.conflict == conflict) return int(line);
        line += (part.conflict < 0 ? part.text : m_conflicts.at(part.conflict).chosen()).count(QLatin1Char('\n'));
    }
    return 0;
}

}  // namespace mailrace::gui
