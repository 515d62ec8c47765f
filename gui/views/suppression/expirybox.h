// How long an entry of a suppression list shall hold.
#pragma once

#include <QComboBox>

namespace mailrace::gui {

class ExpiryBox : public QComboBox {
    Q_OBJECT
public:
    explicit ExpiryBox(QWidget* parent = nullptr);
    /// Milliseconds since 1970; 0: for good.
    qint64 expires() const;
};

}  // namespace mailrace::gui
