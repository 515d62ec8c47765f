// How long the event loop of the window's thread was held up: by its own work, and on the wall.
#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>
#include <algorithm>
#include <ctime>

class StallMeter : public QObject {
public:
    StallMeter() {
        m_clock.start();
        m_busy = busyMs();
        m_timer.setInterval(0);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double busy = busyMs();
            longestBusy = std::max(longestBusy, busy - m_busy);
            longestWall = std::max(longestWall, double(m_clock.nsecsElapsed()) / 1e6);
            m_clock.restart();
            m_busy = busy;
            QThread::usleep(500);
        });
        m_timer.start();
    }

    /// CPU time of this thread in milliseconds: what the loop itself did, whatever else the machine does. Wall time where it
    /// cannot be asked.
    static double busyMs() {
#ifdef CLOCK_THREAD_CPUTIME_ID
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return double(t.tv_sec) * 1000.0 + double(t.tv_nsec) / 1e6;
#else
        return double(QDateTime::currentMSecsSinceEpoch());
#endif
    }

    double longestBusy = 0;
    double longestWall = 0;

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_busy = 0;
};
