// The words of a receiver as they came: monospaced, not wrapped away from their lines, to be selected and copied. Grows with its
// text up to a bound, then scrolls.
#pragma once

#include <QPlainTextEdit>

namespace mailrace::gui {

class ResponseBox : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit ResponseBox(const QString& accessibleName, QWidget* parent = nullptr);

    void setWords(const QString& words);
    /// At most so many lines before it scrolls; 0: takes the room it is given.
    void setMostLines(int lines);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 34}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int wantedHeight() const;
    int m_mostLines = 8;
};

}  // namespace mailrace::gui
