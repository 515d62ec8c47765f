// Words of a dialog that change their manner: an aside, a caution, a problem.
#pragma once

#include <QString>

class QLabel;

namespace mailrace::gui {

enum class WordsTone { Dim, Caution, Problem };

/// Shows `words` in that manner; the label is hidden while there are none.
void setWords(QLabel* label, const QString& words, WordsTone tone);

}  // namespace mailrace::gui
