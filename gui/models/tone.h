// The meanings that a colour may stand for. Models answer a Tone, never a colour; the theme turns it into one.
#pragma once

#include <QMetaType>
#include <QString>

namespace mailrace::gui {

enum class Tone { Plain, Dim, Good, Slow, Bad, Depth, Complaint, Accent };

/// Roles that every model of the application understands beside Qt's own.
enum ModelRole {
    ToneRole = Qt::UserRole + 1,  // Tone: a square of its colour before the text
    SeriesRole,                   // QList<double>: a sparkline
    SharesRole,                   // QList<double>: delivered, deferred, bounced
    NumberRole,                   // bool: figures, set in columns of equal width
    MonoRole,                     // bool: words of a receiver
    DimRole,                      // bool: secondary
    StrongRole,                   // bool: the row's name
    KeyRole,                      // what a filter or a call needs: a name or an id
    FieldRole,                    // name of the filter field that this cell belongs to; empty when there is none
    HeaderNumberRole              // bool (header): a column of figures
};

/// The tone of an event's type, as the protocol names it.
Tone toneOfEvent(const QString& type);

}  // namespace mailrace::gui

Q_DECLARE_METATYPE(mailrace::gui::Tone)
