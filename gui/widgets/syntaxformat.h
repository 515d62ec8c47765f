// How the parts of a configuration's line look, in the editor and in comparisons alike.
#pragma once

#include <QTextCharFormat>

#include "gui/models/configsyntax.h"

namespace mailrace::gui {

/// In the colours of the theme as it is now.
QTextCharFormat syntaxFormat(SyntaxRole role);

}  // namespace mailrace::gui
