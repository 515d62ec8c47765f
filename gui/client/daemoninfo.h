// What the daemon said of itself in answer to hello. A plain value.
#pragma once

#include <QJsonObject>
#include <QString>

namespace mailrace::gui {

enum class DaemonRole { None, Monitor, Operator, Admin };

struct DaemonInfo {
    QString host;
    QString version;
    QString user;
    qint64 epoch = 0;  // new at each start of the daemon
    DaemonRole role = DaemonRole::None;
    QString state;    // "starting", "ready", "stopping"
    qint64 longestLine = 1024 * 1024;  // bytes of a request that the daemon reads
    qint64 done = 0;  // progress of the start
    qint64 total = 0;
    QString progressWords;

    static DaemonInfo fromHello(const QJsonObject& hello);
    QString roleName() const;
};

}  // namespace mailrace::gui
