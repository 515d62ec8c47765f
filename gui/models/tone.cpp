#include "gui/models/tone.h"

#include <QHash>

namespace mailrace::gui {

Tone toneOfEvent(const QString& type) {
    static const QHash<QString, Tone> tones{
        {QStringLiteral("delivery"), Tone::Good},       {QStringLiteral("deferral"), Tone::Slow},
        {QStringLiteral("queue_deferral"), Tone::Slow}, {QStringLiteral("bounce"), Tone::Bad},
        {QStringLiteral("remote_bounce"), Tone::Bad},   {QStringLiteral("rejection"), Tone::Bad},
        {QStringLiteral("receipt"), Tone::Depth},       {QStringLiteral("complaint"), Tone::Complaint},
        {QStringLiteral("remote_status"), Tone::Depth}, {QStringLiteral("attention"), Tone::Slow},
        {QStringLiteral("admin"), Tone::Accent},
    };
    return tones.value(type, Tone::Dim);
}

}  // namespace mailrace::gui
