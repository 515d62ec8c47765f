#include "gui/views/suppression/expirybox.h"

#include <QDateTime>

namespace mailrace::gui {

ExpiryBox::ExpiryBox(QWidget* parent) : QComboBox(parent) {
    setAccessibleName(tr("Holds"));
    addItem(tr("for good"), 0);
    addItem(tr("for 7 days"), 7);
    addItem(tr("for 30 days"), 30);
    addItem(tr("for 90 days"), 90);
    addItem(tr("for 180 days"), 180);
    addItem(tr("for a year"), 365);
}

qint64 ExpiryBox::expires() const {
    const int days = currentData().toInt();
    return days == 0 ? 0 : QDateTime::currentMSecsSinceEpoch() + days * 86'400'000LL;
}

}  // namespace mailrace::gui
