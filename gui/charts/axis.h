// Round numbers for axes: steps of 1, 2, 2.5 and 5, and steps of time that clocks have. Pure functions.
#pragma once

#include <QList>
#include <QString>

namespace mailrace::gui::axis {

/// The ticks from 0 to at least `most`, about `wanted` of them.
QList<double> ticks(double most, int wanted);
/// "1,250", "12.5k", "3.2M": short enough for an axis.
QString label(double value);
/// Times in [from, to] at round local times, about `wanted` of them; milliseconds.
QList<qint64> timeTicks(qint64 from, qint64 to, int wanted);
/// The label of a time tick when the whole axis spans `span` milliseconds.
QString timeLabel(qint64 time, qint64 span);

}  // namespace mailrace::gui::axis
