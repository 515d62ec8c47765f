// A row of buttons of which one is chosen: ranges, groupings, tabs.
#pragma once

#include <QWidget>

class QButtonGroup;

namespace mailrace::gui {

class Segmented : public QWidget {
    Q_OBJECT
public:
    Segmented(const QStringList& words, const QString& accessibleName, QWidget* parent = nullptr);

    int current() const;
    /// Chooses without a signal.
    void setCurrent(int index);
    void setTip(int index, const QString& tip);
    void setWord(int index, const QString& word);
    void setEnabledAt(int index, bool enabled);

signals:
    /// The person chose.
    void chosen(int index);

private:
    QButtonGroup* m_group;
};

}  // namespace mailrace::gui
