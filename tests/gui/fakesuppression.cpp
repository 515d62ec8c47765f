#include "tests/gui/fakesuppression.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <array>

#include "tests/gui/fakedata.h"

namespace fakedata {

namespace {

constexpr qint64 kDay = 86'400'000;
constexpr qint64 kLookedAt = 20'000;  // entries in one search
constexpr std::array kDomains{"gmail.example", "outlook.example", "yahoo.example",
                              "gmx.example",   "icloud.example",  "orange.example"};
constexpr std::array kNames{"maria", "k.lee", "tom", "office", "j.ito", "sales", "nina.berg", "a.silva", "m.bauer", "chen.wei"};

qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }

QString digest(const QString& address) {
    return QString::fromLatin1(QCryptographicHash::hash(address.toLower().toUtf8(), QCryptographicHash::Sha256).toHex());
}

QJsonArray row(const QString& list, const FakeSuppression::Entry& e) {
    return {list, e.kind, e.value, e.reason, e.origin, e.added, e.expires > 0 ? QJsonValue(e.expires) : QJsonValue()};
}

bool matches(const FakeSuppression::Entry& e, const QJsonObject& params, bool hashed) {
    const QString text = params.value("text").toString();
    const QString kind = params.value("kind").toString();
    const QString origin = params.value("origin").toString();
    if (!kind.isEmpty() && e.kind != kind) return false;
    if (!origin.isEmpty() && !e.origin.startsWith(origin)) return false;
    if (text.isEmpty()) return true;
    return hashed ? e.value == digest(text) : e.value.contains(text, Qt::CaseInsensitive);
}

}  // namespace

FakeSuppression::FakeSuppression() {
    const qint64 t = now();
    List gone;
    gone.name = QStringLiteral("gone-customers");
    gone.place = QStringLiteral("/etc/mailrace/mailrace.conf:18");
    gone.generated = 10'000'000;
    gone.sources = {"10/8", "{auth} shop"};
    gone.entries = {
        {"address", "maria41@gmail.example", "asked by telephone", "admin anna", t - 3'600'000, 0},
        {"domain", "closed-shop.example", "shop closed", "admin ben", t - 26 * 3'600'000, 0},
        {"pattern", "/^test-.*@partner\\.example$/", "test accounts of the partner", "admin ben", t - 3 * kDay, t + 90 * kDay}};
    List bounced;
    bounced.name = QStringLiteral("bounced");
    bounced.place = QStringLiteral("/etc/mailrace/mailrace.conf:24");
    bounced.generated = 48'211;
    bounced.sources = {"10/8"};
    bounced.automatic = {
        QJsonObject{{"categories", QJsonArray{"bad-mailbox", "inactive-mailbox"}},
                    {"after", 3},
                    {"within_s", 30 * 86'400},
                    {"expires_s", 180 * 86'400}},
        QJsonObject{
            {"categories", QJsonArray{"bad-domain"}}, {"after", 5}, {"within_s", 7 * 86'400}, {"expires_s", 60 * 86'400}}};
    List complaints;
    complaints.name = QStringLiteral("complaints");
    complaints.place = QStringLiteral("/etc/mailrace/mailrace.conf:31");
    complaints.generated = 4'213;
    complaints.sources = {"10/8", "{auth} shop"};
    complaints.automatic = {
        QJsonObject{{"categories", QJsonArray{"complaint"}}, {"after", 1}, {"within_s", 86'400}, {"expires_s", QJsonValue()}}};
    List partner;
    partner.name = QStringLiteral("partner-optouts");
    partner.place = QStringLiteral("/etc/mailrace/mailrace.conf:37");
    partner.algorithm = QStringLiteral("hmac-sha256");
    partner.generated = 250'000;
    partner.sources = {"{auth} shop"};
    List roles;
    roles.name = QStringLiteral("role-addresses");
    roles.place = QStringLiteral("/etc/mailrace/mailrace.conf:42");
    roles.configured = true;
    int line = 42;
    for (const char* local : {"abuse", "hostmaster", "postmaster", "webmaster", "noreply"})
        roles.entries.append({QStringLiteral("local-part"),
                              QLatin1String(local),
                              {},
                              QStringLiteral("configuration /etc/mailrace/mailrace.conf:%1").arg(++line),
                              0,
                              0});
    m_lists = {bounced, complaints, gone, partner, roles};
}

FakeSuppression::List* FakeSuppression::find(const QString& name) {
    for (List& list : m_lists) {
        if (list.name == name) return &list;
    }
    return nullptr;
}

FakeSuppression::Entry FakeSuppression::generatedAt(const List& list, qint64 index) {
    const quint32 random = mix(quint64(index) * 31 + quint64(list.name.size()));
    Entry out;
    const QString address = QStringLiteral("%1%2@%3")
                                .arg(QLatin1String(kNames[random % kNames.size()]))
                                .arg(index)
                                .arg(QLatin1String(kDomains[random / 11 % kDomains.size()]));
    out.kind = QStringLiteral("address");
    out.value = list.algorithm.isEmpty() ? address : digest(address);
    out.added = now() / kDay * kDay - (list.generated - index) * 90'000 - 4 * kDay;
    if (list.name == "bounced") {
        const bool mailbox = random % 5 > 0;
        out.origin = mailbox ? QStringLiteral("automatic: bad-mailbox") : QStringLiteral("automatic: inactive-mailbox");
        out.reason = mailbox ? QStringLiteral("550 5.1.1 The email account that you tried to reach does not exist")
                             : QStringLiteral("550 5.2.1 mailbox disabled");
        out.expires = out.added + 180 * kDay;
    } else if (list.name == "complaints") {
        out.origin = QStringLiteral("automatic: complaint");
        out.reason = QStringLiteral("abuse report of %1").arg(random % 2 ? "outlook.example" : "yahoo.example");
    } else {
        out.origin = QStringLiteral("import anna");
        out.reason = list.algorithm.isEmpty() ? QStringLiteral("left in 2024") : QString();
    }
    return out;
}

QJsonObject FakeSuppression::call(const QString& method, const QJsonObject& params, const QString& role, QString& error) {
    if (method == "suppression.lists") return lists();
    if (method == "suppression.search") return search(params);
    if (method == "suppression.check") {
        const QString address = params.value("address").toString();
        if (!address.contains('@')) {
            error = QStringLiteral("suppression.bad_entry \"%1\" is not an address").arg(address);
            return {};
        }
        return check(address);
    }
    List* list = find(params.value("list").toString());
    if (!list) {
        error = QStringLiteral("suppression.no_list there is no list \"%1\"").arg(params.value("list").toString());
        return {};
    }
    if (method == "suppression.export") return exportLines(*list, params);
    if (role == "monitor") {
        error = QStringLiteral("forbidden this needs the role operator");
        return {};
    }
    if (method == "suppression.add") return add(*list, params);
    if (method == "suppression.import") return import(*list, params);
    if (list->configured) {
        error = QStringLiteral("suppression.read_only what comes from the configuration is changed there");
        return {};
    }
    return remove(*list, params);
}

QJsonObject FakeSuppression::lists() const {
    QJsonArray out;
    for (const List& list : m_lists) {
        QJsonObject o{
            {"name", list.name},
            {"entries", list.count()},
            {"from_configuration", list.configured ? list.entries.size() : 0},
            {"hashed", !list.algorithm.isEmpty()},
            {"automatic", list.automatic},
            {"sources", list.sources},
            {"place", list.place},
            {"last_added",
             list.configured ? QJsonValue() : QJsonValue(list.entries.isEmpty() ? now() - 240'000 : list.entries.first().added)}};
        if (!list.algorithm.isEmpty()) o.insert("algorithm", list.algorithm);
        out.append(o);
    }
    return {{"lists", out}};
}

QJsonObject FakeSuppression::search(const QJsonObject& params) const {
    const QString wanted = params.value("list").toString();
    const qint64 limit = params.value("limit").toInteger(100);
    const QStringList cursor = params.value("cursor").toString().split(':');
    qsizetype at = cursor.size() == 2 ? cursor.at(0).toInt() : 0;
    qint64 position = cursor.size() == 2 ? cursor.at(1).toLongLong() : 0;
    QJsonArray rows;
    qint64 looked = 0, estimate = 0;
    QJsonValue next = QJsonValue::Null;
    for (const List& list : m_lists) {
        if (wanted.isEmpty() || list.name == wanted) estimate += list.count();
    }
    if (!params.value("text").toString().isEmpty()) estimate = 0;
    for (; at < m_lists.size() && next.isNull(); ++at, position = 0) {
        const List& list = m_lists.at(at);
        if (!wanted.isEmpty() && list.name != wanted) continue;
        for (; position < list.entries.size() + list.generated; ++position) {
            if (rows.size() >= limit || looked >= kLookedAt) {
                next = QStringLiteral("%1:%2").arg(at).arg(position);
                break;
            }
            ++looked;
            const Entry e = position < list.entries.size()
                                ? list.entries.at(position)
                                : generatedAt(list, list.generated - 1 - (position - list.entries.size()));
            if (!list.removed.contains(e.value) && matches(e, params, !list.algorithm.isEmpty())) rows.append(row(list.name, e));
        }
    }
    if (estimate == 0) estimate = rows.size();
    return {{"columns", QJsonArray{"list", "kind", "value", "reason", "origin", "added", "expires"}},
            {"rows", rows},
            {"cursor", next},
            {"matched_estimate", estimate}};
}

QJsonObject FakeSuppression::check(const QString& address) const {
    QJsonArray out;
    for (const List& list : m_lists) {
        const auto note = [&](const Entry& e) {
            out.append(QJsonObject{{"list", list.name},
                                   {"kind", e.kind},
                                   {"value", e.value},
                                   {"reason", e.reason},
                                   {"origin", e.origin},
                                   {"added", e.added},
                                   {"expires", e.expires > 0 ? QJsonValue(e.expires) : QJsonValue()},
                                   {"sources", list.sources}});
        };
        for (const Entry& e : list.entries) {
            const bool hit = e.kind == "domain"       ? address.endsWith('@' + e.value)
                             : e.kind == "local-part" ? address.startsWith(e.value + '@')
                                                      : e.value == address;
            if (hit) note(e);
        }
        if (list.name == "bounced" && address.startsWith("nobody"))
            note({"address", address, "550 5.1.1 The email account that you tried to reach does not exist",
                  "automatic: bad-mailbox", now() - 9 * kDay, now() + 171 * kDay});
    }
    return {{"suppressed", !out.isEmpty()}, {"matches", out}};
}

QString FakeSuppression::kindOf(const QString& value) {
    if (value.startsWith('/')) return QStringLiteral("pattern");
    if (value.startsWith('@') || value.startsWith('*')) return QStringLiteral("domain");
    return value.contains('@') ? QStringLiteral("address") : QStringLiteral("local-part");
}

QString FakeSuppression::problemOf(const QString& value) {
    if (value.contains(' ')) return QStringLiteral("a blank cannot stand in an entry");
    if (value.count('@') > 1) return QStringLiteral("an address has one @");
    return {};
}

bool FakeSuppression::has(const List& list, const QString& value) {
    for (const Entry& e : list.entries) {
        if (e.value == value) return true;
    }
    return false;
}

QJsonObject FakeSuppression::add(List& list, const QJsonObject& params) {
    qint64 added = 0, present = 0;
    QJsonArray refused;
    const QJsonArray entries = params.value("entries").toArray();
    for (const auto& entry : entries) {
        const QString value = entry.toObject().value("value").toString();
        if (const QString problem = problemOf(value); !problem.isEmpty()) {
            refused.append(QJsonObject{{"value", value}, {"why", problem}});
        } else if (has(list, value)) {
            ++present;
        } else {
            ++added;
            const QString kind = entry.toObject().value("kind").toString(kindOf(value));
            if (!params.value("dry_run").toBool() && !list.removed.remove(value))
                list.entries.prepend({kind, list.algorithm.isEmpty() ? value : digest(value), params.value("reason").toString(),
                                      QStringLiteral("admin tester"), now(), params.value("expires").toInteger()});
        }
    }
    return {{"added", added}, {"present", present}, {"refused", refused}};
}

QJsonObject FakeSuppression::import(List& list, const QJsonObject& params) {
    qint64 added = 0, present = 0, total = 0;
    QJsonArray refused;
    const QJsonArray lines = params.value("lines").toArray();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString value = lines.at(i).toString().trimmed();
        if (value.isEmpty()) continue;
        if (const QString problem = problemOf(value); !problem.isEmpty()) {
            if (++total <= 100) refused.append(QJsonObject{{"line", i}, {"text", value}, {"why", problem}});
        } else if (has(list, value)) {
            ++present;
        } else {
            ++added;
            if (!params.value("dry_run").toBool() && list.entries.size() < 1000)
                list.entries.prepend({kindOf(value), value, params.value("reason").toString(), QStringLiteral("import tester"),
                                      now(), params.value("expires").toInteger()});
        }
    }
    return {{"added", added}, {"present", present}, {"refused", refused}, {"refused_total", total}};
}

QJsonObject FakeSuppression::remove(List& list, const QJsonObject& params) {
    qint64 removed = 0, missing = 0;
    const QJsonArray entries = params.value("entries").toArray();
    for (const auto& entry : entries) {
        const QString value = entry.toObject().value("value").toString();
        const auto before = list.entries.size();
        list.entries.removeIf([&](const Entry& e) { return e.value == value; });
        if (list.entries.size() < before) {
            ++removed;
        } else if (value.contains('@') && list.generated > 0 && !list.removed.contains(value)) {
            list.removed.insert(value);
            ++removed;
        } else {
            ++missing;
        }
    }
    return {{"removed", removed}, {"missing", missing}};
}

QJsonObject FakeSuppression::exportLines(const List& list, const QJsonObject& params) const {
    qint64 position = params.value("cursor").toString().toLongLong();
    const qint64 limit = params.value("limit").toInteger(10'000);
    const qint64 end = std::min<qint64>(list.entries.size() + list.generated, 25'000);
    QJsonArray lines;
    for (; position < end && lines.size() < limit; ++position) {
        const Entry e = position < list.entries.size() ? list.entries.at(position)
                                                       : generatedAt(list, list.generated - 1 - (position - list.entries.size()));
        lines.append(QStringLiteral("%1,%2,%3,%4,,").arg(e.value, e.kind, e.reason, e.origin));
    }
    return {{"lines", lines}, {"cursor", position < end ? QJsonValue(QString::number(position)) : QJsonValue()}};
}

}  // namespace fakedata
