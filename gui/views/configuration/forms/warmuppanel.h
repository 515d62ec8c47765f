// The plan by which new addresses get to be known: which virtual MTA is established, which one is new, and how many messages a
// day the new one may take, drawn as bars. Window's thread.
#pragma once

#include "gui/views/configuration/forms/formpanel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QDoubleSpinBox;

namespace mailrace::gui {

class PlanBars;

class WarmUpPanel : public FormPanel {
    Q_OBJECT
public:
    explicit WarmUpPanel(QWidget* parent = nullptr);

    void store(FormModel& form) const override;
    void setNames(const QStringList& virtualMtas, const QStringList& domains) override;

private:
    void generate();
    void show();

    QStringList m_known;
    QComboBox* m_warm;
    QComboBox* m_cold;
    QLabel* m_addressesLabel;
    QPlainTextEdit* m_addresses;
    QLineEdit* m_domains;
    QSpinBox* m_first;
    QDoubleSpinBox* m_factor;
    QSpinBox* m_most;
    QLineEdit* m_plan;
    PlanBars* m_bars;
    QLabel* m_words;
};

}  // namespace mailrace::gui
