// What the daemon says a change of the configuration would do, in words: "12 queues change max-smtp-out 20 → 5". Values read from
// the answers of config.effect, config.compare and config.apply. Pure.
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVector>

namespace mailrace::gui {

struct EffectChange {
    enum class Kind { Value, Added, Removed };
    Kind kind = Kind::Value;
    QString block;                        // "<domain gmail.example>"; empty: the top level
    QString directive;                    // empty for a whole section
    QString before, after;                // empty: nothing is written
    QString beforeDefault, afterDefault;  // what holds then
    QString follows;                      // the directive that the default is taken from
    QString where;                        // file and line that say so now, or said so before
    qint64 queues = 0;
    QStringList examples;
    bool restart = false;

    /// One sentence.
    QString sentence() const;
    /// Where it is set and which queues, for a second line; may be empty.
    QString detail() const;
};

/// What stands wrong, as the daemon found it.
struct Finding {
    QString severity;  // "error", "warning", "information"
    QString file;
    int line = 0;
    QString message;
    bool isError() const { return severity == QLatin1String("error"); }
    /// "mailrace.conf, line 12: …"
    QString words() const;
};

/// What needs a restart first, then what most queues feel.
QVector<EffectChange> effectChanges(const QJsonObject& answer);
QVector<Finding> findings(const QJsonObject& answer);
/// Errors, and warnings that were not there before; what only informs is left out.
QVector<Finding> newFindings(const QVector<Finding>& now, const QVector<Finding>& before);
/// "Nothing that runs changes." or "3 settings change, 14 queues feel it."
QString effectSummary(const QVector<EffectChange>& changes);

}  // namespace mailrace::gui
