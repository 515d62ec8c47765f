// The one palette and the one style sheet: reads both from the resources, makes Qt's palette, and follows the desktop's light or
// dark unless told otherwise. Every colour on screen comes from here. Lives on the window's thread, as long as the application.
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QObject>

#include "gui/models/tone.h"

namespace mailrace::gui {

enum class ThemeChoice { Auto, Light, Dark };

class Theme : public QObject {
    Q_OBJECT
public:
    /// The theme of this application; made at the first call, which needs a QApplication.
    static Theme& instance();

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    /// A colour by its name in palette.json.
    QColor color(const char* name) const { return m_colors.value(QLatin1String(name)); }
    QColor color(Tone tone) const;
    /// For words of receivers.
    QFont mono() const { return m_mono; }

signals:
    void changed();

private:
    Theme();
    void apply();
    void readFonts(const QJsonObject& fonts);

    ThemeChoice m_choice = ThemeChoice::Auto;
    bool m_dark = false;
    bool m_desktopDark = false;
    QHash<QString, QColor> m_colors;
    QFont m_mono;
};

}  // namespace mailrace::gui
