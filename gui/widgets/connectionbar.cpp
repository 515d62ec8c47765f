#include "gui/widgets/connectionbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/client/daemonlauncher.h"
#include "gui/models/format.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kPatienceMs = 700;  // a connection that comes up faster shows no bar
}

ConnectionBar::ConnectionBar(Connection* connection, DaemonLauncher* launcher, QWidget* parent)
    : QFrame(parent),
      m_connection(connection),
      m_launcher(launcher),
      m_shown(LinkState::Idle),
      m_title(new QLabel),
      m_help(new QLabel),
      m_retry(new QLabel),
      m_output(new QPlainTextEdit),
      m_start(new QPushButton(tr("Start the daemon"))),
      m_again(new QPushButton(tr("Try now"))) {
    setObjectName(QStringLiteral("connectionBar"));
    setAccessibleName(tr("State of the connection to the daemon"));
    m_title->setObjectName(QStringLiteral("strong"));
    m_retry->setObjectName(QStringLiteral("dim"));
    m_help->setWordWrap(true);
    m_help->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_start->setObjectName(QStringLiteral("primary"));
    m_start->setToolTip(tr("Starts mailraced on this machine with the options that this application was given"));
    m_again->setToolTip(tr("Tries to connect at once instead of at the end of the pause"));
    m_output->setObjectName(QStringLiteral("response"));
    m_output->setAccessibleName(tr("What the daemon said"));
    m_output->setReadOnly(true);
    m_output->setFont(Theme::instance().mono());
    m_output->setMaximumHeight(110);
    m_output->hide();

    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_help);
    words->addWidget(m_output);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->addLayout(words, 1);
    row->addWidget(m_retry);
    row->addWidget(m_again);
    row->addWidget(m_start);
    hide();

    m_timer.setInterval(500);
    m_patience.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionBar::countDown);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_connection->isReady()) describe(m_connection->state());
    });
    connect(m_connection, &Connection::stateChanged, this, &ConnectionBar::onState);
    connect(m_again, &QPushButton::clicked, m_connection, &Connection::retryNow);
    connect(m_start, &QPushButton::clicked, m_launcher, &DaemonLauncher::start);
    connect(m_launcher, &DaemonLauncher::started, this, [this] {
        m_output->hide();
        m_start->setEnabled(false);
        m_start->setText(tr("Starting…"));
        m_connection->retryNow();
    });
    connect(m_launcher, &DaemonLauncher::failed, this, &ConnectionBar::onLaunchFailed);
}

QString ConnectionBar::stateName(LinkState state) {
    switch (state) {
        case LinkState::Idle: return tr("not connected");
        case LinkState::Connecting:
        case LinkState::Greeting: return tr("connecting");
        case LinkState::Starting: return tr("daemon is starting");
        case LinkState::Ready: return tr("connected");
        case LinkState::NotRunning: return tr("daemon is not running");
        case LinkState::Forbidden: return tr("access refused");
        case LinkState::Incompatible: return tr("versions do not fit");
        case LinkState::Lost: return tr("connection lost");
    }
    return {};
}

QString ConnectionBar::title() const { return m_title->text(); }
QString ConnectionBar::help() const { return m_help->text(); }

void ConnectionBar::onState(LinkState state) {
    if (state == LinkState::Ready) {
        m_timer.stop();
        m_patience.stop();
        m_launcher->succeeded();
        m_shown = LinkState::Ready;
        m_start->setEnabled(true);
        m_start->setText(tr("Start the daemon"));
        m_output->hide();
        hide();
        return;
    }
    m_timer.start();
    const bool trying = state == LinkState::Connecting || state == LinkState::Greeting;
    if (!trying) {
        describe(state);
    } else if (!isVisible() && !m_patience.isActive()) {
        m_patience.start(kPatienceMs);
    }
    countDown();
}

void ConnectionBar::describe(LinkState state) {
    m_shown = state;
    const QString path = m_connection->path();
    const QString why = m_connection->reason();
    bool canStart = false;
    switch (state) {
        case LinkState::NotRunning:
            m_title->setText(tr("The daemon is not running."));
            m_help->setText(
                tr("Nobody answers on %1: %2. Start it here, or as a service with “systemctl start mailraced”.").arg(path, why));
            canStart = true;
            break;
        case LinkState::Starting: {
            m_title->setText(tr("The daemon is starting."));
            const DaemonInfo& daemon = m_connection->daemon();
            m_help->setText(
                daemon.total > 0
                    ? tr("%1: %2 of %3").arg(why, format::count(double(daemon.done)), format::count(double(daemon.total)))
                : why.isEmpty() ? tr("It reads the spool and will be ready soon.")
                                : why);
            break;
        }
        case LinkState::Forbidden:
            m_title->setText(tr("You may not speak to this daemon."));
            m_help->setText(tr("%1 Ask for membership in the group “mailrace” (usermod -aG mailrace NAME), then log in again. "
                               "The socket is %2.")
                                .arg(why, path));
            break;
        case LinkState::Incompatible:
            m_title->setText(tr("This application and the daemon do not understand each other."));
            m_help->setText(tr("%1 Install the same version of both.").arg(why));
            break;
        case LinkState::Lost:
            m_title->setText(tr("The connection to the daemon is gone."));
            m_help->setText(tr("%1 What you see is the last that was known. The socket is %2.").arg(why, path));
            canStart = true;
            break;
        case LinkState::Idle:
        case LinkState::Connecting:
        case LinkState::Greeting:
            m_title->setText(tr("Connecting to the daemon…"));
            m_help->setText(tr("Waiting for an answer on %1.").arg(path));
            break;
        case LinkState::Ready: return;
    }
    m_start->setVisible(canStart);
    setProperty("severity", state == LinkState::Starting || state == LinkState::Connecting ? "slow" : "bad");
    style()->unpolish(this);
    style()->polish(this);
    show();
}

void ConnectionBar::countDown() {
    const int ms = m_connection->msToRetry();
    m_again->setVisible(ms > 0 && !m_launcher->isStarting());
    m_retry->setText(ms > 0 ? tr("next attempt in %1 s").arg((ms + 999) / 1000) : tr("trying…"));
    // While a daemon that we started comes up there is no reason for long pauses.
    if (m_launcher->isStarting() && ms > 1000) m_connection->retryNow();
}

void ConnectionBar::onLaunchFailed(const QString& words, const QString& output) {
    m_start->setEnabled(true);
    m_start->setText(tr("Start the daemon"));
    m_title->setText(words);
    m_output->setPlainText(output);
    m_output->setVisible(!output.isEmpty());
    show();
}

}  // namespace mailrace::gui
