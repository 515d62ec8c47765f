// A sparkline: the shape of a series without axes. Painted directly: Qt Charts would cost a scene a row of a table.
#pragma once

#include <QColor>
#include <QList>
#include <QRectF>
#include <QWidget>

class QPainter;

namespace mailrace::gui {

void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color);

class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(const QList<double>& values);
    void setColorName(const char* name);
    QSize sizeHint() const override { return {64, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> m_values;
    const char* m_color = "depth";
};

}  // namespace mailrace::gui
