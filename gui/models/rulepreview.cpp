#include "gui/models/rulepreview.h"

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/ruledraft.h"

namespace mailrace::gui {

namespace {
constexpr int kPause = 300;
constexpr int kReplies = 10'000;
constexpr double kWide = 0.6;  // of all refusals: hardly a rule for one meaning
constexpr qint64 kEnoughForWide = 200;
}  // namespace

RulePreview::RulePreview(Connection* connection, QObject* parent) : QObject(parent), m_connection(connection) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &RulePreview::send);
}

void RulePreview::ask(const QString& pattern, const QString& category, const QString& form) {
    m_pattern = pattern;
    m_category = category;
    m_form = form;
    ++m_asked;
    m_problem = ruledraft::problem(pattern, category);
    m_running = m_problem.isEmpty();
    if (!m_running) {
        m_pause.stop();
        m_answer = {};
    } else {
        m_pause.start();
    }
    emit changed();
}

void RulePreview::send() {
    const QJsonObject params{{QStringLiteral("pattern"), m_pattern},
                             {QStringLiteral("category"), m_category},
                             {QStringLiteral("form"), m_form},
                             {QStringLiteral("limit"), kReplies}};
    m_connection->call(
        this, QStringLiteral("responses.preview"), params,
        [this, asked = m_asked](const RpcResult& result) {
            if (asked != m_asked) return;
            m_running = false;
            m_answer = result.ok ? result.value : QJsonObject();
            m_problem = result.ok ? m_answer.value(QLatin1String("problem")).toString() : result.error.message;
            emit changed();
        },
        30'000);
}

QString RulePreview::summary() const {
    if (!isGood()) return {};
    const double examined = double(number("examined")), matched = double(number("matched")), changed = double(number("changed"));
    if (examined == 0) return tr("There are no refusals in the history yet to try it on.");
    QString out = tr("Finds %1 of the last %2 refusals (since %3)")
                      .arg(format::count(matched), format::count(examined), format::clock(number("oldest")));
    if (matched > 0) {
        out += changed == 0         ? tr(", all of which are %1 already.").arg(m_category)
               : changed == matched ? tr("; all of them would become %1.").arg(m_category)
                                    : tr("; %1 of them would become %2.").arg(format::count(changed), m_category);
    } else {
        out += QLatin1Char('.');
    }
    if (!m_answer.value(QLatin1String("complete")).toBool(true))
        out += QLatin1Char(' ') + tr("Time ran out before all were tried.");
    return out;
}

QStringList RulePreview::warnings() const {
    QStringList out;
    if (!isGood()) return out;
    const qint64 alike = number("alike"), found = number("alike_matched"), matched = number("matched"),
                 examined = number("examined");
    if (alike > 0 && found < alike)
        out << (found == 0 ? tr("It does not find the response that it was made from.")
                           : tr("It finds %1 of %2 responses that mean the same as this one.")
                                 .arg(format::count(double(found)), format::count(double(alike))));
    if (const qint64 good = number("delivered_matched"); good > 0)
        out << tr("Too wide: it also finds %1 of %2 successes.")
                   .arg(format::count(double(good)), format::count(double(number("delivered"))));
    QStringList others;
    const QJsonArray categories = m_answer.value(QLatin1String("categories")).toArray();
    int kinds = 0;
    for (const auto& value : categories) {
        const QJsonArray row = value.toArray();
        if (row.at(2).toInteger() == 0) continue;
        ++kinds;
        const QString name = row.at(0).toString();
        others << tr("%1 (%2)").arg(name.isEmpty() ? tr("none") : name, format::count(row.at(2).toDouble()));
    }
    if (kinds > 1)
        out << tr("It finds responses of several categories: %1. Keep more words if they mean different things.")
                   .arg(others.join(QStringLiteral(", ")));
    if (examined >= kEnoughForWide && double(matched) > kWide * double(examined))
        out << tr("Too wide: it finds %1 of all refusals.").arg(format::share(double(matched), double(examined)));
    if (matched == 0 && alike == 0 && examined > 0) out << tr("It finds none of the refusals that came lately.");
    return out;
}

}  // namespace mailrace::gui
