// A label of one line that gives up letters before it pushes its neighbours away; the whole text is in the tooltip.
#pragma once

#include <QLabel>

namespace mailrace::gui {

class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr) : QLabel(parent) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    }
    QSize minimumSizeHint() const override { return {30, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace mailrace::gui
