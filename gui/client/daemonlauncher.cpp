#include "gui/client/daemonlauncher.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <optional>

namespace mailrace::gui {

namespace {
constexpr int kWatchMs = 15'000;
constexpr qint64 kMostOutput = 8 * 1024;

/// Nothing when the system has no /proc to ask.
std::optional<bool> isAlive(qint64 pid) {
    if (!QFile::exists(QStringLiteral("/proc/self/stat"))) return std::nullopt;
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly)) return false;
    const QByteArray text = stat.readAll();
    return !text.mid(text.lastIndexOf(')')).startsWith(") Z");
}
}  // namespace

DaemonLauncher::DaemonLauncher(const QStringList& arguments, QObject* parent) : QObject(parent), m_arguments(arguments) {
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &DaemonLauncher::watch);
}

QString DaemonLauncher::program() {
    const QString name = QStringLiteral("mailraced");
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

void DaemonLauncher::start() {
    if (isStarting()) return;
    const QString path = program();
    if (path.isEmpty()) {
        emit failed(tr("mailraced was not found beside this application, nor in the search path."), {});
        return;
    }
    QTemporaryFile log(QDir::tempPath() + QStringLiteral("/mailraced-start-XXXXXX.log"));
    log.setAutoRemove(false);
    if (log.open()) m_log = log.fileName();
    log.close();
    QProcess process;
    process.setProgram(path);
    process.setArguments(m_arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(m_log, QIODevice::Append);
    process.setStandardErrorFile(m_log, QIODevice::Append);
    if (!process.startDetached(&m_pid)) {
        emit failed(tr("%1 could not be started: %2").arg(path, process.errorString()), {});
        return;
    }
    m_since.start();
    m_timer.start();
    emit started();
}

void DaemonLauncher::succeeded() {
    m_timer.stop();
    if (!m_log.isEmpty()) QFile::remove(m_log);
    m_log.clear();
}

void DaemonLauncher::watch() {
    const auto alive = isAlive(m_pid);
    if (alive.has_value() && !*alive) {
        m_timer.stop();
        emit failed(tr("mailraced started and ended at once."), output());
    } else if (m_since.elapsed() > kWatchMs) {
        m_timer.stop();
        emit failed(tr("mailraced was started and does not answer on the socket yet."), output());
    }
}

QString DaemonLauncher::output() const {
    QFile file(m_log);
    if (m_log.isEmpty() || !file.open(QIODevice::ReadOnly)) return {};
    if (file.size() > kMostOutput) file.seek(file.size() - kMostOutput);
    return QString::fromUtf8(file.readAll()).trimmed();
}

}  // namespace mailrace::gui
