#include "gui/views/configuration/forms/warmuppanel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "gui/models/format.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kMostDays = 90;
constexpr int kBarsHeight = 72;
}  // namespace

/// One bar a day.
class PlanBars : public QWidget {
public:
    explicit PlanBars(QWidget* parent = nullptr) : QWidget(parent) {
        setFixedHeight(kBarsHeight);
        setMouseTracking(true);
    }
    void setNumbers(const QVector<qint64>& numbers) {
        m_numbers = numbers;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (m_numbers.isEmpty()) return;
        const Theme& theme = Theme::instance();
        QPainter painter(this);
        const qint64 most = *std::max_element(m_numbers.begin(), m_numbers.end());
        const qreal step = width() / qreal(m_numbers.size());
        for (int day = 0; day < m_numbers.size(); ++day) {
            const qreal high = most > 0 ? (height() - 2) * qreal(m_numbers.at(day)) / qreal(most) : 0;
            painter.fillRect(QRectF(day * step, height() - std::max(1.0, high), std::max(1.0, step - 1), std::max(1.0, high)),
                             theme.color("depth"));
        }
    }
    bool event(QEvent* event) override {
        if (event->type() == QEvent::ToolTip && !m_numbers.isEmpty()) {
            const auto* help = static_cast<QHelpEvent*>(event);
            const int day =
                std::clamp(int(help->pos().x() * m_numbers.size() / std::max(1, width())), 0, int(m_numbers.size()) - 1);
            setToolTip(WarmUpPanel::tr("day %1: %2 messages").arg(day + 1).arg(format::count(double(m_numbers.at(day)))));
        }
        return QWidget::event(event);
    }

private:
    QVector<qint64> m_numbers;
};

WarmUpPanel::WarmUpPanel(QWidget* parent)
    : FormPanel(parent),
      m_warm(new QComboBox),
      m_cold(new QComboBox),
      m_addressesLabel(new QLabel(tr("Its addresses"))),
      m_addresses(new QPlainTextEdit),
      m_domains(new QLineEdit(QStringLiteral("*"))),
      m_first(new QSpinBox),
      m_factor(new QDoubleSpinBox),
      m_most(new QSpinBox),
      m_plan(new QLineEdit),
      m_bars(new PlanBars),
      m_words(new QLabel) {
    for (QComboBox* box : {m_warm, m_cold}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
    }
    m_cold->setEditable(true);
    m_cold->lineEdit()->setPlaceholderText(tr("name of a new one, or an existing one"));
    m_addresses->setPlaceholderText(QStringLiteral("192.0.2.30 out5.example.com"));
    m_addresses->setFont(Theme::instance().mono());
    m_addresses->setFixedHeight(fontMetrics().lineSpacing() * 3 + 14);
    m_addresses->setTabChangesFocus(true);
    m_domains->setFont(Theme::instance().mono());
    m_domains->setToolTip(tr("The limits count for each domain of the pattern; name a provider to give it a plan of its own"));
    m_plan->setFont(Theme::instance().mono());
    m_first->setRange(1, 1'000'000);
    m_first->setValue(50);
    m_first->setGroupSeparatorShown(true);
    m_factor->setRange(1.05, 10);
    m_factor->setSingleStep(0.1);
    m_factor->setValue(1.5);
    m_most->setRange(1, 100'000'000);
    m_most->setSingleStep(1000);
    m_most->setValue(20'000);
    m_most->setGroupSeparatorShown(true);
    m_words->setObjectName(QStringLiteral("dim"));
    m_words->setWordWrap(true);

    auto* grid = new QGridLayout;
    grid->setColumnMinimumWidth(0, 150);
    grid->setColumnStretch(1, 1);
    grid->setVerticalSpacing(8);
    int row = 0;
    const auto add = [&](const QString& text, QWidget* widget) {
        auto* words = new QLabel(text);
        words->setBuddy(widget);
        widget->setAccessibleName(text);
        grid->addWidget(words, row, 0, widget == m_addresses ? Qt::AlignTop : Qt::AlignVCenter);
        grid->addWidget(widget, row++, 1);
    };
    add(tr("Established virtual MTA"), m_warm);
    add(tr("New virtual MTA"), m_cold);
    m_addressesLabel->setBuddy(m_addresses);
    m_addresses->setAccessibleName(m_addressesLabel->text());
    grid->addWidget(m_addressesLabel, row, 0, Qt::AlignTop);
    grid->addWidget(m_addresses, row++, 1);
    add(tr("Domains"), m_domains);
    auto* plan = new QHBoxLayout;
    plan->setSpacing(6);
    const auto part = [&](const QString& text, QWidget* widget) {
        plan->addWidget(new QLabel(text));
        widget->setAccessibleName(text);
        widget->setMinimumWidth(98);
        plan->addWidget(widget, 1);
    };
    part(tr("begin with"), m_first);
    part(tr("each day times"), m_factor);
    part(tr("until"), m_most);
    grid->addWidget(new QLabel(tr("Messages a day")), row, 0);
    grid->addLayout(plan, row++, 1);
    add(tr("Daily limits"), m_plan);
    grid->addWidget(m_bars, row++, 1);
    grid->addWidget(m_words, row++, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(grid);
    layout->addStretch(1);

    for (QSpinBox* box : {m_first, m_most}) connect(box, &QSpinBox::valueChanged, this, &WarmUpPanel::generate);
    connect(m_factor, &QDoubleSpinBox::valueChanged, this, &WarmUpPanel::generate);
    for (QComboBox* box : {m_warm, m_cold}) connect(box, &QComboBox::currentTextChanged, this, &WarmUpPanel::show);
    connect(m_addresses, &QPlainTextEdit::textChanged, this, &FormPanel::changed);
    for (QLineEdit* edit : {m_domains, m_plan}) connect(edit, &QLineEdit::textChanged, this, &WarmUpPanel::show);
    generate();
}

void WarmUpPanel::setNames(const QStringList& virtualMtas, const QStringList&) {
    m_known = virtualMtas;
    for (QComboBox* box : {m_warm, m_cold}) {
        const QSignalBlocker quiet(box);
        const QString was = box->currentText();
        box->clear();
        box->addItems(virtualMtas);
        if (box == m_cold) box->setCurrentText(was);
    }
    if (virtualMtas.isEmpty()) m_warm->setPlaceholderText(tr("there is none yet"));
    show();
}

void WarmUpPanel::generate() { m_plan->setText(warmUpPlan(m_first->value(), m_factor->value(), kMostDays, m_most->value())); }

void WarmUpPanel::show() {
    const bool fresh = !m_known.contains(m_cold->currentText().trimmed(), Qt::CaseInsensitive);
    m_addresses->setVisible(fresh);
    m_addressesLabel->setVisible(fresh);
    const QVector<qint64> numbers = planNumbers(m_plan->text());
    m_bars->setNumbers(numbers);
    m_bars->setAccessibleName(tr("Messages a day"));
    m_words->setText(
        numbers.isEmpty()
            ? QString()
            : tr("%1 messages a day from day %2 on.").arg(format::count(double(numbers.last()))).arg(numbers.size()));
    emit changed();
}

void WarmUpPanel::store(FormModel& form) const {
    form.warm = m_warm->currentText();
    form.cold = m_cold->currentText();
    form.coldAddresses = m_addresses->isHidden() ? QStringList() : m_addresses->toPlainText().split(QLatin1Char('\n'));
    form.domains = m_domains->text();
    form.plan = m_plan->text();
}

}  // namespace mailrace::gui
