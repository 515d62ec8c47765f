// Between a configuration as it travels (bytes of UTF-8, columns in bytes) and as it is edited (UTF-16, LF only). Pure functions.
#pragma once

#include <QString>
#include <QStringView>
#include <string>

namespace mailrace::gui::configtext {

/// UTF-16 units of a line that its first `bytes` bytes of UTF-8 make up; never more than the line has.
int unitsOfBytes(QStringView line, std::uint32_t bytes);
/// Bytes of UTF-8 of the first `units` units of a line.
std::uint32_t bytesOfUnits(QStringView line, int units);

/// Does the text end its lines with CR LF, mostly?
bool usesCrLf(QStringView text);
/// CR LF to LF; a lone CR stays.
QString withLf(QString text);
/// LF to CR LF.
QString withCrLf(const QString& text);

std::string utf8(QStringView text);
QString fromUtf8(std::string_view text);

/// The start, the end before and the end after of the one stretch in which two texts differ.
struct Stretch {
    qsizetype from = 0;
    qsizetype oldEnd = 0;
    qsizetype newEnd = 0;
    bool empty() const { return from == oldEnd && from == newEnd; }
};
Stretch difference(QStringView before, QStringView after);

}  // namespace mailrace::gui::configtext
