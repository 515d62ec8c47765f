// Review and apply: each changed file beside what runs, the effect as the daemon answers, a note, and the button that applies.
// What stands in the way is said: findings, a role, a conflict with somebody else's change, which can be merged from here.
// Window's thread; never waits.
#pragma once

#include <QDialog>

#include "gui/client/rpcresult.h"
#include "gui/models/configeffect.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTabBar;

namespace mailrace::gui {

class ConfigWorkspace;
class Connection;
class DiffView;
class EffectPanel;

class ReviewDialog : public QDialog {
    Q_OBJECT
public:
    ReviewDialog(ConfigWorkspace* workspace, Connection* connection, QWidget* parent);

    DiffView* diff() const { return m_diff; }
    EffectPanel* effect() const { return m_effect; }
    QLineEdit* noteEdit() const { return m_note; }
    QPushButton* applyButton() const { return m_apply; }
    QString words() const;

signals:
    void findingChosen(const QString& file, int line);
    void mergeWanted(int document);
    /// It runs: words for the status bar.
    void applied(const QString& words);

private:
    void makeBottom();
    void fill();
    void showDocument(int tab);
    void askKnown();
    void askEffect();
    void onEffect(const RpcResult& result);
    void apply();
    void onApplied(const RpcResult& result);
    void say();
    void tell(const QString& words, bool bad);
    int firstConflict() const;

    ConfigWorkspace* m_workspace;
    Connection* m_connection;
    QLabel* m_title;
    QTabBar* m_tabs;
    DiffView* m_diff;
    EffectPanel* m_effect;
    QLabel* m_words;
    QLineEdit* m_note;
    QPushButton* m_apply;
    QPushButton* m_merge;
    QList<int> m_changed;  // documents, by tab
    QVector<Finding> m_known;
    QJsonObject m_answer;
    quint64 m_asked = 0;
    bool m_ok = false;  // the daemon has no objection to the texts as they are
    bool m_applying = false;
    QString m_failure;
};

}  // namespace mailrace::gui
