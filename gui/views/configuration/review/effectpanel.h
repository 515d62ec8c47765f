// What a change would do and what is wrong with it, beside the comparison of the texts: findings of the daemon first, then each
// setting that changes with the queues that feel it. Window's thread.
#pragma once

#include <QWidget>

#include "gui/models/configeffect.h"

class QLabel;
class QVBoxLayout;

namespace mailrace::gui {

class Card;

class EffectPanel : public QWidget {
    Q_OBJECT
public:
    explicit EffectPanel(QWidget* parent = nullptr);

    /// While the daemon is asked.
    void setWaiting(const QString& words);
    /// `known`: what was found in the texts that run already; only what is new is shown, and errors.
    void setAnswer(const QVector<EffectChange>& changes, const QVector<Finding>& findings, const QVector<Finding>& known = {});
    /// The daemon could not be asked; what it said.
    void setFailed(const QString& words);
    QString summary() const;
    int rows() const { return m_rows; }

signals:
    void findingChosen(const QString& file, int line);

private:
    void clear();
    void addFinding(const Finding& finding);
    void addChange(const EffectChange& change);

    Card* m_findings;
    Card* m_effect;
    QLabel* m_summary;
    QVBoxLayout* m_findingList;
    QVBoxLayout* m_changeList;
    int m_rows = 0;
};

}  // namespace mailrace::gui
