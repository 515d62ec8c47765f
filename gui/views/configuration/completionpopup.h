// The list of what could be typed at the cursor, with help for the chosen one beside it. It takes no focus: the editor goes on
// getting every key and hands over those that belong here. Window's thread.
#pragma once

#include <QFrame>

#include "shared/config/assist.h"

class QLabel;
class QListView;

namespace mailrace::gui {

class CompletionModel;

class CompletionPopup : public QFrame {
    Q_OBJECT
public:
    explicit CompletionPopup(QWidget* editor);

    /// Shows the items below (or above) `cursor`, a place in `editor`. `choose`: the first is chosen, so that Enter takes it.
    void present(const std::vector<config::Completion>& items, const QRect& cursor, bool choose);
    /// Arrows, pages, Enter, Tab, Escape. False: the key is the editor's.
    bool handleKey(int key);
    QStringList labels() const;
    int current() const;

signals:
    void chosen(const QString& insert);

private:
    void place(const QRect& cursor);
    void accept();
    void showHelp();

    QWidget* m_editor;
    CompletionModel* m_model;
    QListView* m_list;
    QLabel* m_help;
};

}  // namespace mailrace::gui
