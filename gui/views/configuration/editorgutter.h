// The strip beside the text: numbers of lines, a mark where something is wrong or was changed, an arrow where a section can be
// folded. Part of ConfigEditor.
#pragma once

#include <QWidget>

class QTextBlock;

namespace mailrace::gui {

class ConfigEditor;

class EditorGutter : public QWidget {
    Q_OBJECT
public:
    explicit EditorGutter(ConfigEditor* editor);

    int wantedWidth() const;
    QSize sizeHint() const override { return {wantedWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintLine(QPainter& painter, const QTextBlock& block, const QRect& row);
    void paintMark(QPainter& painter, const QTextBlock& block, const QRect& row);
    void paintFold(QPainter& painter, const QTextBlock& block, const QRect& row);
    QTextBlock blockAt(int y) const;

    ConfigEditor* m_editor;
    int m_pressedLine = -1;
};

}  // namespace mailrace::gui
