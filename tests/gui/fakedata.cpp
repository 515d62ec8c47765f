#include "tests/gui/fakedata.h"

#include <QStringList>
#include <array>
#include <cmath>

namespace fakedata {

namespace {

struct Provider {
    const char* name;
    const char* domain;
    const char* host;
    int weight;
};
constexpr std::array<Provider, 8> kProviders{{{"google", "gmail.example", "mx1.gmail.example", 38},
                                              {"microsoft", "outlook.example", "outlook-mx1.outlook.example", 22},
                                              {"yahoo", "yahoo.example", "mta5.yahoo.example", 14},
                                              {"apple", "icloud.example", "mx2.icloud.example", 8},
                                              {"gmx", "gmx.example", "mx00.gmx.example", 6},
                                              {"orange", "orange.example", "smtp-in.orange.example", 5},
                                              {"comcast", "comcast.example", "mx1.comcast.example", 4},
                                              {"smallhost.example", "smallhost.example", "mail.smallhost.example", 3}}};

constexpr std::array<const char*, 10> kNames{"maria", "k.lee",  "tom",    "office", "j.ito",
                                             "sales", "nobody", "a.berg", "x.y",    "m.b"};

struct Reply {
    const char* type;
    int code;
    const char* status;
    const char* category;
    const char* subcategory;
    const char* cls;
    const char* phase;
    const char* text;
};
constexpr std::array<Reply, 9> kReplies{{
    {"bounce", 550, "5.1.1", "bad-mailbox", "unknown-user", "hard", "rcpt",
     "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550-5.1.1 double-checking the "
     "recipient's email address for typos or\r\n550 5.1.1 unnecessary spaces. Learn more at "
     "https://support.example/mail/?p=NoSuchUser"},
    {"deferral", 451, "4.7.650", "policy-related", "throttled", "soft", "rcpt",
     "451 4.7.650 The mail server [198.51.100.9] has been temporarily rate limited due to IP reputation. For e-mail delivery "
     "information, see https://postmaster.example (S775)"},
    {"bounce", 552, "5.2.2", "quota-issues", "mailbox-full", "soft", "rcpt", "552 5.2.2 mailbox full"},
    {"deferral", 421, "4.7.0", "policy-related", "throttled", "soft", "mail",
     "421 4.7.0 [TSS04] Messages from 198.51.100.7 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1"},
    {"bounce", 554, "5.7.1", "spam-related", "block-list", "look", "end_of_data",
     "554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.blocklist.example"},
    {"deferral", 450, "4.7.1", "policy-related", "greylisted", "soft", "rcpt", "450 4.7.1 Greylisted, try again in 300 seconds"},
    {"bounce", 550, "5.7.26", "policy-related", "authentication", "our-fault", "end_of_data",
     "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n550 5.7.26 The sender must authenticate "
     "with either SPF or DKIM."},
    {"rejection", 550, "5.7.1", "relaying-issues", "relay-denied", "our-fault", "rcpt", "550 5.7.1 relaying is not allowed from this address"},
    {"deferral", 421, "4.3.2", "policy-related", "throttled", "soft", "connect",
     "421 Trop de connexions, veuillez verifier votre configuration. OFR004_104 [104]"},
}};

const Provider& pick(quint32 random) {
    int left = int(random % 100);
    for (const Provider& provider : kProviders) {
        left -= provider.weight;
        if (left < 0) return provider;
    }
    return kProviders.back();
}

QJsonObject attentionItem(const char* key, const char* severity, qint64 since, const char* title, const char* text,
                          const char* response, const char* queue, const QJsonArray& actions) {
    QJsonObject item{{"key", key},     {"severity", severity}, {"since", since},
                     {"title", title}, {"text", text},         {"actions", actions}};
    if (*response) item.insert("response", response);
    if (*queue) item.insert("queue", queue);
    return item;
}

}  // namespace

quint32 mix(quint64 value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return quint32(value ^ (value >> 31));
}

double wave(qint64 timeMs, int which) {
    const double t = double(timeMs % 86'400'000) / 1000.0;
    const double slow = std::sin(t / (700.0 + 130 * which) + which) * 0.18 + std::sin(t / (173.0 + 31 * which)) * 0.07;
    return 1 + slow + (double(mix(quint64(timeMs / 1000) * 7 + quint64(which)) % 1000) / 1000.0 - 0.5) * 0.08;
}

QString messageId(qint64 id) { return QStringLiteral("01JD%1").arg(id / 2, 9, 32, QLatin1Char('0')).toUpper(); }

Event event(qint64 id) {
    const quint32 random = mix(quint64(id));
    Event out;
    const Provider& provider = pick(mix(quint64(id) * 3 + 1));
    out.domain = QLatin1String(provider.domain);
    out.provider = QLatin1String(provider.name);
    out.host = QLatin1String(provider.host);
    out.ip = QStringLiteral("127.4.0.%1").arg(10 + random % 40);
    out.vmta = QStringLiteral("vmta%1").arg(1 + random % 3);
    out.sourceIp = QStringLiteral("198.51.100.%1").arg(7 + random % 3);
    out.job = (random / 7) % 10 < 7 ? QStringLiteral("spring-sale") : QStringLiteral("receipts");
    out.sender = QStringLiteral("b-7F3@bounce.example.net");
    out.recipient =
        QStringLiteral("%1%2@%3").arg(QLatin1String(kNames[random / 11 % kNames.size()])).arg(id % 97).arg(out.domain);
    const quint32 kind = random / 101 % 100;
    if (kind < 48) {
        out.type = QStringLiteral("delivery");
        out.code = 250;
        out.status = QStringLiteral("2.0.0");
        out.phase = QStringLiteral("end_of_data");
        out.response = QStringLiteral("250 2.0.0 Ok: queued as %1").arg(random, 8, 16);
        return out;
    }
    if (kind < 70) {
        out.type = QStringLiteral("receipt");
        out.code = 250;
        out.response = QStringLiteral("250 2.6.0 accepted as %1").arg(messageId(id));
        out.phase = QStringLiteral("end_of_data");
        return out;
    }
    const Reply& reply = kReplies[random / 13 % kReplies.size()];
    out.type = QLatin1String(reply.type);
    out.code = reply.code;
    out.status = QLatin1String(reply.status);
    out.category = QLatin1String(reply.category);
    out.subcategory = QLatin1String(reply.subcategory);
    out.cls = QLatin1String(reply.cls);
    out.phase = QLatin1String(reply.phase);
    out.response = QString::fromUtf8(reply.text);
    out.attempt = 1 + int(random % 4);
    return out;
}

Queue queue(int number) {
    Queue out;
    const quint32 random = mix(quint64(number) + 77);
    out.vmta = QStringLiteral("vmta%1").arg(1 + number % 3);
    if (number < int(kProviders.size())) {
        out.domain = QLatin1String(kProviders[size_t(number)].domain);
        out.provider = QLatin1String(kProviders[size_t(number)].name);
    } else {
        out.domain = QStringLiteral("host%1.example").arg(number, 4, 10, QLatin1Char('0'));
        out.provider = out.domain;
    }
    out.recipients = number == 0   ? 41'204
                     : number == 1 ? 22'410
                     : number == 2 ? 9'870
                                   : std::max(1, int(6000 / (number + 1)) + int(random % 40));
    out.connections = number % 5 == 4 ? 0 : 1 + int(random % 20);
    out.mode = QStringLiteral("normal");
    out.state = QStringLiteral("active");
    out.limit = QStringLiteral("max-smtp-out");
    out.value = QStringLiteral("20");
    out.origin = QStringLiteral("mailrace.conf:41");
    out.text = QStringLiteral("connections: 20 of 20 are in use");
    out.response = QStringLiteral("250 2.0.0 Ok");
    out.rate = number < 8 ? 182.0 / (number + 1) : double(random % 30) / 10.0;
    if (number % 11 == 1) {
        out.mode = QStringLiteral("backoff");
        out.limit = QStringLiteral("backoff-max-connect-rate");
        out.value = QStringLiteral("1");
        out.origin = QStringLiteral("providers.conf:88");
        out.text = QStringLiteral("back-off: 1 connection");
        out.response =
            QStringLiteral("451 4.7.650 The mail server [198.51.100.9] has been temporarily rate limited due to IP reputation.");
        out.code = 451;
    } else if (number % 13 == 4) {
        out.state = QStringLiteral("retry");
        out.limit = QStringLiteral("retry-after");
        out.value = QStringLiteral("10m");
        out.text = QStringLiteral("no answer from any MX; next try by retry-after");
        out.response = QStringLiteral("4.4.1 no answer from host");
        out.code = 421;
        out.connections = 0;
    } else if (number % 29 == 7) {
        out.state = QStringLiteral("paused");
        out.limit = QStringLiteral("paused");
        out.text = QStringLiteral("paused by an operator, 13:30");
        out.response = QStringLiteral("554 5.7.1 blocked");
        out.code = 554;
        out.connections = 0;
    }
    return out;
}

QJsonArray providers() {
    QJsonArray rows;
    constexpr std::array<double, 8> kPaces{182, 1.2, 60, 22, 20.4, 6.1, 9, 0};
    for (size_t i = 0; i < kProviders.size(); ++i) {
        const double delivered = 612'004.0 / double(i * i + 1);
        const Reply& reply = kReplies[(i * 3 + 1) % kReplies.size()];
        rows.append(QJsonArray{kProviders[i].name, std::round(delivered), std::round(delivered * (0.02 + 0.03 * double(i % 3))),
                               std::round(delivered * 0.018), QString::fromUtf8(reply.text), reply.code, kPaces[i]});
    }
    return rows;
}

qint64 sampleOf(int group) {
    const QString wanted = QString::fromUtf8(kReplies[size_t(group) % kReplies.size()].text);
    for (qint64 id = 1; id < 10'000; ++id) {
        if (event(id).response == wanted) return id;
    }
    return 1;
}

QJsonArray groups(qint64 now) {
    QJsonArray rows;
    double count = 38'120;
    for (const Reply& reply : kReplies) {
        QJsonArray trend;  // the second one came up lately, the third one is over
        const auto shape = rows.size() % 4;
        for (int i = 0; i < 30; ++i) {
            const double rise = shape == 1 ? (i < 19 ? 0.04 : 1) : shape == 2 ? (i < 12 ? 1 : 0) : 0.6 + 0.4 * std::sin(i / 3.0 + double(rows.size()));
            trend.append(std::round(count / 30 * rise * wave(i * 60'000, int(rows.size()))));
        }
        rows.append(QJsonArray{form(QString::fromUtf8(reply.text)), reply.code, reply.status, std::round(count), now - 3'000'000,
                               now - 4'000, QJsonArray{"google", "microsoft"}, QJsonArray{"198.51.100.9"}, reply.category, sampleOf(int(rows.size())),
                               reply.subcategory, reply.cls, trend});
        count *= 0.56;
    }
    return rows;
}

QJsonArray attention(qint64 now) {
    return {attentionItem(
                "backoff", "critical", now - 780'000, "Microsoft slows 198.51.100.9 down",
                "Back-off, 1 connection, for 30 min. 22,410 recipients wait; other sources carry on.",
                "451 4.7.650 The mail server [198.51.100.9] has been temporarily rate limited due to IP reputation.",
                "outlook.example/vmta2",
                {QJsonObject{{"label", "End back-off"},
                             {"method", "queues.set_mode"},
                             {"params", QJsonObject{{"select", QJsonObject{{"queues", QJsonArray{"outlook.example/vmta2"}}}},
                                                    {"mode", "normal"}}}}}),
            attentionItem("mailboxes", "warning", now - 5'400'000, "Bad mailboxes rise in job spring-sale",
                          "4.1 % of 61,000 (usual 0.6 %). Most at gmx.example.", "", "",
                          {QJsonObject{{"label", "Pause job"},
                                       {"method", "queues.pause"},
                                       {"params", QJsonObject{{"select", QJsonObject{{"job", "spring-sale"}}}}}}}),
            attentionItem("category.rising:microsoft/policy-related", "warning", now - 900'000, "microsoft: more refusals are policy-related (throttled)",
                          "31.4 % of the attempts of the last 15 minutes (1,204 of 3,834), usually 4.0 %. The receiver takes mail more slowly: look at the pace and at complaints.",
                          "451 4.7.650 The mail server [198.51.100.9] has been temporarily rate limited due to IP reputation.", "",
                          {QJsonObject{{"label", "Show events"},
                                       {"method", "events.page"},
                                       {"params", QJsonObject{{"filter", "provider:\"microsoft\" category:policy-related"}}}}}),
            attentionItem("certificate", "info", now - 86'400'000, "Certificate of mta1.example.net", "expires in 9 days.", "",
                          "", {})};
}

QJsonArray history(qint64 now) {
    const auto entry = [](qint64 time, const char* what, const char* why) {
        return QJsonObject{{"time", time}, {"what", what}, {"why", why}};
    };
    return {entry(now - 780'000, "back-off, 30 min", "rule microsoft-ip-reputation, 3rd match in an hour"),
            entry(now - 792'000, "pace 120/s → 60/s", "deferrals over 5 %"),
            entry(now - 6'900'000, "pace 90/s → 120/s", "good for 20 min"),
            entry(now - 18'000'000, "back to normal", "back-off ended"),
            entry(now - 19'800'000, "back-off, 30 min", "rule microsoft-ip-reputation")};
}

QJsonArray reasons(qint64 now) {
    const auto entry = [&](const char* limit, const char* value, const char* origin, const char* text, bool binding) {
        return QJsonObject{{"limit", limit},
                           {"value", value},
                           {"origin", origin},
                           {"text", text},
                           {"next_slot", now + (binding ? 240'000 : -1)},
                           {"binding", binding}};
    };
    return {entry("connections in back-off", "1", "providers.conf:88", "back-off: 1 connection until 14:22", true),
            entry("max-msg-per-connection", "50", "providers.conf:84", "allows 190/s", false),
            entry("max-smtp-out", "20", "mailrace.conf:41", "allows 310/s", false)};
}

QJsonArray settings() {
    QJsonArray rows;
    rows.append(QJsonArray{"max-smtp-out", "20", "mailrace.conf", 41, "providers.conf:80 (30)", "20"});
    rows.append(QJsonArray{"max-msg-per-connection", "50", "providers.conf", 84, "", "0"});
    rows.append(QJsonArray{"backoff-retry-after", "30m", "providers.conf", 88, "", "1h"});
    rows.append(QJsonArray{"bounce-after", "4d", "", 0, "", "4d12h"});
    rows.append(QJsonArray{"use-starttls", "yes", "mailrace.conf", 12, "", "yes"});
    return rows;
}

QString session() {
    return QStringLiteral(
        "+0 * connect outlook-mx1.outlook.example 127.4.0.10:25\n+7 < 220 ready\n+8 > EHLO mta2.example.net\n+19 > STARTTLS\n+26 "
        "* TLSv1.3 TLS_AES_256_GCM_SHA384\n"
        "+28 > MAIL FROM:<b-7F3@bounce.example.net>\n+28 > RCPT TO:<k.lee@outlook.example>\n+240 < 451 4.7.650 The mail server "
        "[198.51.100.9] has been temporarily rate limited");
}

}  // namespace fakedata
