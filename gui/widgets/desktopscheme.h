// Whether the desktop is light or dark. Asks the desktop portal where there is one, again every few seconds, else looks at the
// palette that Qt took from the desktop at start. Never waits for an answer.
#pragma once

#include <QObject>

namespace mailrace::gui {

class DesktopScheme : public QObject {
    Q_OBJECT
public:
    explicit DesktopScheme(QObject* parent);
    bool isDark() const { return m_dark; }

signals:
    void changed(bool dark);

private:
    void askPortal();
    void take(uint scheme);
    bool m_dark = false;
};

}  // namespace mailrace::gui
