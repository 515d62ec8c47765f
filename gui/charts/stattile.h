// A tile: what is counted, the figure now, a line about it, and its last minutes as a sparkline.
#pragma once

#include <QFrame>

class QLabel;

namespace mailrace::gui {

class Sparkline;

class StatTile : public QFrame {
    Q_OBJECT
public:
    StatTile(const QString& name, const char* colorName, QWidget* parent = nullptr);

    void setValue(const QString& value);
    void setNote(const QString& note);
    void setSeries(const QList<double>& values);
    QString value() const { return m_value; }
    QString note() const;

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_name;
    QString m_value;
    QLabel* m_nameLabel;
    QLabel* m_note;
    Sparkline* m_spark;
};

}  // namespace mailrace::gui
