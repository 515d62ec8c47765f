#include "gui/views/suppression/checkcard.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/suppressionmodel.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

CheckCard::CheckCard(Connection* connection, QWidget* parent)
    : Card(tr("Is it suppressed?"), parent),
      m_connection(connection),
      m_address(new QLineEdit),
      m_go(new QPushButton(tr("Check"))),
      m_answer(new QLabel) {
    m_address->setPlaceholderText(tr("an address"));
    m_address->setAccessibleName(tr("Address to check"));
    m_address->setClearButtonEnabled(true);
    m_go->setToolTip(tr("Asks every list, as the daemon does before it takes mail"));
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_address, 1);
    layout->addWidget(m_go);
    addContent(row, 0);
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::RichText);
    m_answer->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_answer->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_answer->setAccessibleName(tr("Answer"));
    auto* inner = new QWidget;
    inner->setObjectName(QStringLiteral("scrollContent"));
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 4, 4, 0);
    column->addWidget(m_answer);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addContent(scroll, 1);
    m_answer->setText(tr("Type an address to learn which entry keeps mail from it, who added that and why."));
    connect(&Theme::instance(), &Theme::changed, this, &CheckCard::showAnswer);
    connect(m_go, &QPushButton::clicked, this, &CheckCard::ask);
    connect(m_address, &QLineEdit::returnPressed, this, &CheckCard::ask);
    connect(m_answer, &QLabel::linkActivated, this, [this](const QString& link) {
        const QUrl url(link);
        emit listWanted(QUrl::fromPercentEncoding(url.path().toUtf8()), url.fragment(QUrl::FullyDecoded));
    });
}

void CheckCard::check(const QString& address) {
    m_address->setText(address);
    m_address->setCursorPosition(0);
    ask();
}

void CheckCard::ask() {
    const QString address = m_address->text().trimmed();
    if (address.isEmpty()) return;
    m_connection->call(this, QStringLiteral("suppression.check"), {{QStringLiteral("address"), address}},
                       [this, address, asked = ++m_asked](const RpcResult& result) {
                           if (asked != m_asked) return;
                           m_of = address;
                           m_result = result;
                           showAnswer();
                       });
}

QString CheckCard::matchText(const QJsonObject& match) {
    const auto text = [&](const char* name) { return match.value(QLatin1String(name)).toString(); };
    const QString list = text("list");
    const QString link = QStringLiteral("<a href=\"list:%1#%2\">%3</a>")
                             .arg(QString::fromUtf8(QUrl::toPercentEncoding(list)),
                                  QString::fromUtf8(QUrl::toPercentEncoding(text("value"))), list.toHtmlEscaped());
    QString out =
        tr("<b>%1</b> in list %2")
            .arg(SuppressionModel::kindWords(text("kind")).toHtmlEscaped() + QLatin1Char(' ') + text("value").toHtmlEscaped(),
                 link);
    QStringList facts;
    if (!text("reason").isEmpty()) facts << tr("reason: %1").arg(text("reason").toHtmlEscaped());
    if (!text("origin").isEmpty()) facts << tr("from: %1").arg(SuppressionModel::originWords(text("origin")).toHtmlEscaped());
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (const qint64 added = match.value(QLatin1String("added")).toInteger(); added > 0)
        facts << tr("added %1").arg(format::ago(added, now));
    if (const qint64 expires = match.value(QLatin1String("expires")).toInteger(); expires > now)
        facts << tr("until %1").arg(format::clock(expires));
    QStringList sources;
    const QJsonArray used = match.value(QLatin1String("sources")).toArray();
    for (const auto& source : used) sources << source.toString();
    facts << (sources.isEmpty() ? tr("no source uses this list: mail is still taken")
                                : tr("holds for mail of: %1").arg(sources.join(QStringLiteral(", ")).toHtmlEscaped()));
    return out + QStringLiteral("<br><span style=\"color:%1\">%2</span>")
                     .arg(Theme::instance().color("dim").name(), facts.join(QStringLiteral("<br>")));
}

void CheckCard::showAnswer() {
    if (m_of.isEmpty()) return;
    const QString& address = m_of;
    const RpcResult& result = m_result;
    m_answer->setText({});  // links take their colour from the palette when they are set
    if (!result.ok) {
        m_answer->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                              .arg(Theme::instance().color("bad").name(), result.error.message.toHtmlEscaped()));
        return;
    }
    const QJsonArray matches = result.value.value(QLatin1String("matches")).toArray();
    if (matches.isEmpty()) {
        m_answer->setText(tr("<b>No.</b> No list holds %1.").arg(address.toHtmlEscaped()));
        return;
    }
    const bool used = std::any_of(matches.begin(), matches.end(), [](const auto& match) {
        return !match.toObject().value(QLatin1String("sources")).toArray().isEmpty();
    });
    QStringList out{used ? tr("<b>Yes.</b> %1 is kept back by:").arg(address.toHtmlEscaped())
                         : tr("%1 is in a list, but no source uses it:").arg(address.toHtmlEscaped())};
    for (const auto& match : matches) out << matchText(match.toObject());
    m_answer->setText(out.join(QStringLiteral("<p>")));
}

QString CheckCard::answer() const { return m_answer->text(); }

}  // namespace mailrace::gui
