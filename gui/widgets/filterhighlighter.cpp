#include "gui/widgets/filterhighlighter.h"

#include "gui/widgets/theme.h"
#include "shared/filter/lexer.h"

namespace mailrace::gui {

int unitsOf(const QByteArray& utf8, qsizetype byteOffset) { return int(QString::fromUtf8(utf8.left(byteOffset)).size()); }

FilterHighlighter::FilterHighlighter(const filter::FieldTable& table, QTextDocument* document)
    : QSyntaxHighlighter(document), m_table(&table) {
    connect(&Theme::instance(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void FilterHighlighter::setMistake(int offset, int length) {
    if (offset == m_offset && length == m_length) return;
    m_offset = offset;
    m_length = length;
    rehighlight();
}

void FilterHighlighter::highlightBlock(const QString& text) {
    const Theme& theme = Theme::instance();
    const QByteArray bytes = text.toUtf8();
    for (const filter::Token& token : filter::highlight({bytes.constData(), size_t(bytes.size())}, *m_table)) {
        const int from = unitsOf(bytes, qsizetype(token.offset));
        const int to = unitsOf(bytes, qsizetype(token.offset + token.length));
        QTextCharFormat format;
        switch (token.kind) {
            case filter::TokenKind::field:
            case filter::TokenKind::operator_: format.setForeground(theme.color("syntax_field")); break;
            case filter::TokenKind::value: format.setForeground(theme.color("syntax_value")); break;
            case filter::TokenKind::string:
            case filter::TokenKind::regex: format.setForeground(theme.color("syntax_string")); break;
            case filter::TokenKind::keyword:
            case filter::TokenKind::open:
            case filter::TokenKind::close: format.setForeground(theme.color("syntax_operator")); break;
            case filter::TokenKind::comma: format.setForeground(theme.color("dim")); break;
            case filter::TokenKind::error: format.setForeground(theme.color("bad")); break;
            case filter::TokenKind::word: format.setForeground(theme.color("text")); break;
        }
        setFormat(from, to - from, format);
    }
    for (int i = m_offset; i < m_offset + m_length && i < text.size(); ++i) {
        QTextCharFormat format = this->format(i);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(theme.color("bad"));
        setFormat(i, 1, format);
    }
}

}  // namespace mailrace::gui
