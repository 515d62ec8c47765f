// Suppression: whom mail is kept from. Lists with their counts and uses at the left, the entries of one or of all of them as a
// table that holds only what is looked at, and beside it the answer to "why is this address suppressed?".
#pragma once

#include <QTimer>
#include <memory>

#include "gui/models/suppressionmodel.h"
#include "gui/widgets/view.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mailrace::gui {

class ActionRegistry;
class Card;
class CellDelegate;
class CheckCard;
class Connection;
class ListsPanel;
class SuppressionExport;
class SuppressionLists;

class SuppressionView : public View {
    Q_OBJECT
public:
    SuppressionView(Connection* connection, ActionRegistry* actions, QWidget* parent = nullptr);

    bool hasData() const override;
    bool isBusy() const override { return m_model->isSearching(); }
    qint64 rows() const override { return m_model->rowCount(); }
    void focusFilter() override;
    QString helpAddress() const override;

    /// Opens the dialog with these lines in it.
    void addEntries(const QString& entries);
    /// "Why is it suppressed?"
    void check(const QString& address);
    void showList(const QString& list, const QString& text);

    SuppressionModel* model() const { return m_model; }
    SuppressionLists* lists() const { return m_lists; }
    QTableView* table() const { return m_table; }
    CheckCard* checkCard() const { return m_check; }
    QLineEdit* searchEdit() const { return m_search; }
    QPushButton* undoButton() const { return m_undo; }
    QString emptyWords() const;

signals:
    /// A line of the configuration.
    void lineWanted(const QString& file, int line);
    void configurationWanted();
    /// An entry that came by itself: the events of its address.
    void eventsWanted(const QString& filter);

protected:
    void showStale(bool stale) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Chosen {
        QList<SuppressionEntry> entries;  // that can be removed
        int rows = 0, configured = 0;
    };
    /// What is being put back after a removal.
    struct PutBack {
        QList<QList<SuppressionEntry>> left;  // those with the same list, reason and end together
        qint64 added = 0;
        QString problem;
    };

    QWidget* makeSide();
    QWidget* makeEntries();
    void makeActions(ActionRegistry* actions);
    void search();
    void showLists();
    void showState();
    void showAbout();
    void showEmpty();
    void cellMenu(const QPoint& at);
    void import(const QString& path);
    void chooseImport();
    void chooseExport();
    void removeChosen();
    void askRemoval(const Chosen& some);
    void removeEntries(const QList<SuppressionEntry>& entries);
    void undoRemoval();
    void putBackNext(const std::shared_ptr<PutBack>& back);
    void onChanged(const QString& words);
    void tell(const QString& words, bool bad = false);
    Chosen chosen() const;
    QString currentList() const;
    bool mayChange() const;

    Connection* m_connection;
    SuppressionLists* m_lists;
    SuppressionModel* m_model;
    SuppressionExport* m_export;
    QLineEdit* m_search;
    QComboBox* m_kind;
    ListsPanel* m_panel;
    CheckCard* m_check;
    Card* m_card;
    QLabel *m_about, *m_said, *m_empty, *m_count;
    QPushButton *m_undo, *m_stop, *m_openConfiguration;
    QStackedWidget* m_stack;
    QTableView* m_table;
    CellDelegate* m_cells = nullptr;
    QAction *m_add, *m_remove, *m_importAction, *m_exportAction, *m_undoAction;
    QTimer m_pause;
    QString m_wantedList, m_problem;
    QList<SuppressionEntry> m_removed;  // last
    bool m_reloadWhenShown = false;
};

}  // namespace mailrace::gui
