// A histogram of events over time, stacked and coloured by type; dragging on it narrows the time. Painted directly: a hundred
// bars at most, redrawn while events stream in.
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>
#include <optional>

namespace mailrace::gui {

class Histogram : public QWidget {
    Q_OBJECT
public:
    explicit Histogram(QWidget* parent = nullptr);

    /// `counts`: a list of counts a bucket, in the order of `types`.
    void setData(qint64 from, qint64 to, const QStringList& types, const QList<QList<double>>& counts);
    QSize sizeHint() const override { return {400, 74}; }

signals:
    void rangeChosen(qint64 from, qint64 to);
    /// Double click: the person wants to see more time again.
    void widenWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF plot() const;
    qint64 timeAt(double x) const;

    qint64 m_from = 0;
    qint64 m_to = 1;
    QStringList m_types;
    QList<QList<double>> m_counts;
    std::optional<double> m_press;
    double m_now = 0;
};

}  // namespace mailrace::gui
