// The traffic card's other side: what was refused over time, by category, of everything or of one provider.
#include <QComboBox>
#include <QStackedWidget>
#include <array>

#include "gui/charts/timechart.h"
#include "gui/models/categoryseries.h"
#include "gui/models/filtertext.h"
#include "gui/models/recordmodel.h"
#include "gui/views/overview/overviewview.h"
#include "gui/widgets/card.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"

namespace mailrace::gui {

namespace {

constexpr std::array kColors{"category1", "category2", "category3", "category4", "category5", "category6", "category7"};
/// Those that come most have the same colour always.
constexpr std::array kUsual{"policy-related", "bad-mailbox",         "quota-issues",   "spam-related",
                            "bad-connection", "no-answer-from-host", "content-related"};

QList<ChartSeries> seriesFor(const QStringList& categories) {
    QList<ChartSeries> out;
    QSet<QString> used;
    const auto usual = [](const QString& category) {
        const auto it =
            std::find_if(kUsual.begin(), kUsual.end(), [&](const char* name) { return category == QLatin1String(name); });
        return it == kUsual.end() ? -1 : int(it - kUsual.begin());
    };
    for (const QString& category : categories) {
        if (const int at = usual(category); at >= 0) used.insert(QLatin1String(kColors[size_t(at)]));
    }
    for (const QString& category : categories) {
        const char* color = "disabled";
        if (const int at = usual(category); at >= 0) {
            color = kColors[size_t(at)];
        } else if (!category.isEmpty()) {
            for (const char* free : kColors) {
                if (used.contains(QLatin1String(free))) continue;
                color = free;
                used.insert(QLatin1String(free));
                break;
            }
        }
        out.append({category.isEmpty() ? OverviewView::tr("all others") : category, color, true});
    }
    return out;
}

}  // namespace

void OverviewView::makeCategories(Card* card, TimeChart* traffic) {
    m_what = new Segmented({tr("Outcome"), tr("Refused, by category")}, tr("What the chart shows"));
    m_provider = new QComboBox;
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->setToolTip(tr("Only what this provider refused"));
    m_provider->addItem(tr("All providers"), QString());
    m_provider->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_categoryChart = new TimeChart({}, tr("Refusals a minute, by category"));
    m_categoryChart->setUnit(tr(" /min"));
    m_categoryChart->setEmptyWords(tr("No data yet"));
    m_charts = new QStackedWidget;
    m_charts->addWidget(traffic);
    m_charts->addWidget(m_categoryChart);
    card->addToHead(m_provider);
    card->addToHead(m_what);
    card->addContent(m_charts);
    m_trafficCard = card;
    connect(m_what, &Segmented::chosen, this, &OverviewView::showWhat);
    connect(m_provider, &QComboBox::currentIndexChanged, this,
            [this] { m_categories->setProvider(m_provider->currentData().toString()); });
    connect(m_categories, &CategorySeries::changed, this, &OverviewView::showCategories);
    connect(m_categoryChart, &TimeChart::momentChosen, this, [this](qint64 from, qint64 to, int series) {
        QString filter = QStringLiteral("type:deferral,queue_deferral,bounce");
        if (!m_categories->provider().isEmpty())
            filter += QLatin1Char(' ') + filtertext::term(QStringLiteral("provider"), m_categories->provider());
        const QString category = m_categories->categories().value(series);
        if (!category.isEmpty()) filter += QLatin1Char(' ') + filtertext::term(QStringLiteral("category"), category);
        emit eventsWanted(filtertext::withTime(filter, from, to));
    });
    connect(m_categoryChart, &TimeChart::zoomed, this, [this](qint64 from, qint64 to) {
        setZoom(m_categoryChart->isZoomed() ? std::optional(QPair<qint64, qint64>{from, to}) : std::nullopt);
    });
    showWhat(settings::get(Setting::OverviewCategories).toInt());
}

void OverviewView::showWhat(int what) {
    m_what->setCurrent(what);
    settings::set(Setting::OverviewCategories, what);
    m_charts->setCurrentIndex(what);
    m_provider->setVisible(what == 1);
    m_trafficCard->setTitle(what == 1 ? tr("Refusals") : tr("Traffic"));
    m_trafficCard->setNote(what == 1 ? tr("refusals a minute; click an area for its events") : tr("recipients a second"));
    m_categories->setActive(what == 1 && isVisible());
}

void OverviewView::showCategories() {
    m_categoryChart->setEmptyWords(tr("Nothing was refused in this time"));
    m_categoryChart->setSeries(seriesFor(m_categories->categories()));
    if (!m_categoryChart->isZoomed())
        m_categoryChart->setRange(m_categories->from(), m_categories->to() - m_categories->stepMs());
    m_categoryChart->setData(m_categories->times(), m_categories->values());
}

/// The providers that the table below knows, and the one that is chosen.
void OverviewView::listProviders() {
    QStringList names;
    for (int row = 0; row < m_providers->rowCount(); ++row)
        names << m_providers->record(row).value(QLatin1String("provider")).toString();
    const QString chosen = m_provider->currentData().toString();
    if (!chosen.isEmpty() && !names.contains(chosen)) names.prepend(chosen);
    QStringList shown;
    for (int i = 1; i < m_provider->count(); ++i) shown << m_provider->itemData(i).toString();
    if (names == shown) return;
    const QSignalBlocker quiet(m_provider);
    while (m_provider->count() > 1) m_provider->removeItem(1);
    for (const QString& name : std::as_const(names)) m_provider->addItem(name.isEmpty() ? tr("(none)") : name, name);
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(chosen)));
}

}  // namespace mailrace::gui
