// What a person filled into a guided form, and the text that comes of it. Values; everything here is a function of the text that
// is given, for any thread.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <memory>

#include "gui/models/formspec.h"
#include "shared/config/block_edit.h"

namespace mailrace::gui {

/// A section's tag and name.
struct FormBlock {
    QString tag, name;
    bool operator==(const FormBlock&) const = default;
};

struct FormModel {
    FormKind kind = FormKind::Domain;
    QString name;
    QVector<FormBlock> around;           // of a nested section, outermost first
    int line = 0;                        // of the section's tag when an existing one is edited
    QHash<QString, QStringList> values;  // by keyword; a table's rows are values of several words, as they stand in the text
    // Of a bounce or feedback address: also take mail for its domains in.
    bool relay = true;
    // Of a DKIM key, as the daemon answered: "selector,domain,file", and whether to sign everything.
    QString keyDirective;
    bool signAll = false;
    // Of a warm-up plan.
    QString warm, cold;
    QStringList coldAddresses;  // "address name", when the cold one is new
    QString domains;            // the pattern that the plan is for
    QString plan;               // "50/d,100/d"

    const FormSpec& spec() const { return formSpec(kind); }
};

/// What the section on a line holds, for the form that knows it; nothing when there is none.
std::optional<FormModel> readForm(const config::SyntaxTree& tree, int line);
/// A new form for what one is most likely to want at a line: a domain rule within the virtual MTA that the line stands in.
FormModel newForm(FormKind kind, const config::SyntaxTree& tree, int line);

/// The text with the form written into it.
config::EditResult writeForm(const std::string& text, const FormModel& form);

/// What is wrong with a value of a field, in words; empty when nothing is. An empty value is right: the line is left out.
QString fieldProblem(const FormSpec& form, const FieldSpec& field, const QString& value);
/// What is wrong with the form as a whole: no name, a name that exists already, nothing filled in that must be.
QString formProblem(const FormModel& form, const config::SyntaxTree& tree);
/// What the schema says about the section that a form writes and about the directives it cannot do without, where these have no
/// effect yet. Empty when they have.
QStringList formNotes(const FormSpec& form);
/// What the schema says about a field that has no effect, or another one than in PowerMTA; empty when it is simply honoured.
QString fieldNote(const FormSpec& form, const FieldSpec& field);

/// Daily limits of a warm-up: `days` values from `first` on, each `factor` times the one before, none above `most`, rounded to
/// what one would write by hand.
QString warmUpPlan(int first, double factor, int days, int most);
/// The numbers of a plan; empty when it is none.
QVector<qint64> planNumbers(const QString& plan);

/// Names of the sections of a tag, in their order, each once.
QStringList sectionNames(const config::SyntaxTree& tree, const QString& tag);

}  // namespace mailrace::gui
