#include "gui/views/configuration/helptext.h"

#include <QCoreApplication>

#include "gui/models/configtext.h"
#include "gui/models/configworkspace.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui::helptext {

namespace {

constexpr int kWidth = 420;  // wider lines are hard to read

QString tr(const char* words) { return QCoreApplication::translate("helptext", words); }

QString text(const std::string& utf8) { return configtext::fromUtf8(utf8).toHtmlEscaped(); }

QString row(const QString& name, const std::string& value) {
    if (value.empty()) return {};
    return QStringLiteral("<tr><td style='color:%1; padding-right:10px'>%2</td><td>%3</td></tr>")
        .arg(Theme::instance().color("dim").name(), name, text(value));
}

QString paragraph(const QString& html) {
    return html.isEmpty() ? QString() : QStringLiteral("<p style='margin:3px 0'>%1</p>").arg(html);
}

QString boxed(const QString& html) {
    return QStringLiteral("<table width='%1'><tr><td>%2</td></tr></table>").arg(kWidth).arg(html);
}

}  // namespace

QString ofProblem(const Problem& problem) {
    const char* colours[] = {"bad", "slow", "accent"};
    return boxed(paragraph(QStringLiteral("<span style='color:%1'><b>%2</b></span> %3")
                               .arg(Theme::instance().color(colours[int(problem.severity)]).name(),
                                    severityWord(problem.severity), problem.words.toHtmlEscaped())));
}

QString ofHover(const config::Hover& hover) {
    QString html = paragraph(QStringLiteral("<b>%1</b>").arg(text(hover.title)));
    html += paragraph(text(hover.help));
    const QString rows = row(tr("value"), hover.type) + row(tr("default"), hover.default_text) +
                         row(tr("stands in"), hover.scopes) + row(tr("here"), hover.status) + row(QString(), hover.note);
    if (!rows.isEmpty()) html += QStringLiteral("<table cellspacing='0'>%1</table>").arg(rows);
    return boxed(html);
}

QString ofSymbol(const config::SymbolUse& symbol, const config::Symbols& symbols, const ConfigWorkspace& workspace) {
    const auto definitions = symbols.definitions(symbol.kind, symbol.name);
    const auto uses = symbols.uses(symbol.kind, symbol.name);
    QString html = paragraph(QStringLiteral("<b>%1</b> %2").arg(text(symbol.name), text(std::string(to_string(symbol.kind)))));
    if (definitions.empty()) {
        html += paragraph(tr("Defined nowhere."));
    } else {
        const auto& first = definitions.front();
        html += paragraph(tr("Defined in line %1 of %2.")
                              .arg(first.line)
                              .arg(workspace.documents().value(qsizetype(first.document)).name().toHtmlEscaped()));
    }
    html += paragraph(uses.empty()       ? tr("Not used.")
                      : uses.size() == 1 ? tr("Used once.")
                                         : tr("Used %1 times.").arg(uses.size()));
    return boxed(html);
}

}  // namespace mailrace::gui::helptext
