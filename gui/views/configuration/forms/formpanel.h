// The special part of a form that is more than the fields of one section: making a DKIM key, planning a warm-up. It reads itself
// into the form's model and says when that changed. Window's thread.
#pragma once

#include <QWidget>

#include "gui/models/formmodel.h"

namespace mailrace::gui {

class FormPanel : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Takes what the person filled in.
    virtual void store(FormModel& form) const = 0;
    /// Names of sections for completion.
    virtual void setNames(const QStringList& virtualMtas, const QStringList& domains) = 0;

signals:
    void changed();
};

}  // namespace mailrace::gui
