#include "gui/views/events/eventdetail.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>

#include "gui/client/connection.h"
#include "gui/models/filtertext.h"
#include "gui/models/format.h"
#include "gui/models/recordmodel.h"
#include "gui/models/words.h"
#include "gui/widgets/card.h"
#include "gui/widgets/celldelegate.h"
#include "gui/widgets/flowlayout.h"
#include "gui/widgets/responsebox.h"
#include "gui/widgets/segmented.h"

namespace mailrace::gui {

namespace {
constexpr int kOthers = 100;

QString strong(const QString& text) { return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped()); }
}  // namespace

EventDetail::EventDetail(Connection* connection, QWidget* parent) : QWidget(parent), m_connection(connection) {
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(10);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeRight());
    splitter->setSizes({600, 500});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    show({}, {});
}

QWidget* EventDetail::makeLeft() {
    m_left = new Card;
    m_response = new ResponseBox(tr("Exact response"));
    m_response->setMostLines(6);
    m_explanation = new QLabel;
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::RichText);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = new QLabel;
    m_facts->setObjectName(QStringLiteral("dim"));
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    const auto add = [&](const QString& text, const QString& tip, auto run) {
        auto* button = new QPushButton(text);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, run);
        flow->addWidget(button);
        return button;
    };
    m_rule = add(tr("Make a rule…"), tr("A pattern and a category for responses like this one, tried on those that came"),
                 [this] { emit ruleWanted(false); });
    m_reclassify = add(tr("Reclassify…"), tr("Put exactly this response into another category"), [this] { emit ruleWanted(true); });
    m_alike = add(tr("Only alike"), tr("Events whose response means the same"), [this] {
        if (!text("form").isEmpty()) return emit filterWanted(filtertext::term(QStringLiteral("form"), text("form")));
        QString filter = filtertext::term(QStringLiteral("type"), text("type"));
        if (!text("provider").isEmpty())
            filter += QLatin1Char(' ') + filtertext::term(QStringLiteral("provider"), text("provider"));
        if (number("code") > 0) filter += QStringLiteral(" code:%1").arg(number("code"));
        if (!text("status").isEmpty()) filter += QStringLiteral(" status:") + text("status");
        emit filterWanted(filter);
    });
    m_thisRecipient = add(tr("This recipient"), tr("Every event of this recipient"),
                          [this] { emit filterWanted(filtertext::term(QStringLiteral("recipient"), text("recipient"))); });
    m_thisMessage = add(tr("This message"), tr("Every event of this message"),
                        [this] { emit filterWanted(filtertext::term(QStringLiteral("message"), text("message"))); });
    m_suppress = add(tr("Suppress…"), tr("Add this recipient to a suppression list"), [this] { emit suppressWanted(text("recipient")); });
    m_suppressed = add(tr("Suppressed?"), tr("Is this recipient suppressed, and why?"),
                       [this] { emit suppressionCheckWanted(text("recipient")); });
    m_queue = add(tr("Show queue"), tr("The queue of this recipient"), [this] { emit queueWanted(text("queue")); });
    m_copy = add(tr("Copy"), tr("The event as text"), [this] { QGuiApplication::clipboard()->setText(asText()); });

    auto* inner = new QWidget;
    inner->setObjectName(QStringLiteral("scrollContent"));
    auto* layout = new QVBoxLayout(inner);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(8);
    layout->addWidget(m_response);
    layout->addWidget(m_explanation);
    layout->addWidget(buttons);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_left->addContent(scroll);
    return m_left;
}

QWidget* EventDetail::makeRight() {
    m_right = new Card(tr("Session"));
    m_session = new ResponseBox(tr("Dialogue with the other side"));
    m_session->setMostLines(9);
    m_right->addContent(m_session, 0);
    m_of = new Segmented({tr("Other events of this message"), tr("Of this recipient")}, tr("Other events"));
    auto* row = new QWidget;
    auto* rowLayout = new QHBoxLayout(row);
    rowLayout->setContentsMargins(0, 4, 0, 0);
    rowLayout->addWidget(m_of);
    rowLayout->addStretch(1);
    m_right->addContent(row, 0);
    m_others = new RecordModel({{QStringLiteral("time"), tr("time"), CellKind::ClockMs},
                                {QStringLiteral("type"), tr("type"), CellKind::EventType},
                                {QStringLiteral("recipient"), tr("recipient"), CellKind::Text},
                                {QStringLiteral("response"), tr("response"), CellKind::Mono}},
                               this);
    m_othersTable = new QTableView;
    prepareTable(m_othersTable, tr("Other events"));
    m_othersTable->setModel(m_others);
    m_othersTable->horizontalHeader()->hide();
    m_othersTable->setColumnWidth(0, 100);
    m_othersTable->setColumnWidth(1, 92);
    m_othersTable->setColumnWidth(2, 150);
    m_othersTable->setMinimumHeight(60);
    m_othersTable->setToolTip(tr("Double click to go to an event"));
    m_right->addContent(m_othersTable, 1, true);
    connect(m_of, &Segmented::chosen, this, &EventDetail::loadOthers);
    connect(m_othersTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit eventWanted(quint64(m_others->record(index.row()).value(QLatin1String("id")).toInteger()));
    });
    return m_right;
}

void EventDetail::showEvent(quint64 id) {
    if (id == m_id) return;
    m_id = id;
    if (id == 0) return show({}, {});
    emit shown();
    m_connection->call(
        this, QStringLiteral("events.get"), {{QStringLiteral("id"), qint64(id)}}, [this, id](const RpcResult& result) {
            if (id != m_id) return;
            if (!result.ok) {
                m_id = 0;
                return;
            }
            // The event is the result itself or its member `event`.
            const QJsonObject inner = result.value.value(QLatin1String("event")).toObject();
            m_hasData = true;
            show(inner.isEmpty() ? result.value : inner, result.value.value(QLatin1String("status_meaning")).toString());
        });
}

void EventDetail::show(const QJsonObject& event, const QString& meaning) {
    m_event = event;
    const bool any = !event.isEmpty();
    m_left->setTitle(any ? headline() : tr("Choose an event"));
    QString note = words::phase(text("phase"));
    if (const qint64 us = number("total_us"); us > 0)
        note += (note.isEmpty() ? QString() : QStringLiteral(", ")) + tr("after %1").arg(format::duration(us / 1000));
    m_left->setNote(note);
    const QString response = text("response");
    m_response->setVisible(any);
    m_response->setWords(response.isEmpty() ? text("text") : response);
    m_explanation->setText(any ? explanation(meaning) : QString());
    m_explanation->setVisible(!m_explanation->text().isEmpty());
    m_facts->setText(any ? facts() : QString());
    const QString session = sessionText();
    m_session->setWords(session.isEmpty() ? tr("No dialogue was kept for this event.") : session);
    m_alike->setVisible(any);
    m_copy->setVisible(any);
    m_rule->setVisible(hasRefusal());
    m_reclassify->setVisible(hasRefusal());
    m_suppress->setVisible(!text("recipient").isEmpty());
    m_suppressed->setVisible(!text("recipient").isEmpty());
    m_thisRecipient->setVisible(!text("recipient").isEmpty());
    m_thisMessage->setVisible(!text("message").isEmpty());
    m_queue->setVisible(!text("queue").isEmpty());
    m_of->setEnabledAt(0, !text("message").isEmpty());
    m_of->setEnabledAt(1, !text("recipient").isEmpty());
    loadOthers();
    emit shown();
}

bool EventDetail::hasRefusal() const {
    const QString type = text("type");
    return !text("response").isEmpty() && (type == QLatin1String("bounce") || type == QLatin1String("deferral") ||
                                           type == QLatin1String("queue_deferral") || type == QLatin1String("remote_bounce"));
}

QString EventDetail::headline() const {
    const QString type = text("type");
    const QString who = text("provider").isEmpty() ? text("remote_host") : text("provider");
    const QString when = format::clock(number("time"), true);
    if (type == QLatin1String("delivery")) return tr("%1 took the message for %2").arg(who, text("recipient"));
    if ((type == QLatin1String("bounce") || type == QLatin1String("deferral") || type == QLatin1String("queue_deferral")) &&
        !text("source_ip").isEmpty() && number("code") > 0) {
        return tr("%1 answered %2").arg(who, text("source_ip"));
    }
    if (type == QLatin1String("receipt")) return tr("Accepted from %1").arg(text("remote_ip"));
    if (type == QLatin1String("rejection")) return tr("Refused to %1").arg(text("remote_ip"));
    return tr("%1 at %2").arg(words::eventType(type), when);
}

QString EventDetail::explanation(const QString& meaning) const {
    QStringList out;
    if (!meaning.isEmpty() && !text("status").endsWith(QLatin1String(".0.0")))
        out << tr("%1: %2").arg(strong(text("status")), meaning.toHtmlEscaped());
    if (!text("category").isEmpty()) {
        const QString cls = words::responseClass(text("class"));
        const QString what = text("subcategory").isEmpty()
                                 ? strong(text("category"))
                                 : tr("%1, more exactly %2").arg(strong(text("category")), strong(text("subcategory")));
        out << (cls.isEmpty() ? tr("Category %1.").arg(what) : tr("Category %1. %2.").arg(what, cls.toHtmlEscaped()));
        if (!text("rule").isEmpty()) {
            const QString place = text("rule_at").isEmpty() ? QString() : QStringLiteral(" <code>%1</code>").arg(text("rule_at").toHtmlEscaped());
            out << tr("So says rule <code>%1</code>%2.").arg(text("rule").toHtmlEscaped(), place);
        }
    }
    if (!text("text").isEmpty() && !text("response").isEmpty()) out << text("text").toHtmlEscaped();
    if (m_event.contains(QLatin1String("response_base64")))
        out << tr("The response is not UTF-8; its exact bytes are kept and exported.");
    return out.join(QStringLiteral("<br>"));
}

QString EventDetail::facts() const {
    QStringList out;
    const auto add = [&](const QString& name, const QString& value) {
        if (!value.isEmpty()) out << QStringLiteral("%1: %2").arg(name, value);
    };
    add(tr("time"), format::exact(number("time")));
    add(tr("recipient"), text("recipient"));
    add(tr("sender"), text("sender"));
    add(tr("subject"), text("subject"));
    add(tr("message"), text("message"));
    add(tr("Message-ID"), text("message_id"));
    add(tr("job"), text("job"));
    add(tr("queue"), text("queue"));
    if (number("attempt") > 0) add(tr("attempt"), QString::number(number("attempt")));
    if (number("queued") > 0) add(tr("accepted"), format::exact(number("queued")));
    if (number("size") > 0) add(tr("size"), format::bytes(double(number("size"))));
    add(tr("host"), QStringList{text("remote_host"), text("remote_ip")}.join(QLatin1Char(' ')).trimmed());
    add(tr("from"), text("source_ip"));
    const QString tls =
        QStringList{text("tls_protocol"), text("tls_cipher"), text("tls_verified")}.join(QLatin1Char(' ')).simplified();
    add(tr("TLS"), tls);
    add(tr("extensions"), text("esmtp"));
    QStringList steps;
    const QList<QPair<QString, const char*>> names{
        {tr("lookup"), "resolve_us"}, {tr("connect"), "connect_us"}, {tr("TLS"), "tls_us"}, {tr("total"), "total_us"}};
    for (const auto& [name, member] : names) {
        if (number(member) > 0) steps << tr("%1 %2 ms").arg(name, QLocale().toString(double(number(member)) / 1000.0, 'f', 1));
    }
    add(tr("took"), steps.join(QStringLiteral(", ")));
    add(tr("user"), text("user"));
    return out.join(QStringLiteral("  ·  "));
}

/// The dialogue as it was kept: "+MS > text"; arrows instead of signs, so that both sides can be told apart at a glance.
QString EventDetail::sessionText() const {
    QStringList out;
    const QStringList lines = text("session").split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (QString line : lines) {
        const qsizetype space = line.indexOf(QLatin1Char(' '));
        QString time = line.left(space);
        QString rest = line.mid(space + 1).trimmed();
        if (rest.startsWith(QLatin1String("> ")))
            rest.replace(0, 1, QStringLiteral("▸"));
        else if (rest.startsWith(QLatin1String("< ")))
            rest.replace(0, 1, QStringLiteral("◂"));
        if (time.startsWith(QLatin1Char('+'))) time = time.mid(1) + QStringLiteral(" ms");
        out << QStringLiteral("%1  %2").arg(time, 8).arg(rest);
    }
    return out.join(QLatin1Char('\n'));
}

void EventDetail::loadOthers() {
    const bool ofMessage = m_of->current() == 0 && !text("message").isEmpty();
    const char* member = ofMessage ? "message" : "recipient";
    if (text(member).isEmpty()) return m_others->setRecords({});
    const QJsonObject params{{QStringLiteral("filter"), filtertext::term(QLatin1String(member), text(member))},
                             {QStringLiteral("limit"), kOthers}};
    m_connection->call(this, QStringLiteral("events.page"), params, [this, id = m_id](const RpcResult& result) {
        if (id == m_id && result.ok) m_others->setRecords(RecordModel::recordsOf(result.value));
    });
}

QString EventDetail::asText() const {
    QString out = headline() + QLatin1Char('\n') + text("response") + QLatin1Char('\n') +
                  facts().replace(QStringLiteral("  ·  "), QStringLiteral("\n"));
    if (!sessionText().isEmpty()) out += QStringLiteral("\n\n") + sessionText();
    return out;
}

}  // namespace mailrace::gui
