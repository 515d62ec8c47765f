// A pattern that is being made from a response: its parts as the daemon took them apart, what is done with each (kept,
// generalised, left out), and the expression that comes of it. Pure functions over values.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace mailrace::gui {

struct RulePart {
    enum class Use { Exact, General, Out };
    QString text, kind, exact, general;
    Use use = Use::Exact;
    bool isSpace() const { return kind == QLatin1String("space"); }
    bool varies() const { return !general.isEmpty(); }
};

namespace ruledraft {

/// Of the answer to responses.propose: words kept, what varies generalised.
QList<RulePart> partsOf(const QJsonObject& proposal);
/// Leaves out what comes after the first sentence, where that says enough.
void shorten(QList<RulePart>& parts);
/// The next use of a part: words are kept or left out; what varies may be generalised too.
RulePart::Use nextUse(const RulePart& part);
/// The expression. `whole`: for the response from its beginning to its end, nothing more.
QString pattern(const QList<RulePart>& parts, bool whole);
/// A line of <bounce-category-patterns>.
QString line(const QString& pattern, const QString& category);
/// Why the configuration cannot hold it, in words; empty: it can.
QString problem(const QString& pattern, const QString& category);

}  // namespace ruledraft
}  // namespace mailrace::gui
