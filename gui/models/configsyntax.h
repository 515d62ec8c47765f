// The parts of one line of the configuration, by the language's own lexer and schema, for whoever colours it. Pure.
#pragma once

#include <QString>
#include <QVector>
#include <optional>

#include "shared/config/schema.h"

namespace mailrace::gui {

enum class SyntaxRole {
    Tag,        // <virtual-mta and the closing >
    Name,       // what a section is called, a macro
    Directive,  // honoured, with or without a difference
    Inert,      // obsolete or not supported: it has no effect
    Unknown,    // no directive of this section
    Keyword,    // yes, unlimited, auto …
    Number,     // numbers, times, sizes, rates, addresses
    Value,
    String,
    Regex,
    Comment
};

struct SyntaxSpan {
    int from = 0;  // UTF-16 units
    int length = 0;
    SyntaxRole role = SyntaxRole::Value;
    bool operator==(const SyntaxSpan&) const = default;
};

/// `scope`: of the section in which the line stands; nothing: a section that nobody knows.
QVector<SyntaxSpan> syntaxOf(const QString& line, std::optional<config::Scope> scope);

enum class LineTag { None, Open, Close };

/// What a line means for the nesting, without looking at the rest of it.
LineTag tagOf(QStringView line);
/// The lower-case tag of a line that opens or closes a section.
QString tagName(QStringView line);
/// The scope of a tag; nothing when nobody knows it. Of an empty tag: the top level.
std::optional<config::Scope> scopeOf(const QString& tag);

/// The bracket beside a column and the one that belongs to it, as columns; nothing when there is none in the line.
std::optional<QPair<int, int>> bracketsAt(const QString& line, int column);

}  // namespace mailrace::gui
