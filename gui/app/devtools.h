// Two helpers for tests and documentation: pictures of the views, and a smoke check that prints one line. Both end the
// application.
#pragma once

#include <QObject>

namespace mailrace::gui {

class Connection;
class MainWindow;
struct Options;

/// Saves a picture of each wanted view into a folder after its data has arrived, then exits.
class Screenshots : public QObject {
    Q_OBJECT
public:
    Screenshots(MainWindow* window, const Options& options, QObject* parent);

private:
    void next();
    void waitForData();
    void grab();

    MainWindow* m_window;
    QString m_folder;
    int m_afterMs;
    int m_waited = 0;
    QStringList m_views;
};

/// Waits for hello and the first figures; prints "connected host=… queued=…" and exits 0, or why not and exits 1.
void runSmoke(Connection* connection, QObject* parent);

}  // namespace mailrace::gui
