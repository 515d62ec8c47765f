#include "gui/views/overview/attentionpanel.h"

#include <QFrame>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/widgets/dryrun.h"
#include "gui/widgets/flowlayout.h"
#include "gui/widgets/responsebox.h"
#include "shared/protocol/catalogue.h"

namespace mailrace::gui {

namespace {

/// Does the method take part in the dry-run procedure?
bool hasDryRun(const QString& method) {
    const auto* info = protocol::find_method(method.toStdString());
    return info && std::any_of(info->params.begin(), info->params.end(), [](const auto& p) { return p.name == "dry_run"; });
}

QLabel* makeText(const QString& text, const char* name) {
    auto* label = new QLabel(text);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

AttentionPanel::AttentionPanel(Connection* connection, QWidget* parent)
    : QScrollArea(parent), m_connection(connection), m_dryRun(new DryRun(connection, this)) {
    setAccessibleName(tr("Needs attention"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("scrollContent"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 4, 0);
    m_layout->setSpacing(8);
    setWidget(content);
    auto* subscription = connection->subscribe(QStringLiteral("attention"), {}, 1000, this);
    const auto take = [this](const QJsonObject& data) { show(data.value(QLatin1String("items")).toArray()); };
    connect(subscription, &Subscription::snapshot, this, take);
    connect(subscription, &Subscription::changed, this, take);
    m_layout->addWidget(makeText(tr("No data yet."), "dim"));
    m_layout->addStretch(1);
}

void AttentionPanel::show(const QJsonArray& items) {
    if (m_shown && items == m_items) return;
    m_shown = true;
    m_items = items;
    while (QLayoutItem* old = m_layout->takeAt(0)) {
        if (old->widget()) old->widget()->deleteLater();
        delete old;
    }
    for (const auto& item : items) m_layout->addWidget(makeItem(item.toObject()));
    if (items.isEmpty())
        m_layout->addWidget(makeText(tr("Nothing. No queue is in back-off, no limit is reached, the disk has room."), "dim"));
    m_layout->addStretch(1);
    emit countChanged(count());
}

QWidget* AttentionPanel::makeItem(const QJsonObject& item) {
    const QString severity = item.value(QLatin1String("severity")).toString();
    const QString queue = item.value(QLatin1String("queue")).toString();
    const QString response = item.value(QLatin1String("response")).toString();
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("attentionItem"));
    frame->setProperty("severity", severity);
    frame->setAccessibleName(item.value(QLatin1String("title")).toString());
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(11, 7, 10, 9);
    layout->setSpacing(4);
    layout->addWidget(makeText(item.value(QLatin1String("title")).toString(), "strong"));
    if (const QString text = item.value(QLatin1String("text")).toString(); !text.isEmpty())
        layout->addWidget(makeText(text, "text"));
    if (const qint64 since = item.value(QLatin1String("since")).toInteger(); since > 0) {
        const qint64 until = item.value(QLatin1String("until")).toInteger();
        QString when = tr("%1 since %2")
                           .arg(severity == QLatin1String("critical")  ? tr("critical")
                                : severity == QLatin1String("warning") ? tr("warning")
                                                                       : tr("note"),
                                format::clock(since));
        if (until > 0) when += tr(", until %1").arg(format::clock(until));
        auto* label = makeText(when, "dim");
        label->setToolTip(format::exact(since));
        layout->addWidget(label);
    }
    if (!response.isEmpty()) {
        auto* box = new ResponseBox(tr("Response that caused it"));
        box->setMostLines(4);
        box->setWords(response);
        layout->addWidget(box);
    }
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    const QJsonArray actions = item.value(QLatin1String("actions")).toArray();
    const bool hasEvents = std::any_of(actions.begin(), actions.end(), [](const auto& action) {
        return action.toObject().value(QLatin1String("method")).toString().startsWith(QLatin1String("events."));
    });
    if (!queue.isEmpty() && !hasEvents) {
        auto* events = new QPushButton(tr("Show events"));
        connect(events, &QPushButton::clicked, this,
                [this, queue] { emit eventsWanted(filtertext::term(QStringLiteral("queue"), queue)); });
        flow->addWidget(events);
    }
    if (!queue.isEmpty()) {
        auto* open = new QPushButton(tr("Show queue"));
        connect(open, &QPushButton::clicked, this, [this, queue] { emit queueWanted(queue); });
        flow->addWidget(open);
    }
    for (const auto& value : actions) {
        const QJsonObject action = value.toObject();
        auto* button = new QPushButton(action.value(QLatin1String("label")).toString());
        button->setToolTip(tr("Asks before it changes anything"));
        connect(button, &QPushButton::clicked, this, [this, action] { act(action); });
        flow->addWidget(button);
    }
    if (flow->count() > 0)
        layout->addWidget(buttons);
    else
        buttons->deleteLater();
    return frame;
}

void AttentionPanel::act(const QJsonObject& action) {
    const QString method = action.value(QLatin1String("method")).toString();
    const QString label = action.value(QLatin1String("label")).toString();
    const QJsonObject params = action.value(QLatin1String("params")).toObject();
    if (method.startsWith(QLatin1String("events."))) {
        emit eventsWanted(params.value(QLatin1String("filter")).toString());
    } else if (method == QLatin1String("queues.get")) {
        emit queueWanted(params.value(QLatin1String("queue")).toString());
    } else if (hasDryRun(method)) {
        m_dryRun->run({method, params, label, label + tr(": %1 with %2. Go on?"), label, {}, {}, {}});
    } else {
        m_connection->call(this, method, params, [](const RpcResult&) {});
    }
}

}  // namespace mailrace::gui
