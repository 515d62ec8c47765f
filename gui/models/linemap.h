// Where a line of the text as it is now stood in the text that was last analysed, and back. Between an edit and the next analysis
// everything known by line (diagnostics, sections, names) is found through it; the stretch that was edited has no counterpart.
// A value; lines count from 1.
#pragma once

#include <optional>

namespace mailrace::gui {

class LineMap {
public:
    /// The analysis is about the text as it is.
    void reset() { *this = LineMap(); }
    /// Lines [first, first + removed) became [first, first + added).
    void edited(int first, int removed, int added);

    /// Nothing for a line inside the edited stretch.
    std::optional<int> toAnalysed(int line) const;
    /// Of a line that was inside the edited stretch: the nearest that stands there now.
    int toNow(int analysed) const;
    bool isClean() const { return m_first == 0; }

private:
    int m_first = 0;    // of the stretch, in both texts; 0: nothing was edited
    int m_lastNow = 0;  // before m_first when all lines of the stretch are gone
    int m_lastThen = 0;
};

}  // namespace mailrace::gui
