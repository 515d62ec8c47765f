#include "gui/models/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <array>
#include <cmath>

namespace mailrace::gui::format {

namespace {

QString text(const char* source) { return QCoreApplication::translate("format", source); }

QString fixed(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

const QString& dash() {
    static const QString value = QStringLiteral("–");
    return value;
}

}  // namespace

QString count(double value) { return QLocale().toString(qint64(std::llround(value))); }

QString counted(double value, const QString& one, const QString& many) { return value == 1 ? one : many.arg(count(value)); }

QString rate(double perSecond) {
    const int decimals = perSecond > 0 && perSecond < 9.95 ? 1 : 0;
    return text(QT_TRANSLATE_NOOP("format", "%1 /s")).arg(decimals == 0 ? count(perSecond) : fixed(perSecond, decimals));
}

QString share(double part, double whole) {
    if (whole <= 0) return dash();
    const double percent = 100.0 * part / whole;
    return text(QT_TRANSLATE_NOOP("format", "%1 %")).arg(fixed(percent, percent > 0 && percent < 0.1 ? 2 : 1));
}

QString bytes(double value) {
    static constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
    size_t unit = 0;
    while (std::abs(value) >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return fixed(value, unit == 0 || value >= 9.95 ? 0 : 1) + QChar(QChar::Nbsp) + QLatin1String(kUnits[unit]);
}

QString duration(qint64 ms) {
    if (ms < 0) return dash();
    if (ms < 1000) return text(QT_TRANSLATE_NOOP("format", "%1 ms")).arg(ms);
    const qint64 s = ms / 1000;
    if (s < 60) return text(QT_TRANSLATE_NOOP("format", "%1 s")).arg(s);
    if (s < 3600) return text(QT_TRANSLATE_NOOP("format", "%1 min")).arg(s / 60);
    if (s < 86400) {
        return s % 3600 < 60 ? text(QT_TRANSLATE_NOOP("format", "%1 h")).arg(s / 3600)
                             : text(QT_TRANSLATE_NOOP("format", "%1 h %2 min")).arg(s / 3600).arg(s % 3600 / 60);
    }
    return s % 86400 < 3600 ? text(QT_TRANSLATE_NOOP("format", "%1 d")).arg(s / 86400)
                            : text(QT_TRANSLATE_NOOP("format", "%1 d %2 h")).arg(s / 86400).arg(s % 86400 / 3600);
}

QString clock(qint64 unixMs, bool milliseconds) {
    if (unixMs <= 0) return dash();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(unixMs);
    const QString day = time.date() == QDate::currentDate() ? QString() : QStringLiteral("MM-dd ");
    return time.toString(day + (milliseconds ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss")));
}

QString exact(qint64 unixMs) {
    if (unixMs <= 0) return {};
    return QDateTime::fromMSecsSinceEpoch(unixMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
}

QString ago(qint64 unixMs, qint64 nowMs) {
    if (unixMs <= 0) return dash();
    if (nowMs - unixMs < 1000) return text(QT_TRANSLATE_NOOP("format", "now"));
    return text(QT_TRANSLATE_NOOP("format", "%1 ago")).arg(duration(nowMs - unixMs));
}

QString next(qint64 unixMs, qint64 nowMs) {
    if (unixMs <= 0) return dash();
    return unixMs <= nowMs ? text(QT_TRANSLATE_NOOP("format", "now")) : clock(unixMs);
}

QString oneLine(const QString& words) {
    QString out = words;
    out.replace(QLatin1String("\r\n"), QLatin1String(" "));
    out.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return out;
}

}  // namespace mailrace::gui::format
