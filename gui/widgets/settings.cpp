#include "gui/widgets/settings.h"

#include <QDialog>
#include <QHeaderView>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QTimer>
#include <memory>
#include <vector>

namespace mailrace::gui::settings {

namespace {

struct Entry {
    Setting key;
    const char* path;
    QVariant fallback;
};

const std::vector<Entry>& table() {
    static const std::vector<Entry> entries{
        {Setting::WindowGeometry, "window/geometry", {}},
        {Setting::WindowState, "window/state", {}},
        {Setting::View, "window/view", QStringLiteral("overview")},
        {Setting::Theme, "window/theme", QStringLiteral("auto")},
        {Setting::Socket, "daemon/socket", {}},
        {Setting::OverviewRange, "overview/range", 0},
        {Setting::OverviewSplitter, "overview/splitter", {}},
        {Setting::QueuesGroup, "queues/group", QStringLiteral("queue")},
        {Setting::QueuesFilter, "queues/filter", QString()},
        {Setting::QueuesHeader, "queues/header", {}},
        {Setting::QueuesSplitter, "queues/splitter", {}},
        {Setting::QueuesDetailSplitter, "queues/detail_splitter", {}},
        {Setting::QueuesDetailTab, "queues/detail_tab", 0},
        {Setting::EventsFilter, "events/filter", QString()},
        {Setting::EventsSaved, "events/saved", {}},
        {Setting::EventsHeader, "events/header", {}},
        {Setting::EventsMode, "events/mode", 0},
        {Setting::EventsSplitter, "events/splitter", {}},
        {Setting::EventsSideSplitter, "events/side_splitter", {}},
        {Setting::ExportFolder, "events/export_folder", {}},
        {Setting::HelpGeometry, "help/geometry", {}},
        {Setting::ConfigurationSplitter, "configuration/splitter", {}},
        {Setting::ConfigurationSideSplitter, "configuration/side_splitter", {}},
        {Setting::ConfigurationZoom, "configuration/zoom", 100},
        {Setting::ConfigurationNotes, "configuration/notes", false},
        {Setting::DiffSideBySide, "configuration/side_by_side", true},
        {Setting::ReviewSplitter, "configuration/review_splitter", {}},
        {Setting::HistorySplitter, "configuration/history_splitter", {}},
        {Setting::ImportFolder, "configuration/import_folder", {}},
        {Setting::FormGeometry, "configuration/form_geometry", {}},
        {Setting::ReviewGeometry, "configuration/review_geometry", {}},
        {Setting::MergeGeometry, "configuration/merge_geometry", {}},
        {Setting::HistoryGeometry, "configuration/history_geometry", {}},
        {Setting::ImportGeometry, "configuration/import_geometry", {}},
        {Setting::SuppressionList, "suppression/list", QString()},
        {Setting::SuppressionHeader, "suppression/header", {}},
        {Setting::SuppressionSplitter, "suppression/splitter", {}},
        {Setting::SuppressionFolder, "suppression/folder", {}},
        {Setting::SuppressionAddGeometry, "suppression/add_geometry", {}},
        {Setting::SuppressionImportGeometry, "suppression/import_geometry", {}},
        {Setting::RuleGeometry, "events/rule_geometry", {}},
        {Setting::OverviewCategories, "overview/categories", 0},
        {Setting::EventsGroupsHeader, "events/groups_header", {}},
    };
    return entries;
}

const Entry& entry(Setting key) { return table().at(size_t(key)); }

std::unique_ptr<QSettings>& store() {
    static std::unique_ptr<QSettings> settings =
        std::make_unique<QSettings>(QStringLiteral("mailrace"), QStringLiteral("mailrace"));
    return settings;
}

}  // namespace

QVariant get(Setting key) { return store()->value(QLatin1String(entry(key).path), entry(key).fallback); }

void set(Setting key, const QVariant& value) { store()->setValue(QLatin1String(entry(key).path), value); }

void useFile(const QString& path) { store() = std::make_unique<QSettings>(path, QSettings::IniFormat); }

void remember(QHeaderView* header, Setting key) {
    if (const auto state = get(key).toByteArray(); !state.isEmpty()) header->restoreState(state);
    auto* timer = new QTimer(header);  // a drag sends a signal a pixel; one write at its end is enough
    timer->setSingleShot(true);
    timer->setInterval(500);
    QObject::connect(timer, &QTimer::timeout, header, [header, key] { set(key, header->saveState()); });
    QObject::connect(header, &QHeaderView::sectionResized, timer, qOverload<>(&QTimer::start));
    QObject::connect(header, &QHeaderView::sectionMoved, timer, qOverload<>(&QTimer::start));
    QObject::connect(header, &QHeaderView::sortIndicatorChanged, timer, qOverload<>(&QTimer::start));
}

void remember(QSplitter* splitter, Setting key) {
    if (const auto state = get(key).toByteArray(); !state.isEmpty()) splitter->restoreState(state);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter, [splitter, key] { set(key, splitter->saveState()); });
}

void remember(QDialog* dialog, Setting key, const QSize& wanted) {
    const QSize room = dialog->screen() ? dialog->screen()->availableSize() : wanted;
    dialog->resize(wanted.boundedTo(room));
    if (const auto state = get(key).toByteArray(); !state.isEmpty()) dialog->restoreGeometry(state);
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, key] { set(key, dialog->saveGeometry()); });
}

}  // namespace mailrace::gui::settings
