#include "gui/models/configsyntax.h"

#include <algorithm>

#include "gui/models/configtext.h"
#include "shared/config/names.h"
#include "shared/config/syntax_tree.h"

namespace mailrace::gui {

namespace {

bool isBlank(QChar c) { return c == QLatin1Char(' ') || c == QLatin1Char('\t'); }

qsizetype firstLetter(QStringView line) {
    qsizetype at = 0;
    while (at < line.size() && isBlank(line.at(at))) ++at;
    return at;
}

bool isKeyword(const std::string& text) {
    static constexpr std::string_view words[] = {"yes", "no", "true", "false", "unlimited", "never", "auto", "none", "required"};
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

bool isChoice(std::string_view choices, std::string_view word) {
    for (std::size_t from = 0; from < choices.size();) {
        const std::size_t end = std::min(choices.find('|', from), choices.size());
        if (choices.substr(from, end - from) == word) return true;
        from = end + 1;
    }
    return false;
}

SyntaxRole roleOfValue(const config::Word& word, const config::Directive* directive, bool names) {
    if (word.regex) return SyntaxRole::Regex;
    if (word.quoted) return SyntaxRole::String;
    if (word.text.empty()) return SyntaxRole::Value;
    if (isKeyword(word.text) || (directive && isChoice(directive->choices, word.text))) return SyntaxRole::Keyword;
    if (word.text.front() == '$' || names) return SyntaxRole::Name;
    if (word.text.front() >= '0' && word.text.front() <= '9') return SyntaxRole::Number;
    return SyntaxRole::Value;
}

SyntaxRole roleOfDirective(const config::Directive* directive) {
    if (!directive) return SyntaxRole::Unknown;
    switch (directive->status) {
        case config::Status::honoured:
        case config::Status::honoured_with_difference: return SyntaxRole::Directive;
        case config::Status::obsolete:
        case config::Status::not_supported: return SyntaxRole::Inert;
    }
    return SyntaxRole::Directive;
}

SyntaxRole roleOfTag(const std::string& tag) {
    const config::Tag* known = config::find_tag(tag);
    if (!known) return SyntaxRole::Unknown;
    const bool inert = known->status == config::Status::obsolete || known->status == config::Status::not_supported;
    return inert ? SyntaxRole::Inert : SyntaxRole::Tag;
}

/// Collects spans given in bytes.
class Spans {
public:
    explicit Spans(const QString& line)
        : m_line(line), m_plain(std::all_of(line.begin(), line.end(), [](QChar c) { return c.unicode() < 0x80; })) {}

    void add(std::size_t from, std::size_t length, SyntaxRole role) {
        const int start = units(from);
        const int end = units(from + length);
        if (end > start) out.append({start, end - start, role});
    }
    void add(const config::Word& word, SyntaxRole role) { add(word.column, word.length, role); }

    QVector<SyntaxSpan> out;

private:
    int units(std::size_t bytes) const {
        return m_plain ? int(std::min(bytes, std::size_t(m_line.size())))
                       : configtext::unitsOfBytes(m_line, std::uint32_t(bytes));
    }
    const QString& m_line;
    bool m_plain;
};

void addTagLine(Spans& spans, const config::Line& line, std::string_view code) {
    if (line.words.empty()) return;
    const config::Word& tag = line.words[0];
    const std::size_t open = code.find('<');
    const SyntaxRole role = roleOfTag(tag.text);
    spans.add(open, tag.column + tag.length - open, role);
    if (line.words.size() > 1) spans.add(line.words[1], SyntaxRole::Name);
    const std::size_t close = code.find('>', line.words.back().column + line.words.back().length);
    if (close != std::string_view::npos) spans.add(close, 1, role);
}

void addWords(Spans& spans, const config::Line& line, std::optional<config::Scope> scope) {
    const config::Directive* directive = nullptr;
    bool first = true;
    bool names = false;
    for (const config::Word& word : line.words) {
        if (first && !word.regex) {
            directive = scope ? config::find_directive(*scope, word.text) : nullptr;
            names = directive && config::name_rule(*scope, word.text);
            spans.add(word, roleOfDirective(directive));
        } else {
            spans.add(word, roleOfValue(word, directive, names));
        }
        first = false;
    }
}

}  // namespace

QVector<SyntaxSpan> syntaxOf(const QString& line, std::optional<config::Scope> scope) {
    const config::SyntaxTree tree(configtext::utf8(line));
    Spans spans(line);
    if (tree.lines().empty()) return {};
    const config::Line& only = tree.lines().front();
    const std::string_view code = std::string_view(tree.text()).substr(0, only.comment);
    if (tagOf(line) != LineTag::None)
        addTagLine(spans, only, code);
    else
        addWords(spans, only, scope);
    if (only.comment != std::string::npos) spans.add(only.comment, tree.text().size() - only.comment, SyntaxRole::Comment);
    return spans.out;
}

LineTag tagOf(QStringView line) {
    const qsizetype at = firstLetter(line);
    if (at + 1 >= line.size() || line.at(at) != QLatin1Char('<')) return LineTag::None;
    return line.at(at + 1) == QLatin1Char('/') ? LineTag::Close : LineTag::Open;
}

QString tagName(QStringView line) {
    qsizetype from = firstLetter(line) + 1;
    if (from < line.size() && line.at(from) == QLatin1Char('/')) ++from;
    qsizetype to = from;
    while (to < line.size() && !isBlank(line.at(to)) && line.at(to) != QLatin1Char('>')) ++to;
    return from < line.size() ? line.mid(from, to - from).toString().toLower() : QString();
}

std::optional<config::Scope> scopeOf(const QString& tag) {
    if (tag.isEmpty()) return config::Scope::global;
    const config::Tag* known = config::find_tag(configtext::utf8(tag));
    return known ? std::optional(known->scope) : std::nullopt;
}

std::optional<QPair<int, int>> bracketsAt(const QString& line, int column) {
    static const QString opening = QStringLiteral("([{");
    static const QString closing = QStringLiteral(")]}");
    const auto escaped = [&](int at) {
        int slashes = 0;
        while (at - 1 - slashes >= 0 && line.at(at - 1 - slashes) == QLatin1Char('\\')) ++slashes;
        return slashes % 2 == 1;
    };
    for (const int at : {column, column - 1}) {
        if (at < 0 || at >= line.size() || escaped(at)) continue;
        const bool forward = opening.contains(line.at(at));
        if (!forward && !closing.contains(line.at(at))) continue;
        const QChar other = forward ? closing.at(opening.indexOf(line.at(at))) : opening.at(closing.indexOf(line.at(at)));
        int depth = 0;
        for (int i = at; i >= 0 && i < line.size(); i += forward ? 1 : -1) {
            if (escaped(i)) continue;
            if (line.at(i) == line.at(at)) ++depth;
            if (line.at(i) == other && --depth == 0) return QPair(at, i);
        }
    }
    return std::nullopt;
}

}  // namespace mailrace::gui
