#include "gui/widgets/syntaxformat.h"

#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

QTextCharFormat made(const char* colour, bool strong = false, bool slanted = false) {
    QTextCharFormat format;
    format.setForeground(Theme::instance().color(colour));
    if (strong) format.setFontWeight(QFont::DemiBold);
    format.setFontItalic(slanted);
    return format;
}

}  // namespace

QTextCharFormat syntaxFormat(SyntaxRole role) {
    switch (role) {
        case SyntaxRole::Tag: return made("syntax_operator", true);
        case SyntaxRole::Name: return made("syntax_name", true);
        case SyntaxRole::Directive: return made("syntax_field");
        case SyntaxRole::Inert: return made("disabled", false, true);
        case SyntaxRole::Unknown: return made("text");
        case SyntaxRole::Keyword: return made("syntax_operator");
        case SyntaxRole::Number: return made("syntax_value");
        case SyntaxRole::Value: return made("text");
        case SyntaxRole::String: return made("syntax_string");
        case SyntaxRole::Regex: return made("syntax_regex");
        case SyntaxRole::Comment: return made("syntax_comment", false, true);
    }
    return {};
}

}  // namespace mailrace::gui
