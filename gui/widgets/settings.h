// Everything the application remembers, in one table: the key, where it is kept, its default. Nothing else touches QSettings.
// Lives below the views because they remember their columns and filters through it.
#pragma once

#include <QString>
#include <QVariant>

class QDialog;
class QHeaderView;
class QSize;
class QSplitter;

namespace mailrace::gui {

enum class Setting {
    WindowGeometry,
    WindowState,
    View,
    Theme,
    Socket,
    OverviewRange,
    OverviewSplitter,
    QueuesGroup,
    QueuesFilter,
    QueuesHeader,
    QueuesSplitter,
    QueuesDetailSplitter,
    QueuesDetailTab,
    EventsFilter,
    EventsSaved,
    EventsHeader,
    EventsMode,
    EventsSplitter,
    EventsSideSplitter,
    ExportFolder,
    HelpGeometry,
    ConfigurationSplitter,
    ConfigurationSideSplitter,
    ConfigurationZoom,
    ConfigurationNotes,
    DiffSideBySide,
    ReviewSplitter,
    HistorySplitter,
    ImportFolder,
    FormGeometry,
    ReviewGeometry,
    MergeGeometry,
    HistoryGeometry,
    ImportGeometry,
    SuppressionList,
    SuppressionHeader,
    SuppressionSplitter,
    SuppressionFolder,
    SuppressionAddGeometry,
    SuppressionImportGeometry,
    RuleGeometry,
    OverviewCategories,
    EventsGroupsHeader
};

namespace settings {

/// The value, or the default of the table.
QVariant get(Setting key);
void set(Setting key, const QVariant& value);
/// Keeps settings in this file instead of the user's: for tests and screenshots.
void useFile(const QString& path);

/// Restores widths and order of a header, or sizes of a splitter, and keeps them from now on.
void remember(QHeaderView* header, Setting key);
void remember(QSplitter* splitter, Setting key);
/// Gives a dialog the size that it had last time, at first `wanted`, never more than the screen has.
void remember(QDialog* dialog, Setting key, const QSize& wanted);

}  // namespace settings
}  // namespace mailrace::gui
