#include "gui/models/ruledraft.h"

#include "gui/models/configtext.h"
#include "gui/models/recordmodel.h"
#include "shared/config/category_edit.h"

namespace mailrace::gui::ruledraft {

namespace {
constexpr int kEnoughWords = 5;  // of a first sentence, without code and status
}

QList<RulePart> partsOf(const QJsonObject& proposal) {
    QList<RulePart> out;
    for (const QJsonObject& row : RecordModel::recordsOf(proposal)) {
        RulePart part{row.value(QLatin1String("text")).toString(), row.value(QLatin1String("kind")).toString(),
                      row.value(QLatin1String("exact")).toString(), row.value(QLatin1String("general")).toString()};
        if (part.varies()) part.use = RulePart::Use::General;
        out.append(part);
    }
    return out;
}

void shorten(QList<RulePart>& parts) {
    int words = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const RulePart& part = parts.at(i);
        if (part.kind != QLatin1String("word")) continue;
        words += part.text.at(0).isLetter();
        const bool ends =
            part.text.endsWith(QLatin1Char('.')) || part.text.endsWith(QLatin1Char(';')) || part.text.endsWith(QLatin1Char('!'));
        if (!ends || words < kEnoughWords || i + 1 == parts.size()) continue;
        for (qsizetype rest = i + 1; rest < parts.size(); ++rest) parts[rest].use = RulePart::Use::Out;
        return;
    }
}

RulePart::Use nextUse(const RulePart& part) {
    switch (part.use) {
        case RulePart::Use::General: return RulePart::Use::Exact;
        case RulePart::Use::Exact: return RulePart::Use::Out;
        case RulePart::Use::Out: return part.varies() ? RulePart::Use::General : RulePart::Use::Exact;
    }
    return RulePart::Use::Exact;
}

QString pattern(const QList<RulePart>& parts, bool whole) {
    QString out, space;
    bool started = false, gap = false;
    for (const RulePart& part : parts) {
        if (part.isSpace()) {
            space += part.exact;
            continue;
        }
        if (part.use == RulePart::Use::Out) {
            gap = started;
            if (!started) whole = false;
            continue;
        }
        if (gap)
            out += QStringLiteral(".*");
        else if (started)
            out += space;
        space.clear();
        gap = false;
        started = true;
        out += part.use == RulePart::Use::General && part.varies() ? part.general : part.exact;
    }
    return whole && !gap && started ? QLatin1Char('^') + out + QLatin1Char('$') : out;
}

QString line(const QString& pattern, const QString& category) { return QStringLiteral("/%1/ %2").arg(pattern, category); }

QString problem(const QString& pattern, const QString& category) {
    const auto line = config::category_line(configtext::utf8(pattern), configtext::utf8(category));
    return line ? QString() : configtext::fromUtf8(line.error().words);
}

}  // namespace mailrace::gui::ruledraft
