#include "gui/models/configeffect.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <algorithm>

#include "gui/models/format.h"

namespace mailrace::gui {

namespace {

QString words(const char* source) { return QCoreApplication::translate("effect", source); }

QString valueWords(const QString& value, const QString& fallback) {
    if (!value.isEmpty()) return value;
    return fallback.isEmpty() ? words(QT_TRANSLATE_NOOP("effect", "not set"))
                              : words(QT_TRANSLATE_NOOP("effect", "default (%1)")).arg(fallback);
}

QString fileName(const QString& path) { return path.mid(path.lastIndexOf(QLatin1Char('/')) + 1); }

}  // namespace

QString EffectChange::sentence() const {
    if (directive.isEmpty() && kind == Kind::Added) return words(QT_TRANSLATE_NOOP("effect", "new: %1")).arg(block);
    if (directive.isEmpty() && kind == Kind::Removed) return words(QT_TRANSLATE_NOOP("effect", "gone: %1")).arg(block);
    const QString was = valueWords(before, beforeDefault), is = valueWords(after, afterDefault);
    const QString change = was == is ? directive : QStringLiteral("%1 %2 → %3").arg(directive, was, is);
    if (queues == 0) return change;
    const QString who = queues == 1 ? words(QT_TRANSLATE_NOOP("effect", "1 queue changes"))
                                    : words(QT_TRANSLATE_NOOP("effect", "%1 queues change")).arg(format::count(double(queues)));
    return who + QLatin1Char(' ') + change;
}

QString EffectChange::detail() const {
    QStringList out;
    if (!block.isEmpty() && !directive.isEmpty()) out.append(block);
    if (!follows.isEmpty()) out.append(words(QT_TRANSLATE_NOOP("effect", "follows %1")).arg(follows));
    if (!where.isEmpty()) out.append(where);
    if (!examples.isEmpty()) {
        QString list = examples.join(QStringLiteral(", "));
        if (queues > examples.size())
            list += words(QT_TRANSLATE_NOOP("effect", " and %1 more")).arg(format::count(double(queues - examples.size())));
        out.append(list);
    }
    return out.join(QStringLiteral(" · "));
}

QString Finding::words() const {
    if (line == 0) return file.isEmpty() ? message : QStringLiteral("%1: %2").arg(fileName(file), message);
    return gui::words(QT_TRANSLATE_NOOP("effect", "%1, line %2: %3")).arg(fileName(file)).arg(line).arg(message);
}

QVector<EffectChange> effectChanges(const QJsonObject& answer) {
    QVector<EffectChange> out;
    const QJsonArray list = answer.value(QLatin1String("changes")).toArray();
    for (const auto& value : list) {
        const QJsonObject object = value.toObject();
        EffectChange change;
        change.block = object.value(QLatin1String("block")).toString();
        change.directive = object.value(QLatin1String("directive")).toString();
        change.before = object.value(QLatin1String("before")).toString();
        change.after = object.value(QLatin1String("after")).toString();
        change.beforeDefault = object.value(QLatin1String("before_default")).toString();
        change.afterDefault = object.value(QLatin1String("after_default")).toString();
        const QString kind = object.value(QLatin1String("kind")).toString();
        if (kind == QLatin1String("added")) change.kind = EffectChange::Kind::Added;
        if (kind == QLatin1String("removed")) change.kind = EffectChange::Kind::Removed;
        change.follows = object.value(QLatin1String("follows")).toString();
        const QString now = object.value(QLatin1String("after_where")).toString();
        change.where = fileName(now.isEmpty() ? object.value(QLatin1String("before_where")).toString() : now);
        change.queues = object.value(QLatin1String("queues")).toInteger();
        change.restart = object.value(QLatin1String("restart")).toBool();
        const QJsonArray examples = object.value(QLatin1String("examples")).toArray();
        for (const auto& example : examples) change.examples.append(example.toString());
        out.append(change);
    }
    std::stable_sort(out.begin(), out.end(), [](const EffectChange& a, const EffectChange& b) {
        return std::pair(!a.restart, -a.queues) < std::pair(!b.restart, -b.queues);
    });
    return out;
}

QVector<Finding> findings(const QJsonObject& answer) {
    QVector<Finding> out;
    const QJsonArray list = answer.value(QLatin1String("diagnostics")).toArray();
    for (const auto& value : list) {
        const QJsonObject object = value.toObject();
        out.append({object.value(QLatin1String("severity")).toString(), object.value(QLatin1String("file")).toString(),
                    object.value(QLatin1String("line")).toInt(), object.value(QLatin1String("message")).toString()});
    }
    std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) { return a.isError() > b.isError(); });
    return out;
}

QVector<Finding> newFindings(const QVector<Finding>& now, const QVector<Finding>& before) {
    QHash<QString, int> known;
    for (const Finding& finding : before) ++known[finding.file + QLatin1Char('\n') + finding.message];
    QVector<Finding> out;
    for (const Finding& finding : now) {
        int& left = known[finding.file + QLatin1Char('\n') + finding.message];
        const bool fresh = left-- <= 0;
        if (finding.isError() || (fresh && finding.severity == QLatin1String("warning"))) out.append(finding);
    }
    return out;
}

QString effectSummary(const QVector<EffectChange>& changes) {
    if (changes.isEmpty())
        return words(QT_TRANSLATE_NOOP("effect", "Nothing that runs changes: comments, order or layout only."));
    const auto restarts = std::count_if(changes.begin(), changes.end(), [](const EffectChange& c) { return c.restart; });
    QString out = changes.size() == 1
                      ? words(QT_TRANSLATE_NOOP("effect", "1 setting changes."))
                      : words(QT_TRANSLATE_NOOP("effect", "%1 settings change.")).arg(format::count(double(changes.size())));
    if (restarts > 0) out += QLatin1Char(' ') + words(QT_TRANSLATE_NOOP("effect", "%1 only after a restart.")).arg(restarts);
    return out;
}

}  // namespace mailrace::gui
