// One place where two people changed the same lines: what stood there, what each wrote, and the choice. Window's thread.
#pragma once

#include <QFrame>

#include "gui/models/configmerge.h"

class QButtonGroup;
class QLabel;
class QPlainTextEdit;

namespace mailrace::gui {

class ConflictCard : public QFrame {
    Q_OBJECT
public:
    ConflictCard(const ConfigMerge::Conflict& conflict, const QString& theirName, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    ConfigMerge::Choice choice() const;
    QString own() const;
    void choose(ConfigMerge::Choice choice);

signals:
    void changed();

private:
    ConfigMerge::Conflict m_conflict;
    QLabel* m_title;
    QButtonGroup* m_choices;
    QPlainTextEdit* m_own;
};

}  // namespace mailrace::gui
