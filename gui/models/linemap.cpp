#include "gui/models/linemap.h"

#include <algorithm>

namespace mailrace::gui {

void LineMap::edited(int first, int removed, int added) {
    const int last = first + removed - 1;
    if (isClean()) {
        m_first = first;
        m_lastThen = last;
        m_lastNow = first + added - 1;
        return;
    }
    const int shift = m_lastNow - m_lastThen;  // of lines behind the stretch
    if (last > m_lastNow) {
        m_lastThen = last - shift;
        m_lastNow = last;
    }
    m_first = std::min(m_first, first);
    m_lastNow += added - removed;
}

std::optional<int> LineMap::toAnalysed(int line) const {
    if (isClean() || line < m_first) return line;
    if (line <= m_lastNow) return std::nullopt;
    return line - (m_lastNow - m_lastThen);
}

int LineMap::toNow(int analysed) const {
    if (isClean() || analysed < m_first) return analysed;
    if (analysed <= m_lastThen) return std::max(m_first, std::min(analysed, m_lastNow));
    return analysed + (m_lastNow - m_lastThen);
}

}  // namespace mailrace::gui
