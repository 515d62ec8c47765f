// The bar in which a filter is typed: coloured as the language reads it, completed while typing, with the first mistake
// underlined where it is and explained in the tooltip and below. Applies the filter when Enter is pressed or typing pauses on
// text without a mistake. Window's thread.
#pragma once

#include <QHash>
#include <QStringList>
#include <QTextEdit>
#include <QTimer>
#include <optional>

class QCompleter;
class QStandardItemModel;

namespace mailrace::filter {
struct FieldTable;
}

namespace mailrace::gui {

class FilterHighlighter;

class FilterBar : public QTextEdit {
    Q_OBJECT
public:
    struct Problem {
        int offset = 0;  // UTF-16 units
        int length = 0;
        QString words;
    };

    FilterBar(const filter::FieldTable& table, const QString& placeholder, const QString& accessibleName,
              QWidget* parent = nullptr);
    ~FilterBar() override;

    QString filter() const { return toPlainText(); }
    /// Shows and applies the text without waiting.
    void setFilter(const QString& text);
    /// What the daemon found wrong with it; it is shown like our own findings.
    void setProblem(const QString& words, int byteOffset, int byteLength);
    const std::optional<Problem>& problem() const { return m_problem; }
    /// Values of a field that only the daemon knows, for completion.
    void setKnownValues(const QString& field, const QStringList& values) { m_known.insert(field, values); }
    QStringList completions() const;

signals:
    void applied(const QString& filter);
    void problemChanged(const QString& words);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void onTextChanged();
    void check();
    void apply();
    void complete(bool onDemand);
    void insertCompletion(const QString& text);

    const filter::FieldTable* m_table;
    FilterHighlighter* m_highlighter;
    QCompleter* m_completer;
    QStandardItemModel* m_candidates;
    QTimer m_pause;
    QHash<QString, QStringList> m_known;
    std::optional<Problem> m_problem;
    QString m_applied;
    int m_replaceFrom = 0;
    int m_replaceLength = 0;
    bool m_inserting = false;
};

}  // namespace mailrace::gui
