#include "gui/models/filtertext.h"

#include <QDateTime>
#include <string>
#include <vector>

#include "shared/filter/filter.h"
#include "shared/filter/lexer.h"

namespace mailrace::gui::filtertext {

namespace {

using filter::Token;
using filter::TokenKind;

/// A condition `[-]field:value,value` in the text; offsets in bytes.
struct Term {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool negated = false;
    std::string field;
    std::vector<std::string> values;
};

std::vector<Term> termsOf(const std::string& text) {
    std::vector<Term> out;
    const std::vector<Token> tokens = filter::lex(text);
    const auto words = [&](const Token& t) { return text.substr(t.offset, t.length); };
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i].kind != TokenKind::field || tokens[i + 1].kind != TokenKind::operator_) continue;
        if (words(tokens[i + 1]) != ":" && words(tokens[i + 1]) != "=") continue;
        Term term;
        term.begin = tokens[i].offset;
        term.end = tokens[i + 1].offset + tokens[i + 1].length;
        term.field = words(tokens[i]);
        if (i > 0 && tokens[i - 1].kind == TokenKind::keyword) {
            const std::string before = words(tokens[i - 1]);
            term.negated = before == "-" || before == "!" || before == "NOT" || before == "not";
            if (term.negated) term.begin = tokens[i - 1].offset;
        }
        for (std::size_t j = i + 2; j < tokens.size(); ++j) {
            const TokenKind kind = tokens[j].kind;
            if (kind != TokenKind::value && kind != TokenKind::string && kind != TokenKind::comma && kind != TokenKind::regex)
                break;
            if (kind != TokenKind::comma) {
                term.values.push_back(kind == TokenKind::string ? filter::unquote(words(tokens[j])) : words(tokens[j]));
                if (j + 1 < tokens.size() && tokens[j + 1].kind != TokenKind::comma) {
                    term.end = tokens[j].offset + tokens[j].length;
                    break;
                }
            }
            term.end = tokens[j].offset + tokens[j].length;
        }
        out.push_back(std::move(term));
    }
    return out;
}

bool sameField(const std::string& a, const QString& b) {
    const auto& table = filter::event_fields();
    const auto* x = filter::find_field(table, a);
    const auto* y = filter::find_field(table, b.toStdString());
    return x && y ? x == y : QString::fromStdString(a).compare(b, Qt::CaseInsensitive) == 0;
}

bool holds(const Term& term, const std::string& value) {
    for (const std::string& v : term.values) {
        if (QString::fromStdString(v).compare(QString::fromStdString(value), Qt::CaseInsensitive) == 0) return true;
    }
    return false;
}

/// Without the gaps that a cut leaves; a quoted string keeps its spaces.
QString tidy(const std::string& text) {
    const QString out = QString::fromStdString(text).trimmed();
    return out.contains(QLatin1Char('"')) ? out : out.simplified();
}

std::string write(const Term& term) {
    std::string out = (term.negated ? "-" : "") + term.field + ":";
    for (std::size_t i = 0; i < term.values.size(); ++i) {
        if (i > 0) out += ',';
        out += filter::quote_value(term.values[i]);
    }
    return out;
}

QString toggle(const QString& text, const QString& field, const QString& value, bool negated) {
    std::string out = text.toStdString();
    const std::string wanted = value.toStdString();
    const auto terms = termsOf(out);
    // First out of the opposite condition, else both would stand there and nothing would match.
    for (auto it = terms.rbegin(); it != terms.rend(); ++it) {
        if (it->negated == negated || !sameField(it->field, field) || !holds(*it, wanted)) continue;
        out.erase(it->begin, it->end - it->begin);
    }
    for (Term term : termsOf(out)) {
        if (term.negated != negated || !sameField(term.field, field)) continue;
        const bool was = holds(term, wanted);
        if (was)
            std::erase_if(term.values, [&](const std::string& v) { return tidy(v).compare(value, Qt::CaseInsensitive) == 0; });
        else
            term.values.push_back(wanted);
        return tidy(out.replace(term.begin, term.end - term.begin, term.values.empty() ? "" : write(term)));
    }
    Term fresh;
    fresh.negated = negated;
    fresh.field = field.toStdString();
    fresh.values = {wanted};
    return tidy(out + " " + write(fresh));
}

/// The filter language counts times in UTC.
QString timeValue(qint64 ms) {
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

}  // namespace

TermState stateOf(const QString& text, const QString& field, const QString& value) {
    for (const Term& term : termsOf(text.toStdString())) {
        if (sameField(term.field, field) && holds(term, value.toStdString()))
            return term.negated ? TermState::Excluded : TermState::Included;
    }
    return TermState::Absent;
}

QString toggleInclude(const QString& text, const QString& field, const QString& value) {
    return toggle(text, field, value, false);
}
QString toggleExclude(const QString& text, const QString& field, const QString& value) {
    return toggle(text, field, value, true);
}

QString without(const QString& text, const QString& field) {
    std::string out = text.toStdString();
    const auto terms = termsOf(out);
    for (auto it = terms.rbegin(); it != terms.rend(); ++it) {
        if (sameField(it->field, field)) out.erase(it->begin, it->end - it->begin);
    }
    return tidy(out);
}

QString withTime(const QString& text, qint64 from, qint64 to) {
    QString out = text;
    for (const char* field : {"since", "until", "time"}) out = without(out, QLatin1String(field));
    return (out + QStringLiteral(" since:%1 until:%2").arg(timeValue(from), timeValue(to))).trimmed();
}

QString term(const QString& field, const QString& value) {
    return field + QLatin1Char(':') + QString::fromStdString(filter::quote_value(value.toStdString()));
}

}  // namespace mailrace::gui::filtertext
