// The sections of the current document beside the text, with a filter. Follows the cursor. Window's thread.
#pragma once

#include <QWidget>
#include <vector>

#include "shared/config/outline.h"

class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace mailrace::gui {

class OutlineModel;

class OutlinePanel : public QWidget {
    Q_OBJECT
public:
    explicit OutlinePanel(QWidget* parent = nullptr);

    void setOutline(const std::vector<config::OutlineItem>& items);
    /// The cursor is in this line now.
    void follow(int line);
    void focusFilter();
    QTreeView* tree() const { return m_tree; }
    QLineEdit* filter() const { return m_filter; }

signals:
    void lineChosen(int line);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose();

    OutlineModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QLineEdit* m_filter;
    QTreeView* m_tree;
    bool m_following = false;
};

}  // namespace mailrace::gui
