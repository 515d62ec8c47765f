// One field of a guided form: the value or values of one directive, checked while they are typed by the language's own rules,
// with its help, its default, and what the schema honestly says about it. Window's thread.
#pragma once

#include <QWidget>

#include "gui/models/formmodel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTableWidget;

namespace mailrace::gui {

class DirectiveEdit : public QWidget {
    Q_OBJECT
public:
    DirectiveEdit(const FormSpec& form, const FieldSpec& field, QWidget* parent = nullptr);

    const FieldSpec& field() const { return m_field; }
    QString label() const { return formText(m_field.label); }
    QString keyword() const { return QLatin1String(m_field.keyword); }

    QStringList values() const;
    void setValues(const QStringList& values);
    /// Names that are offered: of a field or of a table's column with names.
    void setNames(const QStringList& names);
    /// The first thing that is wrong with it; empty when nothing is.
    QString problem() const;
    QWidget* editor() const { return m_editor; }

signals:
    void changed();

private:
    void makeLine(QWidget* parent);
    void makeChoice();
    void makeList();
    void makeTable();
    void addRow(const QStringList& cells);
    QStringList cellsOf(const QString& value) const;
    void check();
    QString hint() const;

    const FormSpec& m_form;
    FieldSpec m_field;
    QWidget* m_editor = nullptr;
    QLineEdit* m_line = nullptr;
    QComboBox* m_choice = nullptr;
    QPlainTextEdit* m_list = nullptr;
    QTableWidget* m_table = nullptr;
    QLabel* m_words;
    QStringList m_names;
};

}  // namespace mailrace::gui
