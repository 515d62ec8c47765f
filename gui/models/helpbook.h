// The help as pages with addresses: "help:queues", "help:queues#back-off", "help:reference" (the configuration, name by name),
// "help:section/domain", "help:config/max-smtp-out", and "help:" with what there is. Pages are Markdown, made when asked for from
// the compiled-in texts and the schema. Pure functions of their arguments and of the user's language.
#pragma once

#include <QString>
#include <QStringList>

namespace mailrace::gui::helpbook {

struct Page {
    QString title;
    QString markdown;  // empty: there is no such page
};

/// The page at an address with or without "help:"; what stands after # is ignored.
Page page(const QString& address);
/// A page with everything that holds all the words: directives by name, parts of the help, directives by what they do.
Page search(const QString& words);
/// The addresses that a search page links to, in its order.
QStringList found(const QString& words);
/// The address of a directive or of a section ("<domain>"); empty when nobody knows the name.
QString addressOf(const QString& name);
/// The part after #.
QString anchorOf(const QString& address);

}  // namespace mailrace::gui::helpbook
