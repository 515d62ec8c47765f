#include "gui/models/configtext.h"

#include <algorithm>

namespace mailrace::gui::configtext {

namespace {

/// Bytes of UTF-8 that the character at `at` takes, and how many units it has.
struct Width {
    std::uint32_t bytes;
    int units;
};

Width widthAt(QStringView line, qsizetype at) {
    const char16_t c = line.at(at).unicode();
    if (c < 0x80) return {1, 1};
    if (c < 0x800) return {2, 1};
    if (QChar::isHighSurrogate(c) && at + 1 < line.size() && line.at(at + 1).isLowSurrogate()) return {4, 2};
    return {3, 1};
}

}  // namespace

int unitsOfBytes(QStringView line, std::uint32_t bytes) {
    qsizetype units = 0;
    for (std::uint32_t seen = 0; units < line.size() && seen < bytes;) {
        const Width width = widthAt(line, units);
        seen += width.bytes;
        units += width.units;
    }
    return int(units);
}

std::uint32_t bytesOfUnits(QStringView line, int units) {
    std::uint32_t bytes = 0;
    for (qsizetype at = 0; at < line.size() && at < units;) {
        const Width width = widthAt(line, at);
        bytes += width.bytes;
        at += width.units;
    }
    return bytes;
}

bool usesCrLf(QStringView text) {
    const qsizetype both = text.count(QStringLiteral("\r\n"));
    return both > 0 && both * 2 > text.count(QLatin1Char('\n'));
}

QString withLf(QString text) { return text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")); }

QString withCrLf(const QString& text) { return QString(text).replace(QLatin1Char('\n'), QStringLiteral("\r\n")); }

std::string utf8(QStringView text) {
    const QByteArray bytes = text.toUtf8();
    return {bytes.constData(), size_t(bytes.size())};
}

QString fromUtf8(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

Stretch difference(QStringView before, QStringView after) {
    const qsizetype least = std::min(before.size(), after.size());
    const auto [a, b] = std::mismatch(before.begin(), before.begin() + least, after.begin());
    Stretch out;
    out.from = a - before.begin();
    qsizetype tail = 0;
    while (tail < least - out.from && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail)) ++tail;
    out.oldEnd = before.size() - tail;
    out.newEnd = after.size() - tail;
    return out;
}

}  // namespace mailrace::gui::configtext
