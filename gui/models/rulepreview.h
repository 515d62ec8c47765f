// What a pattern would do, asked of the daemon while it is typed: how many of the newest responses it finds, how their category
// would change, and what is doubtful about it. Window's thread; only the last question counts.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

namespace mailrace::gui {

class Connection;

class RulePreview : public QObject {
    Q_OBJECT
public:
    RulePreview(Connection* connection, QObject* parent);

    /// `form`: the normal form that it was made from.
    void ask(const QString& pattern, const QString& category, const QString& form);
    bool isRunning() const { return m_running; }
    bool hasAnswer() const { return !m_answer.isEmpty(); }
    /// The daemon understands the pattern.
    bool isGood() const { return m_answer.value(QLatin1String("ok")).toBool(); }
    qint64 number(const char* name) const { return m_answer.value(QLatin1String(name)).toInteger(); }
    const QJsonObject& answer() const { return m_answer; }
    /// What it finds and changes.
    QString summary() const;
    /// What is doubtful or wrong; empty: nothing.
    QStringList warnings() const;
    QString problem() const { return m_problem; }

signals:
    void changed();

private:
    void send();

    Connection* m_connection;
    QTimer m_pause;
    QString m_pattern, m_category, m_form, m_problem;
    QJsonObject m_answer;
    quint64 m_asked = 0;
    bool m_running = false;
};

}  // namespace mailrace::gui
