// What hovering over the text shows, as rich text: a problem, a directive, a name. Pure.
#pragma once

#include <QString>

#include "gui/models/problemmodel.h"
#include "shared/config/assist.h"

namespace mailrace::gui {

class ConfigWorkspace;

namespace helptext {

QString ofProblem(const Problem& problem);
QString ofHover(const config::Hover& hover);
QString ofSymbol(const config::SymbolUse& symbol, const config::Symbols& symbols, const ConfigWorkspace& workspace);

}  // namespace helptext
}  // namespace mailrace::gui
