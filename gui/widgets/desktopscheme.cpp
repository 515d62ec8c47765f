#include "gui/widgets/desktopscheme.h"

#include <QGuiApplication>
#include <QPalette>

#ifdef MAILRACE_WITH_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QTimer>
#endif

namespace mailrace::gui {

DesktopScheme::DesktopScheme(QObject* parent) : QObject(parent) {
    const QPalette palette = QGuiApplication::palette();
    m_dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    askPortal();
}

void DesktopScheme::take(uint scheme) {
    const bool dark = scheme == 1;  // org.freedesktop.appearance: 0 no preference, 1 dark, 2 light
    if (scheme == 0 || dark == m_dark) return;
    m_dark = dark;
    emit changed(dark);
}

#ifdef MAILRACE_WITH_DBUS

namespace {
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr int kAskEvery = 10'000;

uint unwrap(QVariant value) {
    while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}
}  // namespace

void DesktopScheme::askPortal() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    auto message = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    message << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        call->deleteLater();
        if (reply.isError()) return;  // no portal: what Qt's palette says stays
        take(unwrap(reply.value().variant()));
        QTimer::singleShot(kAskEvery, this, &DesktopScheme::askPortal);
    });
}

#else

void DesktopScheme::askPortal() {}

#endif

}  // namespace mailrace::gui
