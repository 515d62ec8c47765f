// A guided form: fields checked as they are typed, beside them the text that will be written, and what the daemon's rules say
// about it. Writes into the workspace's text as an unsaved edit and touches nothing else there. Window's thread.
#pragma once

#include <QDialog>
#include <QTimer>

#include "gui/models/formmodel.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace mailrace::gui {

class ConfigChecker;
class ConfigWorkspace;
class Connection;
class DiffView;
class DirectiveEdit;
class FormPanel;
struct ConfigAnalysis;

class FormDialog : public QDialog {
    Q_OBJECT
public:
    /// `document`: the index of the text to write to at first; another one may be chosen while the form is new.
    FormDialog(ConfigWorkspace* workspace, Connection* connection, const FormModel& model, int document, QWidget* parent);
    ~FormDialog() override;

    /// As it is filled in now.
    FormModel model() const;
    QString problem() const { return m_problem; }
    /// The text of the document with the form written into it.
    QString result() const { return m_result; }
    DirectiveEdit* field(const QString& keyword) const;
    QLineEdit* nameEdit() const { return m_name; }
    FormPanel* panel() const { return m_panel; }
    DiffView* preview() const { return m_preview; }

    /// The page of the help about the field with the keyboard, else about the form's section.
    QString helpAddress() const;

    void accept() override;

signals:
    /// The form is in the text; where its section begins.
    void written(int document, int line);

private:
    QWidget* makeFields();
    QWidget* makePreview();
    void makeHead(QVBoxLayout* layout);
    void addName(QGridLayout* grid, int& row);
    void addPlace(QGridLayout* grid, int& row);
    void addGroup(QGridLayout* grid, int& row, const GroupSpec& group);
    void fillNames();
    struct Outcome {
        QString problem, text;
        int line = 0;
    };
    static Outcome outcome(const QString& text, const FormModel& form);
    void compute();
    void take(const Outcome& made);
    void onChecked(const std::shared_ptr<const ConfigAnalysis>& analysis);
    void explain();
    void say();
    const QString& text() const;
    QString fieldProblems() const;

    ConfigWorkspace* m_workspace;
    Connection* m_connection;
    ConfigChecker* m_checker;
    FormModel m_model;
    int m_document;
    QTimer m_pause;
    QList<DirectiveEdit*> m_fields;
    FormPanel* m_panel = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_place = nullptr;  // the section around a nested one
    QComboBox* m_file = nullptr;
    QWidget* m_relay = nullptr;
    DiffView* m_preview;
    QLabel* m_help = nullptr;
    QLabel* m_words;
    QPushButton* m_write;
    quint64 m_run = 0;
    QString m_problem;  // of the form itself
    QString m_finding;  // of the daemon's rules, in the text as it would be
    QString m_result;
    int m_line = 0;
};

}  // namespace mailrace::gui
