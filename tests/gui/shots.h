// Pictures of widgets from within tests, for eyes: with MAILRACE_SHOTS=FOLDER each call saves NAME-light.png and NAME-dark.png
// there; without it nothing happens.
#pragma once

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTest>
#include <QTranslator>
#include <QWidget>

#include "gui/widgets/theme.h"

namespace shots {

inline bool wanted() { return qEnvironmentVariableIsSet("MAILRACE_SHOTS"); }

/// For pictures in another language: MAILRACE_SHOTS_QM=mailrace_de.qm. What tests say of English words fails then.
inline void translate() {
    if (!qEnvironmentVariableIsSet("MAILRACE_SHOTS_QM")) return;
    auto* translator = new QTranslator(qApp);
    if (translator->load(qEnvironmentVariable("MAILRACE_SHOTS_QM"))) QCoreApplication::installTranslator(translator);
    QLocale::setDefault(QLocale(QLocale::German));
}

inline void take(QWidget* widget, const QString& name) {
    if (!wanted()) return;
    using mailrace::gui::Theme;
    using mailrace::gui::ThemeChoice;
    const QString folder = qEnvironmentVariable("MAILRACE_SHOTS");
    QDir().mkpath(folder);
    for (const auto& [choice, word] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark")}) {
        Theme::instance().choose(choice);
        QTest::qWait(60);
        widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(word)));
    }
    Theme::instance().choose(ThemeChoice::Light);
}

}  // namespace shots
