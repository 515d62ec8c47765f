// What the guided forms are made of: which section each one writes, its fields in groups, and the words around them. A table of
// constants; what a directive is called, takes and does comes from the schema.
#pragma once

#include <QString>
#include <QVector>
#include <span>

#include "shared/config/schema.h"

namespace mailrace::gui {

enum class FormKind { VirtualMta, Pool, Domain, Listener, User, BounceAddress, FeedbackAddress, DkimKey, WarmUp };

struct ColumnSpec {
    const char* title;  // to be translated in the context "form"
    const char* hint;
    const char* names;  // tag of the sections whose names are offered; nullptr: none
};

struct FieldSpec {
    enum class Kind {
        Line,    // one value
        Choice,  // yes, no, or one of the schema's choices; or as inherited
        List,    // a value a line
        Table    // values of several words
    };
    const char* keyword;
    const char* label;
    Kind kind = Kind::Line;
    std::span<const ColumnSpec> columns = {};
    const char* names = nullptr;  // tag of the sections whose names are offered
    const char* tag = nullptr;    // the section within that it stands in; nullptr: the form's own
};

struct GroupSpec {
    const char* title;
    std::span<const FieldSpec> fields;
};

struct FormSpec {
    FormKind kind;
    const char* id;   // "virtual-mta": of the action and of the window
    const char* tag;  // of the section that it writes
    config::Scope scope;
    const char* title;      // "Virtual MTA"
    const char* intro;      // one or two sentences
    const char* nameLabel;  // nullptr: the section has no name
    const char* nameHint;
    bool nested = false;  // may stand in a virtual MTA or a pool
    std::span<const GroupSpec> groups = {};
};

std::span<const FormSpec> formSpecs();
const FormSpec& formSpec(FormKind kind);
/// The form that can open a section of that tag; nullptr when there is none.
const FormSpec* formForTag(const QString& tag);

/// Words of the tables above in the user's language.
QString formText(const char* source);

/// The schema's row for a field; nullptr when the schema has none.
const config::Directive* directiveOf(const FormSpec& form, const FieldSpec& field);

}  // namespace mailrace::gui
