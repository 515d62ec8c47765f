#include "tests/gui/fakedaemon.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

#include "shared/filter/filter.h"
#include "shared/protocol/catalogue.h"
#include "tests/gui/fakedata.h"

namespace {

constexpr int kTickMs = 250;

qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }

QJsonArray columnsOf(std::span<const std::string_view> names) {
    QJsonArray out;
    for (const auto name : names) out.append(QString::fromUtf8(name.data(), qsizetype(name.size())));
    return out;
}

QJsonObject makeTable(const QJsonArray& columns, const QJsonArray& rows) { return {{"columns", columns}, {"rows", rows}}; }

}  // namespace

FakeDaemon::FakeDaemon(const Options& options, QObject* parent)
    : QObject(parent), epoch(now()), m_options(options), m_started(now()), m_before(options.events) {
    m_toldVersion = m_config.version();
    m_tick.setInterval(kTickMs);
    connect(&m_server, &QLocalServer::newConnection, this, &FakeDaemon::onConnection);
    connect(&m_tick, &QTimer::timeout, this, &FakeDaemon::tick);
}

FakeDaemon::~FakeDaemon() {
    for (Client* client : std::as_const(m_clients)) {
        client->socket->disconnect(this);
        client->socket->abort();
        delete client;
    }
}

bool FakeDaemon::listen(const QString& path) {
    QFile::remove(path);
    if (!m_server.listen(path)) return false;
    m_tick.start();
    return true;
}

void FakeDaemon::dropClients() {
    const auto clients = m_clients;
    for (Client* client : clients) client->socket->abort();
}

void FakeDaemon::stop() {
    m_tick.stop();
    m_server.close();
    dropClients();
    ++epoch;
}

void FakeDaemon::onConnection() {
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        auto* client = new Client{socket, {}, false, {}, {}};
        m_clients.append(client);
        connect(socket, &QLocalSocket::readyRead, this, [this, client] {
            client->buffer += client->socket->readAll();
            for (qsizetype end = client->buffer.indexOf('\n'); end >= 0; end = client->buffer.indexOf('\n')) {
                const QByteArray line = client->buffer.left(end);
                client->buffer.remove(0, end + 1);
                onLine(*client, line);
                if (!m_clients.contains(client)) return;
            }
        });
        connect(socket, &QLocalSocket::disconnected, this, [this, client] {
            m_clients.removeOne(client);
            client->socket->deleteLater();
            delete client;
        });
    }
}

void FakeDaemon::send(Client& client, const QJsonObject& message) {
    client.socket->write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
}

void FakeDaemon::answer(Client& client, const QJsonValue& id, const QJsonObject& result) {
    send(client, {{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

void FakeDaemon::refuse(Client& client, const QJsonValue& id, const QString& word, const QString& message,
                        const QJsonObject& arguments) {
    const QJsonObject data{{"word", word}, {"retry", false}, {"arguments", arguments}};
    send(client, {{"jsonrpc", "2.0"}, {"id", id}, {"error", QJsonObject{{"code", -32000}, {"message", message}, {"data", data}}}});
}

void FakeDaemon::onLine(Client& client, const QByteArray& line) {
    const QJsonObject request = QJsonDocument::fromJson(line).object();
    const QString method = request.value("method").toString();
    const QJsonObject params = request.value("params").toObject();
    const QJsonValue id = request.value("id");
    ++m_calls[method];
    m_last[method] = params;
    if (m_ignored.contains(method)) return;
    if (!client.greeted && method != "session.hello") return client.socket->abort();
    if (method == "session.hello" && params.value("protocol").toArray().at(0).toInt() != m_options.protocolMajor) {
        refuse(client, id, QStringLiteral("protocol.unsupported"),
               QStringLiteral("this daemon speaks version %1.0").arg(m_options.protocolMajor));
        client.socket->flush();
        return client.socket->abort();
    }
    if (fakedata::FakeConfig::answers(method)) {
        fakedata::FakeConfig::Failure failure;
        const QJsonObject result = m_config.call({method, QStringLiteral("tester"), m_options.role, params}, failure);
        return failure.word.isEmpty() ? answer(client, id, result) : refuse(client, id, failure.word, failure.message, failure.arguments);
    }
    QString error;
    const QJsonObject result = dispatch(client, method, params, id.toInteger(), error);
    if (error.isEmpty())
        answer(client, id, result);
    else
        refuse(client, id, error.section(QLatin1Char(' '), 0, 0), error.section(QLatin1Char(' '), 1));
}

QJsonObject FakeDaemon::dispatch(Client& client, const QString& method, const QJsonObject& params, qint64 id, QString& error) {
    if (method == "session.hello") {
        client.greeted = true;
        QJsonValue progress = QJsonValue::Null;
        if (m_options.state == "starting")
            progress = QJsonObject{{"done", 1200}, {"total", 5000}, {"words", "reading the spool"}};
        return {{"daemon", "mailraced"},  {"version", "0.1.0"}, {"protocol", QJsonArray{1, 0}}, {"epoch", epoch},
                {"role", m_options.role}, {"user", "tester"},   {"host", "mta1.example.net"},   {"state", m_options.state},
                {"progress", progress}};
    }
    if (method == "subscribe") return subscribe(client, params);
    if (method == "unsubscribe") {
        client.subscriptions.remove(params.value("subscription").toInteger());
        return {};
    }
    if (method == "cancel") return {{"cancelled", false}};
    if (method == "status.get") return stats();
    if (method == "stats.series") return series(params);
    if (method == "stats.providers")
        return makeTable({"provider", "delivered", "deferred", "bounced", "last_response", "last_code", "pace"},
                         fakedata::providers());
    if (method == "attention.list") return {{"items", fakedata::attention(now())}};
    if (method == "queues.list") return queueList(params);
    if (method == "queues.get") return queueGet(params);
    if (method == "queues.settings")
        return makeTable({"name", "value", "file", "line", "overrode", "default"}, fakedata::settings());
    if (method.startsWith("queues.")) return touch(params, error);
    if (method == "recipients.list") {
        QJsonArray rows;
        for (int i = 0; i < 40; ++i) {
            const auto e = fakedata::event(i);
            rows.append(QJsonArray{fakedata::messageId(i), 0, e.recipient, e.sender, e.domain + "/vmta1", e.job,
                                   i % 3 ? "retry" : "ready", i % 5, now() + i * 60'000, now() - i * 90'000, 10'240});
        }
        return {{"columns", QJsonArray{"message", "recipient_index", "recipient", "sender", "queue", "job", "state", "attempts",
                                       "next_attempt", "received", "size"}},
                {"rows", rows},
                {"cursor", QJsonValue::Null}};
    }
    if (method == "events.match") {
        streamMatch(client, id, params);
        return {{"matched", m_options.events}, {"complete", true}};
    }
    if (method == "events.rows") {
        QList<qint64> ids;
        const QJsonArray wanted = params.value("ids").toArray();
        for (const auto& value : wanted) ids.append(value.toInteger());
        return eventTable(ids);
    }
    if (method == "events.get") {
        const QJsonObject table = eventTable({params.value("id").toInteger()});
        QJsonObject event;
        const QJsonArray names = table.value("columns").toArray();
        for (qsizetype i = 0; i < names.size(); ++i)
            event.insert(names.at(i).toString(), table.value("rows").toArray().at(0).toArray().at(i));
        event.insert("session", fakedata::session());
        event.insert("form", fakedata::form(event.value("response").toString()));
        event.insert("total_us", 212'000);
        if (!event.value("category").toString().isEmpty()) {
            event.insert("rule", "microsoft.reputation-throttle");
            event.insert("rule_at", "responses.conf:312");
        }
        event.insert("tls_protocol", "TLSv1.3");
        event.insert("tls_cipher", "TLS_AES_256_GCM_SHA384");
        return {{"event", event},
                {"status_meaning", event.value("status").toString().startsWith('2')
                                       ? "the message was accepted"
                                       : "a policy or reputation limit of the receiver"}};
    }
    if (method == "events.page") {
        const qint64 before = params.value("before").toInteger(m_options.events + 1);
        const qint64 limit = params.value("limit").toInteger(100);
        QList<qint64> ids;
        for (qint64 at = before - 1; at > 0 && ids.size() < limit; --at) ids.append(at);
        QJsonObject table = eventTable(ids);
        table.insert("more", !ids.isEmpty() && ids.last() > 1);
        return table;
    }
    if (method == "events.records") {
        const qint64 after = params.value("after").toInteger();
        const qint64 last = std::min(m_options.events, after + params.value("limit").toInteger(1000));
        QString text;
        for (qint64 at = after + 1; at <= last; ++at) text += QStringLiteral("d,%1\r\n").arg(fakedata::event(at).recipient);
        return {{"header", "type,rcpt\r\n"}, {"text", text}, {"rows", last - after}, {"last", last}, {"newest", m_options.events},
                {"more", last < m_options.events}, {"complete", true}};
    }
    if (method == "events.histogram") return histogram(params);
    if (method == "events.groups") {
        QJsonObject table =
            makeTable({"response", "code", "status", "count", "first", "last", "providers", "sources", "category", "sample_id",
                       "subcategory", "class", "trend"},
                      fakedata::groups(now()));
        table.insert("from", now() - 6 * 3'600'000LL);
        table.insert("to", now());
        table.insert("complete", true);
        return table;
    }
    if (method == "responses.propose") return fakedata::proposal(params.value("id").toInteger());
    if (method == "responses.preview") return fakedata::preview(params, now());
    if (fakedata::FakeSuppression::answers(method)) return m_suppression.call(method, params, m_options.role, error);
    if (method == "stats.categories") return fakedata::categories(params);
    if (method == "events.facets") {
        QJsonObject facets;
        const auto values = [](std::initializer_list<std::pair<const char*, int>> list) {
            QJsonArray out;
            for (const auto& [value, count] : list) out.append(QJsonArray{value, count});
            return out;
        };
        facets.insert("type", values({{"delivery", 2'431'004}, {"deferral", 301'440}, {"bounce", 98'200}, {"rejection", 4'020}}));
        facets.insert("category", values({{"policy-related", 236'250},
                                          {"bad-mailbox", 98'200},
                                          {"quota-issues", 40'020},
                                          {"spam-related", 31'900}}));
        facets.insert("subcategory", values({{"throttled", 201'440},
                                             {"unknown-user", 98'200},
                                             {"mailbox-full", 40'020},
                                             {"block-list", 31'900},
                                             {"authentication", 22'700},
                                             {"greylisted", 12'110}}));
        facets.insert("class", values({{"soft", 253'570}, {"hard", 98'200}, {"look", 31'900}, {"our-fault", 22'700}}));
        facets.insert("provider", values({{"google", 160'020}, {"microsoft", 131'500}, {"yahoo", 40'330}, {"orange", 9'120}}));
        facets.insert("source", values({{"198.51.100.9", 188'040}, {"198.51.100.7", 152'000}}));
        facets.insert("job", values({{"spring-sale", 210'300}, {"receipts", 3'020}}));
        return {{"facets", facets}, {"scanned", m_options.events}, {"complete", true}};
    }
    if (method == "daemon.reload") return m_config.reload("tester", params.value("note").toString());
    // Not of the protocol: lets a person try what happens when somebody else changes the configuration.
    if (method == "fake.edit_elsewhere") {
        const QString document = params.value("id").toString(m_config.ids().front());
        const QString text = params.value("text").toString(m_config.text(document) + "# a line of somebody else\n");
        if (params.value("on_disk").toBool())
            m_config.editOnDisk(document, text);
        else
            m_config.editElsewhere(document, text, params.value("user").toString("ben"), params.value("note").toString());
        return {};
    }
    error = QStringLiteral("method.unknown there is no method ") + method;
    return {};
}

QJsonObject FakeDaemon::subscribe(Client& client, const QJsonObject& params) {
    const qint64 number = m_nextSubscription++;
    const QString topic = params.value("topic").toString();
    client.subscriptions.insert(number, params);
    QJsonValue snapshot = QJsonValue::Null;
    const QJsonObject resume = params.value("resume").toObject();
    if (resume.isEmpty() || resume.value("epoch").toInteger() != epoch) {
        if (topic == "stats") snapshot = stats();
        if (topic == "config") snapshot = m_config.current();
        if (topic == "attention") snapshot = QJsonObject{{"items", fakedata::attention(now())}};
        if (topic == "events") {
            QJsonObject data = eventTable({});
            data.insert("newest", m_options.events);
            snapshot = data;
        }
    }
    const qint64 seq = resume.value("seq").toInteger();
    client.seqs.insert(number, seq);
    return {{"subscription", number}, {"epoch", epoch}, {"seq", seq}, {"snapshot", snapshot}};
}

void FakeDaemon::tick() {
    m_carry += m_options.eventsPerSecond * kTickMs / 1000.0;
    m_options.events += qint64(m_carry);
    m_carry -= std::floor(m_carry);
    const qint64 fresh = m_options.events - m_before;
    for (Client* client : std::as_const(m_clients)) {
        for (auto it = client->subscriptions.begin(); it != client->subscriptions.end(); ++it) {
            const QString topic = it->value("topic").toString();
            QJsonObject data;
            if (topic == "stats") {
                data = stats();
            } else if (topic == "config" && m_config.version() != m_toldVersion) {
                data = m_config.current();
            } else if (topic == "events" && fresh > 0) {
                QList<qint64> ids;
                for (qint64 id = m_options.events; id > m_before && ids.size() < 100; --id) ids.append(id);
                data = eventTable(ids);
                data.insert("count", fresh);
                data.insert("newest", m_options.events);
            } else {
                continue;
            }
            const qint64 seq = ++client->seqs[it.key()];
            send(*client, {{"jsonrpc", "2.0"},
                           {"method", "notify"},
                           {"params", QJsonObject{{"subscription", it.key()}, {"topic", topic}, {"seq", seq}, {"data", data}}}});
        }
    }
    m_before = m_options.events;
    m_toldVersion = m_config.version();
}

QJsonObject FakeDaemon::stats() const {
    const qint64 t = now();
    const double base = m_options.baseRate;
    const QJsonObject rates{{"received", base * fakedata::wave(t, 0)},         {"delivered", base * 0.94 * fakedata::wave(t, 1)},
                            {"deferred", base * 0.075 * fakedata::wave(t, 2)}, {"bounced", base * 0.02 * fakedata::wave(t, 3)},
                            {"rejected", 0.4 * fakedata::wave(t, 4)},          {"complaints", 0.004 * fakedata::wave(t, 5)}};
    return {{"time", t},
            {"epoch", epoch},
            {"received", 5'204'118},
            {"delivered", 4'893'004},
            {"deferred", 412'310},
            {"bounced", 98'200},
            {"rejected", 4'020},
            {"complaints", 214},
            {"queued", std::round(84'210 * fakedata::wave(t, 6))},
            {"oldest", t - 11'520'000},
            {"rates", rates},
            {"connections_in", 41},
            {"connections_in_max", 500},
            {"connections_out", std::round(143 * fakedata::wave(t, 7))},
            {"connections_out_max", 1200},
            {"connections_idle", 12},
            {"queues", m_options.queues},
            {"spool",
             QJsonObject{
                 {"bytes", 912'000'000}, {"free", 61'000'000'000LL}, {"messages", 84'210}, {"accepting", true}, {"refusal", ""}}},
            {"memory", 112'000'000},
            {"journal_lag", 0},
            {"latency", QJsonObject{{"p50_ms", 1300}, {"p95_ms", 7000}, {"p99_ms", 19'000}}}};
}

QJsonObject FakeDaemon::series(const QJsonObject& params) const {
    const qint64 step = params.value("step_ms").toInteger(60'000);
    const double seconds = double(step) / 1000.0;
    const double share = params.contains("queue") || params.contains("provider") ? 0.3 : 1.0;
    QJsonArray rows;
    for (qint64 t = params.value("from").toInteger(); t <= params.value("to").toInteger() && rows.size() < 20'000; t += step) {
        const double base = m_options.baseRate * share * seconds;
        const bool slow = share < 1 && now() - t < 780'000;
        rows.append(QJsonArray{
            t, std::round(base * fakedata::wave(t, 0)), std::round(base * (slow ? 0.08 : 0.84) * fakedata::wave(t, 1)),
            std::round(base * (slow ? 0.2 : 0.075) * fakedata::wave(t, 2)), std::round(base * 0.03 * fakedata::wave(t, 3)), 0,
            base * 10'000, std::round(62'000 * fakedata::wave(t, 6)), std::round(1300 * fakedata::wave(t, 4)),
            std::round(7000 * fakedata::wave(t, 5)), std::round(19'000 * fakedata::wave(t, 2))});
    }
    return {{"step_ms", step},
            {"columns", QJsonArray{"time", "received", "delivered", "deferred", "bounced", "rejected", "bytes", "depth", "p50_ms",
                                   "p95_ms", "p99_ms"}},
            {"rows", rows}};
}

QJsonArray FakeDaemon::queueRow(int number, const QString& group) const {
    const auto queue = fakedata::queue(number);
    const qint64 t = now();
    QJsonArray depth;
    for (int i = 59; i >= 0; --i) depth.append(std::round(double(queue.recipients) * fakedata::wave(t - i * 60'000, number % 7)));
    const QString name = group == "provider" ? queue.provider
                         : group == "vmta"   ? queue.vmta
                         : group == "job"    ? QStringLiteral("spring-sale")
                         : group == "domain" ? queue.domain
                                             : queue.domain + '/' + queue.vmta;
    const bool waits = queue.mode == "backoff" || queue.state == "retry";
    return {name,
            queue.domain,
            queue.vmta,
            queue.provider,
            queue.recipients,
            queue.recipients / 3,
            queue.recipients * 2 / 3,
            queue.connections,
            queue.recipients * 10'240,
            queue.connections,
            1,
            queue.mode,
            queue.state,
            queue.limit,
            queue.value,
            queue.origin,
            queue.text,
            waits ? t + 240'000 : 0,
            waits ? t + 240'000 : t,
            t - 1000 * (9 + qint64(fakedata::mix(quint64(number)) % 12'000)),
            queue.code,
            queue.response,
            t - 2000,
            queue.recipients * 12,
            queue.recipients / 2,
            queue.recipients / 20,
            queue.rate,
            depth};
}

QJsonObject FakeDaemon::queueList(const QJsonObject& params) const {
    const QString group = params.value("group").toString("queue");
    const int count = group == "provider" ? std::min(8, m_options.queues)
                      : group == "vmta"   ? 3
                      : group == "job"    ? 1
                                          : m_options.queues;
    const QString filter = params.value("filter").toString();
    QList<int> numbers;
    for (int i = 0; i < count; ++i) {
        if (filter.isEmpty() || queueRow(i, group).at(0).toString().contains(filter, Qt::CaseInsensitive)) numbers.append(i);
    }
    const QString sort = params.value("sort").toString("recipients");
    if (sort == "name")
        std::sort(numbers.begin(), numbers.end(),
                  [&](int a, int b) { return fakedata::queue(a).domain < fakedata::queue(b).domain; });
    else
        std::stable_sort(numbers.begin(), numbers.end(),
                         [](int a, int b) { return fakedata::queue(a).recipients > fakedata::queue(b).recipients; });
    if (!params.value("descending").toBool(true)) std::reverse(numbers.begin(), numbers.end());
    QJsonArray rows;
    for (int number : numbers.mid(params.value("offset").toInt(), params.value("limit").toInt(100)))
        rows.append(queueRow(number, group));
    QJsonObject table = makeTable(columnsOf(mailrace::protocol::queue_columns()), rows);
    table.insert("total", count);
    table.insert("matched", numbers.size());
    return table;
}

QJsonObject FakeDaemon::queueGet(const QJsonObject& params) const {
    const QString name = params.value("queue").toString();
    QJsonObject row;
    const QJsonArray names = columnsOf(mailrace::protocol::queue_columns());
    for (int i = 0; i < m_options.queues; ++i) {
        const auto queue = fakedata::queue(i);
        if (queue.domain + '/' + queue.vmta != name) continue;
        const QJsonArray values = queueRow(i, "queue");
        for (qsizetype c = 0; c < names.size(); ++c) row.insert(names.at(c).toString(), values.at(c));
        break;
    }
    const QJsonArray connections{QJsonObject{{"id", 1},
                                             {"state", "RCPT"},
                                             {"host", "outlook-mx1.outlook.example"},
                                             {"ip", "127.4.0.10"},
                                             {"source", "198.51.100.9"},
                                             {"messages", 31},
                                             {"since", now() - 42'000},
                                             {"tls", "TLSv1.3"}}};
    return {
        {"row", row}, {"reasons", fakedata::reasons(now())}, {"history", fakedata::history(now())}, {"connections", connections}};
}

QJsonObject FakeDaemon::touch(const QJsonObject& params, QString& error) {
    const QJsonArray names = params.value("select").toObject().value("queues").toArray();
    if (!params.value("dry_run").toBool() && !params.value("force").toBool()) {
        if (!params.contains("expected"))
            error = QStringLiteral("dry_run.required say how many recipients are expected");
        else if (params.value("expected").toInteger() < recipientsTouched)
            error = QStringLiteral("dry_run.grown more recipients would be touched by now");
    }
    return {{"queues", std::max<qsizetype>(1, names.size())}, {"recipients", recipientsTouched}, {"matched", recipientsTouched}};
}

QJsonArray FakeDaemon::eventRow(qint64 id) const {
    const auto e = fakedata::event(id);
    const qint64 time = now() - qint64(double(m_options.events - id) * 1000.0 /
                                       std::max(1, m_options.eventsPerSecond ? m_options.eventsPerSecond : 50));
    return {id,
            time,
            e.type,
            fakedata::messageId(id),
            e.recipient,
            e.sender,
            e.domain,
            e.provider,
            e.vmta,
            e.job,
            e.domain + '/' + e.vmta,
            e.sourceIp,
            e.host,
            e.ip,
            e.phase,
            e.code,
            e.status,
            e.category,
            e.response,
            "",
            e.attempt,
            10'240,
            "",
            e.subcategory,
            e.cls};
}

QJsonObject FakeDaemon::eventTable(const QList<qint64>& ids) const {
    QJsonArray rows;
    for (const qint64 id : ids) {
        if (id > 0 && id <= m_options.events) rows.append(eventRow(id));
    }
    return makeTable(columnsOf(mailrace::protocol::event_columns()), rows);
}

bool FakeDaemon::matches(qint64 id, const QString& filter) const {
    const qsizetype at = filter.indexOf("type:");
    return at < 0 || filter.mid(at + 5).section(' ', 0, 0).split(',').contains(fakedata::event(id).type);
}

void FakeDaemon::streamMatch(Client& client, qint64 request, const QJsonObject& params) {
    const QString filter = params.value("filter").toString();
    const qint64 limit = params.value("limit").toInteger(5'000'000);
    const qint64 chunk = params.value("chunk").toInteger(20'000);
    QJsonArray deltas;
    qint64 last = 0;
    qint64 total = 0;
    const auto flush = [&] {
        if (deltas.isEmpty()) return;
        send(client, {{"jsonrpc", "2.0"},
                      {"method", "events.matched"},
                      {"params", QJsonObject{{"request", request}, {"deltas", deltas}, {"total", total}}}});
        deltas = {};
    };
    const bool everything = !filter.contains("type:");
    for (qint64 id = m_options.events; id > 0 && total < limit; --id) {
        if (!everything && !matches(id, filter)) continue;
        deltas.append(last == 0 ? id : last - id);
        last = id;
        ++total;
        if (deltas.size() >= chunk) flush();
    }
    flush();
}

QJsonObject FakeDaemon::histogram(const QJsonObject& params) const {
    const qint64 from = params.value("from").toInteger();
    const qint64 to = params.value("to").toInteger();
    const int buckets = params.value("buckets").toInt(100);
    QJsonArray counts;
    for (int i = 0; i < buckets; ++i) {
        const qint64 t = from + (to - from) * i / buckets;
        const double late = i > buckets * 3 / 4 ? 2.2 : 1;
        counts.append(QJsonArray{std::round(300 * fakedata::wave(t, 3)), std::round(900 * late * fakedata::wave(t, 2)),
                                 std::round(12 * fakedata::wave(t, 5))});
    }
    return {{"from", from},
            {"to", to},
            {"types", QJsonArray{"bounce", "deferral", "complaint"}},
            {"counts", counts},
            {"complete", true}};
}
