// Changes the text of a filter as clicking does: adds, removes or replaces a condition and leaves the rest as the person typed
// it. Pure functions.
#pragma once

#include <QString>

namespace mailrace::gui::filtertext {

enum class TermState { Absent, Included, Excluded };

/// Is `field:value` (or `-field:value`) a condition of the filter?
TermState stateOf(const QString& text, const QString& field, const QString& value);
/// Adds the value to what the field may be, or takes it away when it was there.
QString toggleInclude(const QString& text, const QString& field, const QString& value);
/// Adds the value to what the field may not be, or takes it away when it was there.
QString toggleExclude(const QString& text, const QString& field, const QString& value);
/// Takes away every condition on the field.
QString without(const QString& text, const QString& field);
/// The conditions on a span of time, in milliseconds since 1970, instead of any there were.
QString withTime(const QString& text, qint64 from, qint64 to);
/// `field:value`, quoted where needed.
QString term(const QString& field, const QString& value);

}  // namespace mailrace::gui::filtertext
