// What the command line asked for. A plain value.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace mailrace::gui {

struct Options {
    QString socket;               // path of the daemon's socket
    QStringList daemonArguments;  // for Start the daemon
    QString theme;                // light, dark, auto; empty: as remembered
    QString view;
    QString filter;
    QString settingsFile;
    QString screenshotDir;
    int afterMs = 1500;
    QSize size;
    bool smoke = false;

    /// The socket where a daemon listens when nothing was said.
    static QString defaultSocket();
};

/// Reads the application's arguments; ends the process on --help, --version and mistakes.
Options readOptions();

}  // namespace mailrace::gui
