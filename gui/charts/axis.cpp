#include "gui/charts/axis.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace mailrace::gui::axis {

QList<double> ticks(double most, int wanted) {
    most = std::max(most, 1e-9);
    const double raw = most / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (power * factor >= raw) {
            step = power * factor;
            break;
        }
    }
    QList<double> out;
    for (int i = 0; out.isEmpty() || out.last() < most * 0.999; ++i) out.append(step * i);
    return out;
}

QString label(double value) {
    const QLocale locale;
    if (value >= 1e6) return locale.toString(value / 1e6, 'g', 4) + QLatin1Char('M');
    if (value >= 1e4) return locale.toString(value / 1e3, 'g', 5) + QLatin1Char('k');
    if (value >= 1000) return locale.toString(qint64(std::llround(value)));
    return locale.toString(value, 'g', 4);
}

QList<qint64> timeTicks(qint64 from, qint64 to, int wanted) {
    static constexpr std::array<qint64, 19> kSteps{1,   2,    5,    10,   15,    30,    60,    120,   300,   600,
                                                   900, 1200, 1800, 3600, 10800, 21600, 43200, 86400, 172800};
    const double raw = double(to - from) / 1000.0 / std::max(1, wanted);
    qint64 step = kSteps.back();
    for (const qint64 candidate : kSteps) {
        if (double(candidate) >= raw) {
            step = candidate;
            break;
        }
    }
    const qint64 offset = QDateTime::fromMSecsSinceEpoch(from).offsetFromUtc();
    QList<qint64> out;
    const qint64 stepMs = step * 1000;
    const qint64 first = ((from + offset * 1000 + stepMs - 1) / stepMs) * stepMs - offset * 1000;
    for (qint64 t = first; t <= to; t += stepMs) out.append(t);
    return out;
}

QString timeLabel(qint64 time, qint64 span) {
    const QDateTime t = QDateTime::fromMSecsSinceEpoch(time);
    if (span <= 10 * 60'000) return t.toString(QStringLiteral("HH:mm:ss"));
    if (span <= 36LL * 3600'000) return t.toString(QStringLiteral("HH:mm"));
    return t.time() == QTime(0, 0) ? QLocale().toString(t.date(), QStringLiteral("ddd d")) : t.toString(QStringLiteral("HH:mm"));
}

}  // namespace mailrace::gui::axis
