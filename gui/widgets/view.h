// What all views have in common: a head with title and controls, and the manner in which last known data is shown while the
// daemon is away: greyed and dated.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace mailrace::gui {

class View : public QWidget {
    Q_OBJECT
public:
    View(const QString& id, const QString& title, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }
    const QString& title() const { return m_title; }

    /// The daemon is away since what is shown was current (`sinceMs`), or is back.
    void setStale(bool stale, qint64 sinceMs);
    bool isStale() const { return m_stale; }
    /// Ctrl+F.
    virtual void focusFilter() {}
    /// F1: the page of the help that fits where the person is.
    virtual QString helpAddress() const { return QStringLiteral("help:") + m_id; }
    /// Has everything that the view shows first arrived?
    virtual bool hasData() const = 0;
    /// More is on its way, although the first data is there.
    virtual bool isBusy() const { return false; }
    /// Rows of the table that it shows, those too that are far from what is to be seen; -1 without one.
    virtual qint64 rows() const { return -1; }

protected:
    /// In the head, after the title.
    void addToHead(QWidget* widget, int stretch = 0);
    void addHeadStretch();
    QVBoxLayout* body() const { return m_body; }
    virtual void showStale(bool stale) = 0;

private:
    QString m_id;
    QString m_title;
    QLabel* m_staleLabel;
    QHBoxLayout* m_head;
    QVBoxLayout* m_body;
    bool m_stale = false;
};

}  // namespace mailrace::gui
