#include "gui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPalette>
#include <QStyleFactory>

#include "gui/widgets/desktopscheme.h"

static void initResources() { Q_INIT_RESOURCE(mailrace); }

namespace mailrace::gui {

namespace {

constexpr qreal kFontPoints = 9.5;
constexpr qreal kMonoPoints = 9.0;

QByteArray readResource(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString firstInstalled(const QJsonArray& families) {
    for (const auto& family : families) {
        if (QFontDatabase::hasFamily(family.toString())) return family.toString();
    }
    return {};
}

QPalette makePalette(const Theme& theme) {
    QPalette p;
    const auto set = [&](QPalette::ColorRole role, const char* name) { p.setColor(role, theme.color(name)); };
    set(QPalette::Window, "ground");
    set(QPalette::WindowText, "text");
    set(QPalette::Base, "card");
    set(QPalette::AlternateBase, "inset");
    set(QPalette::Text, "text");
    set(QPalette::Button, "card");
    set(QPalette::ButtonText, "text");
    set(QPalette::BrightText, "bad");
    set(QPalette::Highlight, "selection");
    set(QPalette::HighlightedText, "text");
    set(QPalette::ToolTipBase, "card");
    set(QPalette::ToolTipText, "text");
    set(QPalette::PlaceholderText, "dim");
    set(QPalette::Link, "accent");
    set(QPalette::LinkVisited, "complaint");
    set(QPalette::Mid, "line");
    set(QPalette::Midlight, "line");
    set(QPalette::Dark, "line_strong");
    set(QPalette::Light, "card");
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, theme.color("disabled"));
    }
    return p;
}

}  // namespace

Theme& Theme::instance() {
    static auto* theme = [] {
        initResources();
        return new Theme;
    }();
    return *theme;
}

Theme::Theme() : QObject(qApp) {
    auto* scheme = new DesktopScheme(this);
    m_desktopDark = scheme->isDark();
    connect(scheme, &DesktopScheme::changed, this, [this](bool dark) {
        m_desktopDark = dark;
        if (m_choice == ThemeChoice::Auto) apply();
    });
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const auto document = QJsonDocument::fromJson(readResource(QStringLiteral(":/style/palette.json")));
    readFonts(document.object().value(QLatin1String("fonts")).toObject());
    apply();
}

void Theme::choose(ThemeChoice choice) {
    if (choice == m_choice) return;
    m_choice = choice;
    apply();
}

QColor Theme::color(Tone tone) const {
    switch (tone) {
        case Tone::Plain: return color("text");
        case Tone::Dim: return color("dim");
        case Tone::Good: return color("good");
        case Tone::Slow: return color("slow");
        case Tone::Bad: return color("bad");
        case Tone::Depth: return color("depth");
        case Tone::Complaint: return color("complaint");
        case Tone::Accent: return color("accent");
    }
    return {};
}

void Theme::readFonts(const QJsonObject& fonts) {
    QFont ui = QApplication::font();
    if (const QString family = firstInstalled(fonts.value(QLatin1String("ui")).toArray()); !family.isEmpty()) {
        ui = QFont(family);
    }
    ui.setPointSizeF(kFontPoints);
    QApplication::setFont(ui);
    m_mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (const QString family = firstInstalled(fonts.value(QLatin1String("mono")).toArray()); !family.isEmpty()) {
        m_mono = QFont(family);
    }
    m_mono.setStyleHint(QFont::Monospace);
    m_mono.setPointSizeF(kMonoPoints);
}

void Theme::apply() {
    m_dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::Auto && m_desktopDark);
    const auto document = QJsonDocument::fromJson(readResource(QStringLiteral(":/style/palette.json")));
    const QJsonObject names = document.object().value(m_dark ? QLatin1String("dark") : QLatin1String("light")).toObject();
    QString sheet = QString::fromUtf8(readResource(QStringLiteral(":/style/mailrace.qss")));
    m_colors.clear();
    for (auto it = names.begin(); it != names.end(); ++it) {
        m_colors.insert(it.key(), QColor(it.value().toString()));
        sheet.replace(QLatin1Char('@') + it.key() + QLatin1Char('@'), it.value().toString());
    }
    QApplication::setPalette(makePalette(*this));
    qApp->setStyleSheet(sheet);
    emit changed();
}

}  // namespace mailrace::gui
