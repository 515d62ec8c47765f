#include "gui/app/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace mailrace::gui {

namespace {

QString words(const char* text) { return QCoreApplication::translate("options", text); }

QSize readSize(const QString& text) {
    const QStringList parts = text.split(QLatin1Char('x'));
    return parts.size() == 2 ? QSize(parts.at(0).toInt(), parts.at(1).toInt()) : QSize();
}

}  // namespace

QString Options::defaultSocket() {
    const QString named = qEnvironmentVariable("MAILRACE_SOCKET");
    return named.isEmpty() ? QStringLiteral("/run/mailrace/control.sock") : named;
}

Options readOptions() {
    QCommandLineParser parser;
    parser.setApplicationDescription(words(QT_TRANSLATE_NOOP("options", "Watch and steer a Mailrace daemon.")));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption socket(QStringLiteral("socket"), words(QT_TRANSLATE_NOOP("options", "Socket of the daemon.")),
                                    QStringLiteral("path"));
    const QCommandLineOption config({QStringLiteral("c"), QStringLiteral("config")},
                                    words(QT_TRANSLATE_NOOP("options", "Configuration for a daemon that is started from here.")),
                                    QStringLiteral("file"));
    const QCommandLineOption daemonOption(
        QStringLiteral("daemon-option"),
        words(QT_TRANSLATE_NOOP("options", "One more argument for a daemon that is started from here; may be repeated.")),
        QStringLiteral("argument"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   words(QT_TRANSLATE_NOOP("options", "light, dark or auto (as the desktop).")),
                                   QStringLiteral("name"));
    const QCommandLineOption view(QStringLiteral("view"), words(QT_TRANSLATE_NOOP("options", "overview, queues, events, configuration or suppression.")),
                                  QStringLiteral("name"));
    const QCommandLineOption filter(QStringLiteral("filter"),
                                    words(QT_TRANSLATE_NOOP("options", "Filter of the view that is shown first.")),
                                    QStringLiteral("text"));
    const QCommandLineOption settingsFile(QStringLiteral("settings"),
                                          words(QT_TRANSLATE_NOOP("options", "Remember settings in this file.")),
                                          QStringLiteral("file"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  words(QT_TRANSLATE_NOOP("options", "Size of the window, for example 1440x900.")),
                                  QStringLiteral("size"));
    const QCommandLineOption shots(
        QStringLiteral("screenshot-dir"),
        words(QT_TRANSLATE_NOOP("options", "Save a picture of the view (of every view when none is named) there, and exit.")),
        QStringLiteral("folder"));
    const QCommandLineOption after(QStringLiteral("after"),
                                   words(QT_TRANSLATE_NOOP("options", "Milliseconds between the first data and the picture.")),
                                   QStringLiteral("ms"), QStringLiteral("1500"));
    const QCommandLineOption smoke(
        QStringLiteral("smoke"), words(QT_TRANSLATE_NOOP("options", "Connect, wait for the first data, print one line, exit.")));
    parser.addOptions({socket, config, daemonOption, theme, view, filter, settingsFile, size, shots, after, smoke});
    parser.process(*QCoreApplication::instance());

    Options out;
    out.socket = parser.isSet(socket) ? parser.value(socket) : Options::defaultSocket();
    if (parser.isSet(config)) out.daemonArguments << QStringLiteral("--config") << parser.value(config);
    if (parser.isSet(socket)) out.daemonArguments << QStringLiteral("--socket") << parser.value(socket);
    out.daemonArguments << parser.values(daemonOption);
    out.theme = parser.value(theme);
    out.view = parser.value(view);
    out.filter = parser.value(filter);
    out.settingsFile = parser.value(settingsFile);
    out.screenshotDir = parser.value(shots);
    out.afterMs = parser.value(after).toInt();
    out.size = readSize(parser.value(size));
    out.smoke = parser.isSet(smoke);
    return out;
}

}  // namespace mailrace::gui
