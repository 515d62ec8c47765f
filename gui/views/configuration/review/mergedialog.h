// Merge: somebody else changed the file meanwhile. What went together by itself is put together; for each place that both changed
// one chooses theirs, one's own, both, or writes it anew. Beside it the outcome, compared with what runs, and what the language
// finds in it. The outcome becomes the text in the workspace, based on the other person's version. Window's thread.
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>

#include "gui/models/configmerge.h"

class QLabel;
class QPushButton;

namespace mailrace::gui {

class ConfigChecker;
class ConfigWorkspace;
class ConflictCard;
class DiffView;
struct ConfigAnalysis;

class MergeDialog : public QDialog {
    Q_OBJECT
public:
    /// `document` is in conflict.
    MergeDialog(ConfigWorkspace* workspace, int document, QWidget* parent);
    ~MergeDialog() override;

    const ConfigMerge& merge() const { return m_merge; }
    const QList<ConflictCard*>& cards() const { return m_cards; }
    DiffView* outcome() const { return m_outcome; }
    QPushButton* takeButton() const { return m_take; }
    QString words() const;

    void accept() override;

signals:
    /// The merged text is in the workspace.
    void merged(int document);

private:
    QWidget* makeCards();
    void start();
    void refresh();
    void onChecked(const std::shared_ptr<const ConfigAnalysis>& analysis);
    void say();
    QString theirName() const;

    ConfigWorkspace* m_workspace;
    ConfigChecker* m_checker;
    int m_document;
    QString m_theirRevision;
    ConfigMerge m_merge;
    QList<ConflictCard*> m_cards;
    QTimer m_pause;
    QLabel* m_title;
    QLabel* m_story;
    DiffView* m_outcome;
    QLabel* m_words;
    QPushButton* m_take;
    QString m_finding;
};

}  // namespace mailrace::gui
