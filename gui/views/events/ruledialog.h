// Makes a rule of a response: the parts of the response to keep, generalise or leave out, the pattern that comes of them, the
// category that it gives, and what it would do to the newest responses. Also for putting exactly this response into another
// category. Writes the entry into the text of the configuration, where it is reviewed before it holds. Window's thread; never
// waits.
#pragma once

#include <QDialog>
#include <QJsonObject>

#include "gui/models/ruledraft.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace mailrace::gui {

class Card;
class ConfigWorkspace;
class Connection;
class RecordModel;
class RulePreview;

class RuleDialog : public QDialog {
    Q_OBJECT
public:
    enum class Kind { Rule, Reclassify };
    /// `event`: an event that has the response.
    RuleDialog(Kind kind, quint64 event, ConfigWorkspace* workspace, Connection* connection, QWidget* parent);

    QLineEdit* patternEdit() const { return m_pattern; }
    QComboBox* categoryBox() const { return m_category; }
    QPushButton* writeButton() const { return m_write; }
    RulePreview* preview() const { return m_preview; }
    QList<QPushButton*> chips() const { return m_chips; }
    QString summary() const;
    QString warnings() const;

signals:
    /// The entry stands in that document of the workspace, on that line, and waits for its review.
    void written(int document, int line);
    void filterWanted(const QString& filter);

private:
    QWidget* makeParts();
    QWidget* makePreview();
    void load(quint64 event);
    void take(const QJsonObject& proposal);
    void makeChips();
    void dressChip(int chip);
    void useParts();
    void ask();
    void showAnswer();
    void showFollows();
    void write();
    int target() const;
    QString obstacle() const;

    Kind m_kind;
    ConfigWorkspace* m_workspace;
    Connection* m_connection;
    RulePreview* m_preview;
    QList<RulePart> m_parts;
    QList<int> m_chipParts;  // by chip
    QString m_form, m_now;   // normal form, category now
    QJsonArray m_lists;      // suppression lists, to say what follows
    QLabel *m_title, *m_about, *m_response, *m_summary, *m_warnings, *m_follows, *m_words;
    QWidget* m_chipArea;
    QList<QPushButton*> m_chips;
    QLineEdit* m_pattern;
    QComboBox* m_category;
    QPushButton *m_again, *m_copy, *m_write;
    Card* m_found;
    RecordModel* m_rows;
    QTableView* m_table;
    bool m_byHand = false;
};

}  // namespace mailrace::gui
