#include "gui/views/configuration/forms/dkimpanel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDate>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/client/connection.h"
#include "gui/widgets/responsebox.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wordslabel.h"
#include "shared/config/units.h"

namespace mailrace::gui {

namespace {
constexpr int kStringBytes = 255;
constexpr int kMakeTimeoutMs = 60'000;  // a key of 4096 bits may take its time on a slow machine

QLabel* label(const QString& text, QWidget* buddy) {
    auto* out = new QLabel(text);
    out->setBuddy(buddy);
    return out;
}
}  // namespace

DkimPanel::DkimPanel(Connection* connection, QWidget* parent)
    : FormPanel(parent),
      m_connection(connection),
      m_domain(new QLineEdit),
      m_selector(new QLineEdit(QStringLiteral("mr%1").arg(QDate::currentDate().toString(QStringLiteral("yyyyMM"))))),
      m_type(new QComboBox),
      m_make(new QPushButton(tr("Make the key"))),
      m_words(new QLabel),
      m_result(new QWidget),
      m_name(new QLineEdit),
      m_value(new ResponseBox(tr("Value of the record"))),
      m_file(new QLabel),
      m_signAll(new QCheckBox(tr("Sign all outgoing mail (dkim-sign yes)"))) {
    m_domain->setPlaceholderText(QStringLiteral("example.com"));
    m_domain->setFont(Theme::instance().mono());
    m_selector->setFont(Theme::instance().mono());
    m_selector->setToolTip(
        tr("A name for this key; another one for each key of a domain, so that keys can be replaced one after the other"));
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(20);
    m_make->setAutoDefault(false);
    m_type->addItem(tr("RSA, 2048 bits: every receiver checks it"), QStringLiteral("rsa2048"));
    m_type->addItem(tr("Ed25519: short, not yet checked everywhere"), QStringLiteral("ed25519"));
    m_make->setObjectName(QStringLiteral("primary"));
    m_words->setWordWrap(true);
    m_words->hide();
    m_name->setReadOnly(true);
    m_name->setFont(Theme::instance().mono());
    m_name->setAccessibleName(tr("Name of the record"));
    m_file->setObjectName(QStringLiteral("dim"));
    m_file->setWordWrap(true);
    m_signAll->setChecked(true);

    auto* grid = new QGridLayout;
    grid->setColumnMinimumWidth(0, 150);
    grid->setColumnStretch(1, 1);
    grid->setVerticalSpacing(8);
    grid->addWidget(label(tr("Sending domain"), m_domain), 0, 0);
    grid->addWidget(m_domain, 0, 1);
    grid->addWidget(label(tr("Selector"), m_selector), 1, 0);
    grid->addWidget(m_selector, 1, 1);
    grid->addWidget(label(tr("Kind"), m_type), 2, 0);
    grid->addWidget(m_type, 2, 1);
    auto* make = new QHBoxLayout;
    make->setSpacing(10);
    make->addWidget(m_make);
    make->addWidget(m_words, 1);
    make->addStretch(0);
    grid->addLayout(make, 3, 1);

    auto* title = new QLabel(tr("Publish this TXT record"));
    title->setObjectName(QStringLiteral("cardTitle"));
    auto* result = new QGridLayout(m_result);
    result->setContentsMargins(0, 8, 0, 0);
    result->setColumnMinimumWidth(0, 150);
    result->setColumnStretch(1, 1);
    result->setVerticalSpacing(8);
    result->addWidget(title, 0, 0, 1, 3);
    result->addWidget(label(tr("Name"), m_name), 1, 0);
    result->addWidget(m_name, 1, 1);
    result->addWidget(copyButton(tr("Copy"), tr("Copy the name"), [this] { return m_name->text(); }), 1, 2);
    result->addWidget(label(tr("Value"), m_value), 2, 0, Qt::AlignTop);
    result->addWidget(m_value, 2, 1);
    result->addWidget(copyButton(tr("Copy"), tr("Copy the value"), [this] { return m_record; }), 2, 2, Qt::AlignTop);
    result->addWidget(copyButton(tr("Copy as a line of a zone file"), {}, [this] { return zoneLine(m_name->text(), m_record); }),
                      3, 1, Qt::AlignLeft);
    result->addWidget(m_file, 4, 1, 1, 2);
    result->addWidget(m_signAll, 5, 1, 1, 2);
    m_result->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(grid);
    layout->addWidget(m_result);
    layout->addStretch(1);
    connect(m_make, &QPushButton::clicked, this, &DkimPanel::make);
    connect(m_signAll, &QCheckBox::toggled, this, &FormPanel::changed);
    for (QLineEdit* edit : {m_domain, m_selector}) connect(edit, &QLineEdit::textChanged, this, &DkimPanel::check);
    setFocusProxy(m_domain);
    check();
}

QPushButton* DkimPanel::copyButton(const QString& words, const QString& what, std::function<QString()> text) {
    auto* button = new QPushButton(words);
    if (!what.isEmpty()) button->setAccessibleName(what);
    button->setToolTip(what);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [text = std::move(text)] { QGuiApplication::clipboard()->setText(text()); });
    return button;
}

void DkimPanel::check() {
    const std::string domain = m_domain->text().trimmed().toStdString(), selector = m_selector->text().trimmed().toStdString();
    const bool admin = m_connection->isReady() && m_connection->daemon().role == DaemonRole::Admin;
    m_make->setEnabled(admin && !m_making && config::is_domain_name(domain) && config::is_domain_name(selector));
    m_make->setToolTip(admin ? QString() : tr("The daemon makes the key, and only for an admin"));
}

void DkimPanel::make() {
    m_making = true;
    setWords(m_words, tr("The daemon makes the key…"), WordsTone::Dim);
    check();
    const QJsonObject params{{QStringLiteral("domain"), m_domain->text().trimmed()},
                             {QStringLiteral("selector"), m_selector->text().trimmed()},
                             {QStringLiteral("type"), m_type->currentData().toString()}};
    m_connection->call(
        this, QStringLiteral("dkim.create_key"), params,
        [this](const RpcResult& result) {
            m_making = false;
            check();
            if (result.ok) return show(result.value);
            setWords(m_words, result.error.message, WordsTone::Problem);
        },
        kMakeTimeoutMs);
}

void DkimPanel::show(const QJsonObject& key) {
    m_name->setText(key.value(QLatin1String("record_name")).toString());
    m_record = key.value(QLatin1String("record")).toString();
    m_value->setWords(m_record);
    m_directive = key.value(QLatin1String("directive")).toString();
    if (m_directive.startsWith(QLatin1String("domain-key "))) m_directive = m_directive.mid(11).trimmed();
    m_file->setText(
        tr("The private key is in %1, readable by the daemon only.").arg(key.value(QLatin1String("file")).toString()));
    setWords(m_words, tr("Made. Publish the record first, then apply the configuration."), WordsTone::Dim);
    for (QWidget* widget : {static_cast<QWidget*>(m_domain), static_cast<QWidget*>(m_selector), static_cast<QWidget*>(m_type)})
        widget->setEnabled(false);
    m_make->setEnabled(false);
    m_result->show();
    emit changed();
}

QString DkimPanel::zoneLine(const QString& name, const QString& value) {
    QStringList parts;
    for (qsizetype at = 0; at < value.size(); at += kStringBytes)
        parts.append(QLatin1Char('"') + value.mid(at, kStringBytes) + QLatin1Char('"'));
    return QStringLiteral("%1. IN TXT %2")
        .arg(name, parts.size() == 1 ? parts.first() : QStringLiteral("( %1 )").arg(parts.join(QLatin1Char(' '))));
}

void DkimPanel::store(FormModel& form) const {
    form.keyDirective = m_directive;
    form.signAll = m_signAll->isChecked() && !m_directive.isEmpty();
}

void DkimPanel::setNames(const QStringList&, const QStringList& domains) {
    auto* completer = new QCompleter(domains, m_domain);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_domain->setCompleter(completer);
}

}  // namespace mailrace::gui
