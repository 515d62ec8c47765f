// What a call to the daemon came to: the result object, or an error with its stable word and a sentence for people. A plain
// value.
#pragma once

#include <QJsonObject>
#include <QString>
#include <functional>

namespace mailrace::gui {

struct RpcError {
    QString word;     // stable: "queue.not_found", "filter.invalid", "timeout", "offline" …
    QString message;  // a sentence
    bool retry = false;
    QJsonObject where;  // file, line, column, length where it fits
    QJsonObject arguments;
};

struct RpcResult {
    bool ok = false;
    QJsonObject value;
    RpcError error;
};

using RpcHandler = std::function<void(const RpcResult&)>;

}  // namespace mailrace::gui
