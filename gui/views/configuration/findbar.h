// The bar for finding and replacing above the text. It knows what is wanted; who searches is told by signals. Window's thread.
#pragma once

#include <QFrame>
#include <QTimer>

#include "gui/models/textsearch.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace mailrace::gui {

class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    /// Shows the bar with the text of a selection, if there is one.
    void open(const QString& selected, bool replace);
    void close();
    SearchQuery query() const;
    bool everywhere() const;
    QString replacement() const;
    void setEverywhere(bool everywhere);
    void setReadOnly(bool readOnly);
    /// "3 of 128"; `at` is 0 when the cursor is at no hit.
    void showCount(int at, int count, int files);

signals:
    /// Something else is searched for, or nothing.
    void queryChanged();
    void nextWanted(bool backward);
    void replaceWanted();
    void replaceAllWanted();
    void listWanted();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QToolButton* toggle(const QString& text, const QString& tip);
    QPushButton* push(const QString& text, const QString& tip);
    void onChange();

    QLineEdit* m_find;
    QLineEdit* m_replace;
    QToolButton* m_case;
    QToolButton* m_word;
    QToolButton* m_regex;
    QToolButton* m_everywhere;
    QLabel* m_count;
    QWidget* m_replaceRow;
    QPushButton* m_replaceOne;
    QPushButton* m_replaceAll;
};

}  // namespace mailrace::gui
