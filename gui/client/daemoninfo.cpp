#include "gui/client/daemoninfo.h"

#include <QCoreApplication>

namespace mailrace::gui {

DaemonInfo DaemonInfo::fromHello(const QJsonObject& hello) {
    DaemonInfo info;
    info.host = hello.value(QLatin1String("host")).toString();
    info.version = hello.value(QLatin1String("version")).toString();
    info.user = hello.value(QLatin1String("user")).toString();
    info.epoch = hello.value(QLatin1String("epoch")).toInteger();
    info.state = hello.value(QLatin1String("state")).toString(QStringLiteral("ready"));
    const QJsonObject limits = hello.value(QLatin1String("limits")).toObject();
    info.longestLine = limits.value(QLatin1String("line")).toInteger(info.longestLine);
    const QString role = hello.value(QLatin1String("role")).toString();
    if (role == QLatin1String("admin")) info.role = DaemonRole::Admin;
    if (role == QLatin1String("operator")) info.role = DaemonRole::Operator;
    if (role == QLatin1String("monitor")) info.role = DaemonRole::Monitor;
    const QJsonObject progress = hello.value(QLatin1String("progress")).toObject();
    info.done = progress.value(QLatin1String("done")).toInteger();
    info.total = progress.value(QLatin1String("total")).toInteger();
    info.progressWords = progress.value(QLatin1String("words")).toString();
    return info;
}

QString DaemonInfo::roleName() const {
    switch (role) {
        case DaemonRole::None: return QCoreApplication::translate("DaemonInfo", "no role");
        case DaemonRole::Monitor: return QCoreApplication::translate("DaemonInfo", "monitor");
        case DaemonRole::Operator: return QCoreApplication::translate("DaemonInfo", "operator");
        case DaemonRole::Admin: return QCoreApplication::translate("DaemonInfo", "admin");
    }
    return {};
}

}  // namespace mailrace::gui
