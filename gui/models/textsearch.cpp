#include "gui/models/textsearch.h"

namespace mailrace::gui {

namespace {

QString expanded(const QRegularExpressionMatch& match, const QString& replacement) {
    QString out;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement.at(i);
        const QChar next = i + 1 < replacement.size() ? replacement.at(i + 1) : QChar();
        if (c != QLatin1Char('\\') || next.isNull()) {
            out += c;
        } else if (next >= QLatin1Char('0') && next <= QLatin1Char('9')) {
            out += match.captured(next.digitValue());
            ++i;
        } else {
            out += next == QLatin1Char('n') ? QLatin1Char('\n') : next == QLatin1Char('t') ? QLatin1Char('\t') : next;
            ++i;
        }
    }
    return out;
}

}  // namespace

QRegularExpression SearchQuery::expression() const {
    QString pattern = regex ? text : QRegularExpression::escape(text);
    // A hyphen belongs to the words of this language: "max-smtp-out" is one.
    if (wholeWord) pattern = QStringLiteral("(?<![\\w-])(?:%1)(?![\\w-])").arg(pattern);
    QRegularExpression::PatternOptions options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!matchCase) options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

QString SearchQuery::problem() const {
    const QRegularExpression wanted = expression();
    return wanted.isValid() ? QString() : wanted.errorString();
}

QVector<SearchHit> findAll(const QStringList& texts, const SearchQuery& query, const std::atomic<bool>* cancelled) {
    QVector<SearchHit> out;
    const QRegularExpression wanted = query.expression();
    if (query.text.isEmpty() || !wanted.isValid()) return out;
    for (int i = 0; i < texts.size(); ++i) {
        for (auto it = wanted.globalMatch(texts.at(i)); it.hasNext() && out.size() < kMostHits;) {
            if (cancelled && *cancelled) return {};
            const auto match = it.next();
            if (match.capturedLength() > 0) out.append({i, match.capturedStart(), match.capturedLength()});
        }
    }
    return out;
}

std::optional<SearchHit> findNext(const QString& text, const SearchQuery& query, qsizetype from, bool backward) {
    const QRegularExpression wanted = query.expression();
    if (query.text.isEmpty() || !wanted.isValid()) return std::nullopt;
    if (!backward) {
        for (const qsizetype start : {from, qsizetype(0)}) {
            for (auto it = wanted.globalMatch(text, start); it.hasNext();) {
                const auto match = it.next();
                if (match.capturedLength() > 0) return SearchHit{0, match.capturedStart(), match.capturedLength()};
            }
        }
        return std::nullopt;
    }
    std::optional<SearchHit> before;
    std::optional<SearchHit> last;
    for (auto it = wanted.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (match.capturedLength() == 0) continue;
        last = SearchHit{0, match.capturedStart(), match.capturedLength()};
        if (match.capturedEnd() <= from)
            before = last;
        else if (before)
            break;
    }
    return before ? before : last;
}

QString replacementFor(const QString& text, const SearchQuery& query, const SearchHit& hit, const QString& replacement) {
    if (!query.regex) return replacement;
    const auto match =
        query.expression().match(text, hit.from, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    return match.hasMatch() ? expanded(match, replacement) : replacement;
}

QString replaceAll(const QString& text, const SearchQuery& query, const QString& replacement, int* count) {
    *count = 0;
    const QRegularExpression wanted = query.expression();
    if (query.text.isEmpty() || !wanted.isValid()) return text;
    QString out;
    qsizetype done = 0;
    for (auto it = wanted.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (match.capturedLength() == 0) continue;
        out += QStringView(text).mid(done, match.capturedStart() - done);
        out += query.regex ? expanded(match, replacement) : replacement;
        done = match.capturedEnd();
        ++*count;
    }
    out += QStringView(text).mid(done);
    return *count == 0 ? text : out;
}

TextSearch::TextSearch(QObject* parent) : QObject(parent), m_worker(new QObject) {
    m_thread.setObjectName(QStringLiteral("search"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

TextSearch::~TextSearch() {
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void TextSearch::cancel() {
    if (m_cancelled) *m_cancelled = true;
    m_cancelled.reset();
}

void TextSearch::start(const QStringList& texts, const SearchQuery& query) {
    cancel();
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    QMetaObject::invokeMethod(
        m_worker,
        [this, texts, query, cancelled = m_cancelled] {
            if (*cancelled) return;
            const auto hits = findAll(texts, query, cancelled.get());
            QMetaObject::invokeMethod(
                this,
                [this, hits, cancelled] {
                    if (!*cancelled) emit found(hits);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

}  // namespace mailrace::gui
