// Two texts compared: side by side or below each other, equal parts folded, the next and the previous change by key and button,
// how much was added and removed. Compares at once what is short, on another thread what is long. Window's thread.
#pragma once

#include <QFrame>

#include "gui/models/difflines.h"

class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace mailrace::gui {

class DiffPane;
class Segmented;

class DiffView : public QFrame {
    Q_OBJECT
public:
    explicit DiffView(QWidget* parent = nullptr);

    /// What stands above each side: "runs now", "your text".
    void setTitles(const QString& before, const QString& after);
    void setTexts(const QString& before, const QString& after);
    const DiffLines& lines() const { return m_lines; }
    /// Is a comparison under way?
    bool isBusy() const { return m_busy; }

    /// Brings a line of the text before into sight and marks it; opens the fold that it is in.
    void showLine(int line);
    void next();
    void previous();
    /// The number of changes, and which of them was gone to last (from 0; -1: none).
    int changes() const { return int(m_changes.size()); }
    int current() const { return m_current; }

    void setSideBySide(bool sideBySide);
    bool isSideBySide() const;
    /// A smaller head without the choice of form, for previews.
    void setCompact(bool compact);

signals:
    void compared();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeHead();
    QToolButton* tool(const QString& icon, const QString& words);
    void take(const DiffLines& lines);
    void arrange();
    void go(int change);
    void openFold(int row);
    void say();
    void tint();

    DiffLines m_lines;
    QVector<DiffRow> m_rows;  // as shown
    QVector<int> m_changes;   // rows that begin a change, as shown
    QVector<int> m_open;      // folds that were opened, by their left line
    QString m_before, m_after;
    int m_current = -1;
    quint64 m_run = 0;
    bool m_busy = false;
    QWidget* m_head;
    QLabel* m_beforeTitle;
    QLabel* m_afterTitle;
    QLabel* m_bothTitle;
    QLabel* m_sum;
    QLabel* m_said;
    QToolButton* m_previous;
    QToolButton* m_next;
    Segmented* m_form;
    QToolButton* m_all;
    QStackedWidget* m_stack;
    DiffPane* m_left;
    DiffPane* m_right;
    DiffPane* m_both;
};

}  // namespace mailrace::gui
