// Numbers, sizes, times and durations as a person reads them. Pure functions of their arguments and of the user's locale.
#pragma once

#include <QJsonValue>
#include <QString>

namespace mailrace::gui::format {

/// "84,210" in the locale's grouping.
QString count(double value);
/// `one` for 1, else `many` with the number in it.
QString counted(double value, const QString& one, const QString& many);
/// A rate a second: "412 /s", "8.2 /s", "0 /s".
QString rate(double perSecond);
/// "94.1 %"; a dash when there is nothing to divide by.
QString share(double part, double whole);
/// "61 GB", powers of 1000.
QString bytes(double value);
/// "2 h 40 min", "9 s", "212 ms" from milliseconds.
QString duration(qint64 ms);
/// The time of day, "14:04:59"; with `milliseconds` "14:04:59.812". With the date when it is not today's.
QString clock(qint64 unixMs, bool milliseconds = false);
/// Date and time in full, for tooltips.
QString exact(qint64 unixMs);
/// How long ago: "3 min ago", "now".
QString ago(qint64 unixMs, qint64 nowMs);
/// When in the future: "now", or the clock.
QString next(qint64 unixMs, qint64 nowMs);
/// A line for one row: line ends become spaces.
QString oneLine(const QString& text);

}  // namespace mailrace::gui::format
