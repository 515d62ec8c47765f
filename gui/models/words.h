// Words for the values of the protocol: types of events, modes, states, phases.
#pragma once

#include <QString>

namespace mailrace::gui::words {

/// "bounce", "deferral" … for a type of event; unknown types read as they are.
QString eventType(const QString& type);
/// "to RCPT TO", "while connecting" … for a phase; empty when there is none.
QString phase(const QString& phase);
/// "hard: the address will not work" … for what follows from a response; empty when nothing does.
QString responseClass(const QString& cls);
/// "back-off", "paused" … for mode and state of a queue.
QString queueMode(const QString& mode, const QString& state);

}  // namespace mailrace::gui::words
