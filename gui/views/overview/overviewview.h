// Overview: is mail flowing, what is not, and what should be looked at. Tiles, charts over a chosen range, outcome by provider,
// the attention list and the most frequent responses.
#pragma once

#include <QTimer>
#include <optional>

#include "gui/widgets/view.h"

class QComboBox;
class QStackedWidget;
class QTableView;

namespace mailrace::gui {

class ActionRegistry;
class AttentionPanel;
class Card;
class CategorySeries;
class Connection;
class RecordModel;
class Segmented;
class SeriesModel;
class StatsFeed;
class StatTile;
class TimeChart;

class OverviewView : public View {
    Q_OBJECT
public:
    OverviewView(Connection* connection, StatsFeed* stats, ActionRegistry* actions, QWidget* parent = nullptr);

    bool hasData() const override;
    TimeChart* trafficChart() const { return m_traffic; }
    TimeChart* categoryChart() const { return m_categoryChart; }
    CategorySeries* categories() const { return m_categories; }
    QComboBox* providerBox() const { return m_provider; }
    /// 0: outcome; 1: what was refused, by category.
    void showWhat(int what);

signals:
    void eventsWanted(const QString& filter);
    void queueWanted(const QString& name);

protected:
    void showStale(bool stale) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTiles(QWidget* row);
    QWidget* makeCharts();
    QWidget* makeSide();
    void makeProviders(Card* card);
    void makeResponses(Card* card);
    void makeCategories(Card* card, TimeChart* traffic);
    void showCategories();
    void listProviders();
    void connectChart(TimeChart* chart);
    void setRange(int index);
    void setZoom(std::optional<QPair<qint64, qint64>> zoom);
    void showStats();
    void showSeries();
    void loadTables();
    qint64 span() const;

    Connection* m_connection;
    StatsFeed* m_stats;
    SeriesModel* m_series;
    CategorySeries* m_categories;
    Segmented* m_range;
    QTimer m_tables;
    StatTile *m_received, *m_delivered, *m_deferred, *m_bounced, *m_rejected, *m_complaints, *m_queued, *m_connections, *m_spool;
    Segmented* m_what = nullptr;
    QComboBox* m_provider = nullptr;
    QStackedWidget* m_charts = nullptr;
    TimeChart *m_traffic, *m_depth, *m_latency, *m_categoryChart = nullptr;
    RecordModel *m_providers, *m_responses;
    QTableView *m_providerTable, *m_responseTable;
    AttentionPanel* m_attention;
    Card *m_attentionCard, *m_providerCard, *m_responseCard, *m_trafficCard = nullptr;
    bool m_hasTables = false;
};

}  // namespace mailrace::gui
