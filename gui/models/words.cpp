#include "gui/models/words.h"

#include <QCoreApplication>
#include <QHash>

namespace mailrace::gui::words {

namespace {

QString look(const QHash<QString, const char*>& table, const QString& key, const QString& fallback) {
    const char* text = table.value(key, nullptr);
    return text ? QCoreApplication::translate("words", text) : fallback;
}

}  // namespace

QString eventType(const QString& type) {
    static const QHash<QString, const char*> table{
        {QStringLiteral("receipt"), QT_TRANSLATE_NOOP("words", "receipt")},
        {QStringLiteral("delivery"), QT_TRANSLATE_NOOP("words", "delivery")},
        {QStringLiteral("bounce"), QT_TRANSLATE_NOOP("words", "bounce")},
        {QStringLiteral("deferral"), QT_TRANSLATE_NOOP("words", "deferral")},
        {QStringLiteral("queue_deferral"), QT_TRANSLATE_NOOP("words", "queue deferral")},
        {QStringLiteral("rejection"), QT_TRANSLATE_NOOP("words", "rejection")},
        {QStringLiteral("complaint"), QT_TRANSLATE_NOOP("words", "complaint")},
        {QStringLiteral("remote_bounce"), QT_TRANSLATE_NOOP("words", "remote bounce")},
        {QStringLiteral("remote_status"), QT_TRANSLATE_NOOP("words", "remote status")},
        {QStringLiteral("admin"), QT_TRANSLATE_NOOP("words", "admin")},
        {QStringLiteral("queue"), QT_TRANSLATE_NOOP("words", "queue")},
        {QStringLiteral("attention"), QT_TRANSLATE_NOOP("words", "attention")},
        {QStringLiteral("daemon"), QT_TRANSLATE_NOOP("words", "daemon")},
    };
    return look(table, type, type);
}

QString responseClass(const QString& cls) {
    static const QHash<QString, const char*> table{
        {QStringLiteral("hard"), QT_TRANSLATE_NOOP("words", "hard: the address will not work")},
        {QStringLiteral("soft"), QT_TRANSLATE_NOOP("words", "soft: may work later")},
        {QStringLiteral("our-fault"), QT_TRANSLATE_NOOP("words", "our fault: something here is to be mended")},
        {QStringLiteral("look"), QT_TRANSLATE_NOOP("words", "worth a look: reputation, policy or content")},
    };
    return look(table, cls, cls);
}

QString phase(const QString& phase) {
    static const QHash<QString, const char*> table{
        {QStringLiteral("resolve"), QT_TRANSLATE_NOOP("words", "while looking up the domain")},
        {QStringLiteral("connect"), QT_TRANSLATE_NOOP("words", "while connecting")},
        {QStringLiteral("greeting"), QT_TRANSLATE_NOOP("words", "as greeting")},
        {QStringLiteral("ehlo"), QT_TRANSLATE_NOOP("words", "to EHLO")},
        {QStringLiteral("starttls"), QT_TRANSLATE_NOOP("words", "to STARTTLS")},
        {QStringLiteral("tls"), QT_TRANSLATE_NOOP("words", "during the TLS handshake")},
        {QStringLiteral("auth"), QT_TRANSLATE_NOOP("words", "to AUTH")},
        {QStringLiteral("mail"), QT_TRANSLATE_NOOP("words", "to MAIL FROM")},
        {QStringLiteral("rcpt"), QT_TRANSLATE_NOOP("words", "to RCPT TO")},
        {QStringLiteral("data"), QT_TRANSLATE_NOOP("words", "to DATA")},
        {QStringLiteral("body"), QT_TRANSLATE_NOOP("words", "while the message was sent")},
        {QStringLiteral("end_of_data"), QT_TRANSLATE_NOOP("words", "to the message")},
        {QStringLiteral("quit"), QT_TRANSLATE_NOOP("words", "to QUIT")},
        {QStringLiteral("local"), QT_TRANSLATE_NOOP("words", "by this daemon")},
        {QStringLiteral("none"), ""},
    };
    const char* text = table.value(phase, nullptr);
    if (text && *text == '\0') return {};
    return look(table, phase, phase);
}

QString queueMode(const QString& mode, const QString& state) {
    static const QHash<QString, const char*> table{
        {QStringLiteral("normal"), QT_TRANSLATE_NOOP("words", "normal")},
        {QStringLiteral("backoff"), QT_TRANSLATE_NOOP("words", "back-off")},
        {QStringLiteral("active"), QT_TRANSLATE_NOOP("words", "active")},
        {QStringLiteral("retry"), QT_TRANSLATE_NOOP("words", "retry")},
        {QStringLiteral("paused"), QT_TRANSLATE_NOOP("words", "paused")},
        {QStringLiteral("idle"), QT_TRANSLATE_NOOP("words", "idle")},
    };
    if (state == QLatin1String("paused") || mode != QLatin1String("backoff"))
        return look(table, state.isEmpty() ? mode : state, state);
    return look(table, mode, mode);
}

}  // namespace mailrace::gui::words
