#include "gui/views/suppression/adddialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/models/format.h"
#include "gui/models/suppressionlists.h"
#include "gui/views/suppression/expirybox.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wordslabel.h"

namespace mailrace::gui {

namespace {
constexpr int kPause = 350;
constexpr int kReasonBytes = 200;
constexpr int kRefusalsShown = 4;
}  // namespace

SuppressionAddDialog::SuppressionAddDialog(Connection* connection, SuppressionLists* lists, const QString& list,
                                           const QString& entries, QWidget* parent)
    : QDialog(parent),
      m_connection(connection),
      m_lists(lists),
      m_wanted(list),
      m_list(new QComboBox),
      m_entries(new QPlainTextEdit),
      m_reason(new QLineEdit),
      m_expiry(new ExpiryBox),
      m_about(new QLabel),
      m_words(new QLabel),
      m_add(new QPushButton(tr("Add"))) {
    setObjectName(QStringLiteral("suppressionAdd"));
    setWindowTitle(tr("Add to a suppression list"));
    setWindowModality(Qt::WindowModal);
    settings::remember(this, Setting::SuppressionAddGeometry, {600, 470});
    m_list->setAccessibleName(tr("List"));
    m_entries->setAccessibleName(tr("Entries, one a line"));
    m_entries->setFont(Theme::instance().mono());
    m_entries->setTabChangesFocus(true);
    m_entries->setPlaceholderText(tr("maria@example.com\n@example.com\nabuse\n/^test-.*@example\\.com$/"));
    m_entries->setPlainText(entries);
    m_reason->setPlaceholderText(tr("why, for those who ask later"));
    m_reason->setMaxLength(kReasonBytes);
    m_about->setObjectName(QStringLiteral("dim"));
    m_about->setWordWrap(true);
    m_about->setText(
        tr("One entry a line: an address; @ and a domain for everybody there; a name without @ for that name at every domain; "
           "/…/ for a pattern. Capital letters do not matter."));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&List"), m_list);
    auto* entriesLabel = new QLabel(tr("&Entries"));
    entriesLabel->setBuddy(m_entries);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(m_entries, 1);
    column->addWidget(m_about);
    form->addRow(entriesLabel, column);
    form->addRow(tr("&Reason"), m_reason);
    form->addRow(tr("&Holds"), m_expiry);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_words, 1);
    bottom->addStretch(0);
    bottom->addWidget(cancel);
    bottom->addWidget(m_add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(form, 1);
    layout->addLayout(bottom);
    m_add->setDefault(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &SuppressionAddDialog::tryThem);
    connect(m_entries, &QPlainTextEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_list, &QComboBox::currentIndexChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_lists, &SuppressionLists::changed, this, &SuppressionAddDialog::fillLists);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &SuppressionAddDialog::add);
    fillLists();
    if (!m_lists->hasData()) m_lists->load();
    m_pause.start();
    m_entries->setFocus();
}

void SuppressionAddDialog::fillLists() {
    const QString before = m_list->count() > 0 ? m_list->currentText() : m_wanted;
    QStringList names;
    for (const SuppressionList& list : m_lists->lists()) names << list.name;
    QStringList shown;
    for (int i = 0; i < m_list->count(); ++i) shown << m_list->itemText(i);
    if (names != shown) {
        m_list->clear();
        m_list->addItems(names);
        m_list->setCurrentIndex(std::max<int>(0, int(names.indexOf(before))));
    }
    if (m_lists->hasData() && names.isEmpty())
        tell(tr("There is no list yet. Lists are made in the configuration: <address-list NAME>."), true);
}

QStringList SuppressionAddDialog::lines() const {
    QStringList out;
    for (const QString& line : m_entries->toPlainText().split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty()) out << line.trimmed();
    }
    return out;
}

QJsonObject SuppressionAddDialog::params(bool dryRun) const {
    QJsonArray entries;
    for (const QString& line : lines()) entries.append(QJsonObject{{QStringLiteral("value"), line}});
    QJsonObject out{{QStringLiteral("list"), m_list->currentText()}, {QStringLiteral("entries"), entries}};
    if (!m_reason->text().trimmed().isEmpty()) out.insert(QStringLiteral("reason"), m_reason->text().trimmed());
    if (m_expiry->expires() > 0) out.insert(QStringLiteral("expires"), m_expiry->expires());
    if (dryRun) out.insert(QStringLiteral("dry_run"), true);
    return out;
}

void SuppressionAddDialog::tryThem() {
    ++m_asked;
    const auto count = lines().size();
    m_add->setEnabled(false);
    if (m_list->currentText().isEmpty()) return;
    if (count == 0) return tell({}, false);
    if (count > kMost) return tell(tr("At most %1 lines at once: import a file for more.").arg(format::count(kMost)), true);
    m_connection->call(this, QStringLiteral("suppression.add"), params(true), [this, asked = m_asked](const RpcResult& result) {
        if (asked == m_asked) showAnswer(result);
    });
}

void SuppressionAddDialog::showAnswer(const RpcResult& result) {
    if (!result.ok) return tell(result.error.message, true);
    const qint64 added = result.value.value(QLatin1String("added")).toInteger();
    const qint64 present = result.value.value(QLatin1String("present")).toInteger();
    const QJsonArray refused = result.value.value(QLatin1String("refused")).toArray();
    QStringList out;
    if (added > 0) out << format::counted(double(added), tr("1 new entry"), tr("%1 new entries"));
    if (present > 0) out << tr("%1 there already").arg(format::count(double(present)));
    if (!refused.isEmpty()) out << tr("%1 refused").arg(format::count(double(refused.size())));
    QString words = out.join(QStringLiteral(", "));
    for (qsizetype i = 0; i < refused.size() && i < kRefusalsShown; ++i) {
        const QJsonObject o = refused.at(i).toObject();
        words += QStringLiteral("\n“%1”: %2")
                     .arg(o.value(QLatin1String("value")).toString().left(60), o.value(QLatin1String("why")).toString());
    }
    m_add->setEnabled(added + present > 0);
    m_add->setText(added > 0 ? tr("Add %1").arg(format::count(double(added))) : tr("Add"));
    tell(words, !refused.isEmpty());
}

void SuppressionAddDialog::add() {
    m_pause.stop();
    ++m_asked;
    m_add->setEnabled(false);
    const QString list = m_list->currentText();
    m_connection->call(this, QStringLiteral("suppression.add"), params(false), [this, list](const RpcResult& result) {
        if (!result.ok) {
            m_add->setEnabled(true);
            return tell(result.error.message, true);
        }
        const double added = result.value.value(QLatin1String("added")).toDouble();
        emit this->added(list, format::counted(added, tr("Added 1 entry to %1.").arg(list),
                                               tr("Added %2 entries to %1.").arg(list, QStringLiteral("%1"))));
        accept();
    });
}

void SuppressionAddDialog::tell(const QString& words, bool bad) {
    setWords(m_words, words, bad ? WordsTone::Problem : WordsTone::Dim);
}

QString SuppressionAddDialog::words() const { return m_words->text(); }

}  // namespace mailrace::gui
