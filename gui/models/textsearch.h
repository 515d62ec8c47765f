// Finds words or a regular expression in texts. A long search runs on a thread of its own and is dropped when another begins.
#pragma once

#include <QObject>
#include <QRegularExpression>
#include <QStringList>
#include <QThread>
#include <QVector>
#include <atomic>
#include <memory>
#include <optional>

namespace mailrace::gui {

struct SearchQuery {
    QString text;
    bool regex = false;
    bool matchCase = false;
    bool wholeWord = false;
    bool operator==(const SearchQuery&) const = default;

    /// The expression that all searches go by; invalid when the person's is.
    QRegularExpression expression() const;
    /// Why it cannot be searched for; empty when it can.
    QString problem() const;
};

struct SearchHit {
    int text = 0;  // index of the text
    qsizetype from = 0;
    qsizetype length = 0;
    bool operator==(const SearchHit&) const = default;
};

inline constexpr qsizetype kMostHits = 100'000;

/// Up to kMostHits, in order; hits of no length are left out. Stops early when `cancelled` becomes true.
QVector<SearchHit> findAll(const QStringList& texts, const SearchQuery& query, const std::atomic<bool>* cancelled = nullptr);
/// The next hit at or after `from` (or the last that ends at or before it), going round at the end.
std::optional<SearchHit> findNext(const QString& text, const SearchQuery& query, qsizetype from, bool backward);
/// What a hit becomes: the replacement, with \1 … \9 and \0 filled in when the query is a regular expression.
QString replacementFor(const QString& text, const SearchQuery& query, const SearchHit& hit, const QString& replacement);
/// The text with every hit replaced; `count` says how many there were.
QString replaceAll(const QString& text, const SearchQuery& query, const QString& replacement, int* count);

class TextSearch : public QObject {
    Q_OBJECT
public:
    explicit TextSearch(QObject* parent = nullptr);
    ~TextSearch() override;

    /// Ends whatever search is running; found() comes for this one alone.
    void start(const QStringList& texts, const SearchQuery& query);
    void cancel();

signals:
    void found(const QVector<mailrace::gui::SearchHit>& hits);

private:
    QThread m_thread;
    QObject* m_worker;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
};

}  // namespace mailrace::gui
