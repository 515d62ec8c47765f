#include "gui/app/statusline.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPainter>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/statsfeed.h"
#include "gui/widgets/connectionbar.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

StatusLine::StatusLine(Connection* connection, StatsFeed* stats, QWidget* parent)
    : QStatusBar(parent),
      m_connection(connection),
      m_stats(stats),
      m_dot(new QLabel),
      m_state(new QLabel),
      m_in(new QLabel),
      m_out(new QLabel),
      m_queued(new QLabel),
      m_connections(new QLabel),
      m_spool(new QLabel),
      m_version(new QLabel) {
    setSizeGripEnabled(false);
    setAccessibleName(tr("Status"));
    m_dot->setFixedWidth(30);
    m_dot->setAlignment(Qt::AlignCenter);
    for (QLabel* label : {m_dot, m_state, m_in, m_out, m_queued, m_connections, m_spool}) addWidget(label);
    addPermanentWidget(m_version);
    m_version->setText(QCoreApplication::applicationVersion());
    m_version->setToolTip(tr("Version of this application"));
    connect(connection, &Connection::stateChanged, this, &StatusLine::showState);
    connect(stats, &StatsFeed::updated, this, &StatusLine::showStats);
    connect(&Theme::instance(), &Theme::changed, this, &StatusLine::showState);
    showState();
}

QString StatusLine::stateText() const { return m_state->text(); }

void StatusLine::showState() {
    const LinkState state = m_connection->state();
    Tone tone = Tone::Bad;
    if (state == LinkState::Ready)
        tone = Tone::Good;
    else if (state == LinkState::Connecting || state == LinkState::Greeting || state == LinkState::Starting)
        tone = Tone::Slow;
    QPixmap dot(QSize(10, 10) * devicePixelRatioF());
    dot.setDevicePixelRatio(devicePixelRatioF());
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::instance().color(tone));
    painter.drawEllipse(QRectF(1, 1, 8, 8));
    painter.end();
    m_dot->setPixmap(dot);
    const DaemonInfo& daemon = m_connection->daemon();
    m_state->setText(state == LinkState::Ready ? tr("%1 · local socket · %2").arg(daemon.host, daemon.roleName())
                                               : ConnectionBar::stateName(state));
    m_state->setToolTip(m_connection->path());
    if (!daemon.version.isEmpty()) {
        m_version->setText(daemon.version);
        m_version->setToolTip(tr("Daemon %1, application %2").arg(daemon.version, QCoreApplication::applicationVersion()));
    }
    const bool live = state == LinkState::Ready;
    for (QLabel* label : {m_in, m_out, m_queued, m_connections, m_spool}) label->setEnabled(live);
}

void StatusLine::showStats() {
    const auto number = [this](const char* path) { return m_stats->number(QLatin1String(path)); };
    m_in->setText(tr("in %1").arg(format::rate(number("rates.received"))));
    m_in->setToolTip(tr("Recipients accepted a second"));
    m_out->setText(tr("out %1").arg(format::rate(number("rates.delivered"))));
    m_out->setToolTip(tr("Recipients delivered a second"));
    m_queued->setText(tr("queued %1").arg(format::count(number("queued"))));
    m_queued->setToolTip(tr("Recipients that wait for delivery"));
    m_connections->setText(tr("connections %1").arg(format::count(number("connections_out"))));
    m_connections->setToolTip(tr("Connections to receivers; %1 from feeders").arg(format::count(number("connections_in"))));
    const QJsonObject spool = m_stats->latest().value(QLatin1String("spool")).toObject();
    const bool accepting = spool.value(QLatin1String("accepting")).toBool(true);
    m_spool->setText(accepting ? tr("spool %1 free").arg(format::bytes(number("spool.free")))
                               : tr("spool refuses mail: %1").arg(spool.value(QLatin1String("refusal")).toString()));
    m_spool->setToolTip(
        tr("%1 in use by %2 messages").arg(format::bytes(number("spool.bytes")), format::count(number("spool.messages"))));
}

}  // namespace mailrace::gui
