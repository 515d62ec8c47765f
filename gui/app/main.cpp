#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include "gui/app/devtools.h"
#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/views/events/eventsview.h"
#include "gui/views/queues/queuesview.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"

namespace {

using namespace mailrace::gui;

ThemeChoice themeByName(const QString& name) {
    if (name == QLatin1String("light")) return ThemeChoice::Light;
    if (name == QLatin1String("dark")) return ThemeChoice::Dark;
    return ThemeChoice::Auto;
}

void installTranslations(QApplication& app) {
    auto* qt = new QTranslator(&app);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        app.installTranslator(qt);
    auto* own = new QTranslator(&app);
    if (own->load(QLocale(), QStringLiteral("mailrace"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        app.installTranslator(own);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("mailrace"));
    QApplication::setApplicationDisplayName(QStringLiteral("Mailrace"));
    QApplication::setApplicationVersion(QStringLiteral(MAILRACE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("mailrace"));
    installTranslations(app);
    const Options options = readOptions();
    if (!options.settingsFile.isEmpty()) settings::useFile(options.settingsFile);

    Connection connection;
    if (options.smoke) {
        runSmoke(&connection, &app);
        connection.open(options.socket);
        return QApplication::exec();
    }
    Theme::instance().choose(themeByName(options.theme.isEmpty() ? settings::get(Setting::Theme).toString() : options.theme));
    MainWindow window(&connection, options);
    if (!options.filter.isEmpty()) {
        if (options.view == QLatin1String("queues"))
            window.queues()->setFilter(options.filter);
        else
            window.events()->showFilter(options.filter);
    }
    window.show();
    if (!options.screenshotDir.isEmpty()) new Screenshots(&window, options, &window);
    connection.open(options.socket);
    return QApplication::exec();
}
