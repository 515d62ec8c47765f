#include "gui/app/devtools.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QTimer>
#include <cstdio>

#include "gui/app/mainwindow.h"
#include "gui/app/options.h"
#include "gui/client/connection.h"
#include "gui/models/statsfeed.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/view.h"

namespace mailrace::gui {

namespace {
constexpr int kStep = 100;
constexpr int kPatience = 20'000;
constexpr int kPatienceWhileBusy = 300'000;
}  // namespace

Screenshots::Screenshots(MainWindow* window, const Options& options, QObject* parent)
    : QObject(parent), m_window(window), m_folder(options.screenshotDir), m_afterMs(options.afterMs) {
    QDir().mkpath(m_folder);
    if (options.view.isEmpty()) {
        for (const View* view : window->views()) m_views.append(view->id());
    } else {
        m_views.append(options.view);
    }
    QTimer::singleShot(0, this, &Screenshots::next);
}

void Screenshots::next() {
    if (m_views.isEmpty()) return QCoreApplication::exit(0);
    m_window->showView(m_views.first());
    m_waited = 0;
    waitForData();
}

void Screenshots::waitForData() {
    m_waited += kStep;
    const View* view = m_window->currentView();
    if (view->hasData() && (!view->isBusy() || m_waited > kPatienceWhileBusy)) {
        QTimer::singleShot(m_afterMs, this, &Screenshots::grab);
    } else if (!view->hasData() && m_waited > kPatience) {
        grab();  // a picture of what there is helps more than none
    } else {
        QTimer::singleShot(kStep, this, &Screenshots::waitForData);
    }
}

void Screenshots::grab() {
    const QString name =
        QStringLiteral("%1/%2-%3.png")
            .arg(m_folder, m_views.takeFirst(), Theme::instance().isDark() ? QStringLiteral("dark") : QStringLiteral("light"));
    if (!m_window->grab().save(name)) {
        std::fprintf(stderr, "mailrace: cannot write %s\n", qPrintable(name));
        return QCoreApplication::exit(1);
    }
    if (const qint64 rows = m_window->currentView()->rows(); rows >= 0)
        std::printf("%s rows=%lld\n", qPrintable(name), static_cast<long long>(rows));
    std::fflush(stdout);
    next();
}

void runSmoke(Connection* connection, QObject* parent) {
    auto* stats = new StatsFeed(connection, parent);
    QObject::connect(stats, &StatsFeed::updated, parent, [connection, stats] {
        std::printf("connected host=%s version=%s role=%s queued=%lld delivered=%lld\n", qPrintable(connection->daemon().host),
                    qPrintable(connection->daemon().version), qPrintable(connection->daemon().roleName()),
                    static_cast<long long>(stats->number(QStringLiteral("queued"))),
                    static_cast<long long>(stats->number(QStringLiteral("delivered"))));
        std::fflush(stdout);
        QCoreApplication::exit(0);
    });
    QTimer::singleShot(kPatience, parent, [connection] {
        std::printf("not connected: %s\n", qPrintable(connection->reason()));
        std::fflush(stdout);
        QCoreApplication::exit(1);
    });
}

}  // namespace mailrace::gui
