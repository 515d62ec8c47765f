#include "gui/models/helpbook.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "shared/config/reference.h"
#include "shared/config/schema.h"
#include "shared/help/help.h"

namespace mailrace::gui::helpbook {

namespace {

constexpr qsizetype kMostFound = 60;

QString text(const char* source) { return QCoreApplication::translate("helpbook", source); }
QString of(std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); }

std::string language() {
    const QString name = QLocale().name().section(QLatin1Char('_'), 0, 0);
    return name.toStdString();
}

/// Text in which Markdown sees no sign of its own.
QString escaped(const QString& plain) {
    static const QString signs = QStringLiteral("\\`*_[]<>|~");
    QString out;
    for (const QChar c : plain) {
        if (signs.contains(c)) out += QLatin1Char('\\');
        out += c;
    }
    return out;
}

QString statusWords(config::Status status) {
    switch (status) {
        case config::Status::honoured: return text(QT_TRANSLATE_NOOP("helpbook", "honoured"));
        case config::Status::honoured_with_difference: return text(QT_TRANSLATE_NOOP("helpbook", "with a difference"));
        case config::Status::obsolete: return text(QT_TRANSLATE_NOOP("helpbook", "obsolete"));
        case config::Status::not_supported: return text(QT_TRANSLATE_NOOP("helpbook", "not yet"));
    }
    return {};
}

std::vector<const config::Directive*> directivesOf(config::Scope scope) {
    std::vector<const config::Directive*> out;
    for (const config::Directive* d : config::all_directives())
        if (d->scopes & config::in(scope)) out.push_back(d);
    std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    return out;
}

QString sectionAddress(const config::Tag* tag) {
    return QStringLiteral("help:section/") + (tag ? of(tag->name) : QStringLiteral("global"));
}

QString sectionName(const config::Tag* tag) {
    return tag ? QLatin1Char('<') + of(tag->name) + QLatin1Char('>') : text(QT_TRANSLATE_NOOP("helpbook", "top level"));
}

Page contents() {
    Page page{text(QT_TRANSLATE_NOOP("helpbook", "Help")), {}};
    page.markdown = QStringLiteral("# ") + page.title + QStringLiteral("\n\n");
    for (const help::Topic& topic : help::topics(language())) {
        const QString body = of(topic.text);
        const QString first = body.section(QStringLiteral("\n\n"), 1, 1);
        page.markdown += QStringLiteral("[%1](help:%2)\n\n%3\n\n").arg(of(topic.title), of(topic.id), first);
    }
    page.markdown += QStringLiteral("[%1](help:reference)\n\n%2\n")
                         .arg(text(QT_TRANSLATE_NOOP("helpbook", "The configuration, name by name")),
                              text(QT_TRANSLATE_NOOP("helpbook",
                                                     "Every section and every directive: where it stands, what it takes, its "
                                                     "default, and what Mailrace does with it.")));
    return page;
}

QString sectionRow(const config::Tag* tag, config::Scope scope, const QString& words) {
    const std::size_t size = directivesOf(scope).size();
    const QString count = size == 0   ? text(QT_TRANSLATE_NOOP("helpbook", "patterns only"))
                          : size == 1 ? text(QT_TRANSLATE_NOOP("helpbook", "1 name"))
                                      : text(QT_TRANSLATE_NOOP("helpbook", "%1 names")).arg(size);
    return QStringLiteral("[`%1`](%2) · %3  \n%4\n\n").arg(sectionName(tag), sectionAddress(tag), count, words);
}

Page reference() {
    Page page{text(QT_TRANSLATE_NOOP("helpbook", "The configuration, name by name")), {}};
    page.markdown = QStringLiteral("# ") + page.title + QStringLiteral("\n\n");
    page.markdown += text(QT_TRANSLATE_NOOP("helpbook",
                                            "Choose the section that a directive stands in, or type a part of its name above. "
                                            "[Configuration](help:configuration) explains the language itself.")) +
                     QStringLiteral("\n\n");
    page.markdown += sectionRow(nullptr, config::Scope::global,
                                text(QT_TRANSLATE_NOOP("helpbook", "What holds for the whole server, outside of any section.")));
    for (const config::Tag& tag : config::all_tags()) page.markdown += sectionRow(&tag, tag.scope, escaped(of(tag.help)));
    return page;
}

Page section(const QString& name) {
    const config::Tag* tag = config::find_tag(name.toStdString());
    if (!tag && name != QLatin1String("global")) return {};
    Page page{sectionName(tag), {}};
    page.markdown = QStringLiteral("# `%1`\n\n").arg(page.title);
    if (tag) {
        page.markdown += of(tag->help) + QStringLiteral("\n\n");
        if (tag->status != config::Status::honoured)
            page.markdown += QStringLiteral("**%1**: %2\n\n").arg(statusWords(tag->status), of(tag->note));
    }
    for (const config::Directive* d : directivesOf(tag ? tag->scope : config::Scope::global)) {
        QStringList facts{statusWords(d->status)};
        if (!d->default_text.empty()) facts.prepend(text(QT_TRANSLATE_NOOP("helpbook", "default `%1`")).arg(of(d->default_text)));
        page.markdown += QStringLiteral("[`%1`](help:config/%1) · %2  \n%3\n\n")
                             .arg(of(d->name), facts.join(QStringLiteral(" · ")), escaped(of(d->help)));
    }
    return page;
}

Page directive(const QString& name) {
    const QByteArray utf8 = name.toUtf8();
    const std::string markdown = config::directive_markdown({utf8.constData(), size_t(utf8.size())});
    if (markdown.empty()) return {};
    Page page{name, QString::fromStdString(markdown)};
    QStringList places;
    for (const config::Directive* d : config::find_directive_anywhere(name.toStdString())) {
        for (std::size_t s = 0; s < config::scope_count; ++s) {
            if (!(d->scopes & (config::Scopes{1} << s))) continue;
            const config::Tag* tag = config::find_tag(config::tag_name(config::Scope(s)));
            const QString link = QStringLiteral("[`%1`](%2)").arg(sectionName(tag), sectionAddress(tag));
            if (!places.contains(link)) places.append(link);
        }
    }
    if (!places.isEmpty())
        page.markdown +=
            QStringLiteral("\n") +
            text(QT_TRANSLATE_NOOP("helpbook", "More of the same section: %1")).arg(places.join(QStringLiteral(", ")));
    return page;
}

struct Found {
    QString address, title, words;
};

bool holds(const QString& where, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return where.contains(word, Qt::CaseInsensitive); });
}

/// Directives, each name once, by how well they fit.
QList<Found> directives(const QStringList& words, bool byName) {
    QList<QPair<int, Found>> out;
    QStringList seen;
    const QString first = words.first().toLower();
    for (const config::Directive* d : config::all_directives()) {
        const QString name = of(d->name);
        const bool named = holds(name, words);
        if (named != byName || (!byName && !holds(name + QLatin1Char(' ') + of(d->help), words)) || seen.contains(name)) continue;
        seen.append(name);
        const int rank = name == first ? 0 : name.startsWith(first) ? 1 : 2;
        out.append({rank, {QStringLiteral("help:config/") + name, name, of(d->help)}});
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<Found> list;
    for (const auto& [rank, found] : out) list.append(found);
    return list;
}

QList<Found> parts(const QString& words) {
    QList<Found> out;
    const QByteArray utf8 = words.toUtf8();
    for (const help::Hit& hit : help::search({utf8.constData(), size_t(utf8.size())}, language())) {
        Found found{QStringLiteral("help:") + of(hit.topic), of(hit.title), QString::fromStdString(hit.excerpt)};
        if (!hit.heading.empty()) {
            found.address += QLatin1Char('#') + QString::fromStdString(help::anchor_of(hit.heading));
            found.title += QStringLiteral(" › ") + of(hit.heading);
        }
        out.append(found);
    }
    return out;
}

struct Findings {
    QList<Found> names, parts, meanings;
};

Findings findAll(const QString& words) {
    const QStringList list = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (list.isEmpty()) return {};
    Findings out{directives(list, true), parts(words.simplified()), directives(list, false)};
    for (QList<Found>* part : {&out.names, &out.parts, &out.meanings})
        if (part->size() > kMostFound) part->resize(kMostFound);
    return out;
}

QString put(const QList<Found>& list, const QString& heading, bool code) {
    if (list.isEmpty()) return {};
    QString out = QStringLiteral("## ") + heading + QStringLiteral("\n\n");
    for (const Found& found : list) {
        const QString title = code ? QLatin1Char('`') + found.title + QLatin1Char('`') : found.title;
        out += QStringLiteral("[%1](%2)  \n%3\n\n").arg(title, found.address, escaped(found.words));
    }
    return out + QLatin1Char('\n');
}

}  // namespace

Page page(const QString& address) {
    QString id = address.startsWith(QLatin1String("help:")) ? address.mid(5) : address;
    id = id.section(QLatin1Char('#'), 0, 0);
    if (id.isEmpty()) return contents();
    if (id == QLatin1String("reference")) return reference();
    if (id.startsWith(QLatin1String("section/"))) return section(id.mid(8));
    if (id.startsWith(QLatin1String("config/"))) return directive(id.mid(7));
    const help::Topic topic = help::find_topic(id.toStdString(), language());
    return {of(topic.title), of(topic.text)};
}

Page search(const QString& words) {
    const Findings all = findAll(words);
    Page page{text(QT_TRANSLATE_NOOP("helpbook", "Found for “%1”")).arg(words.simplified()), {}};
    page.markdown = put(all.names, text(QT_TRANSLATE_NOOP("helpbook", "Directives by name")), true) +
                    put(all.parts, text(QT_TRANSLATE_NOOP("helpbook", "In the help")), false) +
                    put(all.meanings, text(QT_TRANSLATE_NOOP("helpbook", "Directives by what they do")), true);
    if (page.markdown.isEmpty())
        page.markdown = text(QT_TRANSLATE_NOOP("helpbook", "Nothing holds all of these words. [What there is](help:)"));
    return page;
}

QStringList found(const QString& words) {
    const Findings all = findAll(words);
    QStringList out;
    for (const auto* list : {&all.names, &all.parts, &all.meanings})
        for (const Found& one : *list) out.append(one.address);
    return out;
}

QString addressOf(const QString& name) {
    QString bare = name.toLower();
    const bool isSection = bare.startsWith(QLatin1Char('<'));
    bare.remove(QLatin1Char('<')).remove(QLatin1Char('>')).remove(QLatin1Char('/'));
    if (!isSection && !config::find_directive_anywhere(bare.toStdString()).empty()) return QStringLiteral("help:config/") + bare;
    if (config::find_tag(bare.toStdString())) return QStringLiteral("help:section/") + bare;
    return {};
}

QString anchorOf(const QString& address) { return address.section(QLatin1Char('#'), 1); }

}  // namespace mailrace::gui::helpbook
