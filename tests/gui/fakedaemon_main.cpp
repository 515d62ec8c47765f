// The fake daemon as a program, to look at the application without a real one: fakedaemon SOCKET [queues] [events] [events a
// second].
#include <QCoreApplication>
#include <cstdio>

#include "tests/gui/fakedaemon.h"

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    FakeDaemon::Options options;
    if (arguments.size() > 2) options.queues = arguments.at(2).toInt();
    if (arguments.size() > 3) options.events = arguments.at(3).toLongLong();
    if (arguments.size() > 4) options.eventsPerSecond = arguments.at(4).toInt();
    FakeDaemon daemon(options);
    if (arguments.size() < 2 || !daemon.listen(arguments.at(1))) {
        std::fprintf(stderr, "usage: fakedaemon SOCKET [queues] [events] [events a second]\n");
        return 1;
    }
    return QCoreApplication::exec();
}
