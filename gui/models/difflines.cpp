#include "gui/models/difflines.h"

#include <algorithm>
#include <set>

#include "gui/models/configsyntax.h"
#include "shared/config/text_diff.h"

namespace mailrace::gui {

namespace {

constexpr int kMostTokens = 300;       // of a line whose words are compared
constexpr qsizetype kMostPairs = 900;  // lines of a run that are paired by what they say
constexpr double kAlike = 0.4;         // share of letters in common from which two lines are one that changed

bool isWordLetter(QChar c) {
    return c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') || c == QLatin1Char('.');
}

QVector<DiffSpan> tokensOf(const QString& line) {
    QVector<DiffSpan> out;
    for (int at = 0; at < line.size();) {
        int end = at + 1;
        if (isWordLetter(line.at(at)))
            while (end < line.size() && isWordLetter(line.at(end))) ++end;
        else if (line.at(at).isSpace())
            while (end < line.size() && line.at(end).isSpace()) ++end;
        out.append({at, end - at});
        at = end;
    }
    return out;
}

QStringView wordOf(const QString& line, const DiffSpan& token) { return QStringView(line).mid(token.from, token.length); }

/// For each token of either line whether the other one has it too, in the same order.
struct Common {
    std::vector<char> left, right;
    int letters = 0;  // without blanks
};

Common commonTokens(const QString& a, const QVector<DiffSpan>& as, const QString& b, const QVector<DiffSpan>& bs) {
    const size_t n = size_t(as.size()), m = size_t(bs.size());
    Common out{std::vector<char>(n, 0), std::vector<char>(m, 0), 0};
    std::vector<int> best((n + 1) * (m + 1), 0);
    const auto at = [&](size_t i, size_t j) -> int& { return best[i * (m + 1) + j]; };
    const auto same = [&](size_t i, size_t j) { return wordOf(a, as.at(int(i))) == wordOf(b, bs.at(int(j))); };
    const auto weight = [&](size_t i) { return a.at(as.at(int(i)).from).isSpace() ? 0 : as.at(int(i)).length; };
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;)
            at(i, j) = same(i, j) ? at(i + 1, j + 1) + 1 + weight(i) : std::max(at(i + 1, j), at(i, j + 1));
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (same(i, j)) {
            out.letters += weight(i);
            out.left[i++] = out.right[j++] = 1;
        } else if (at(i + 1, j) >= at(i, j + 1)) {
            ++i;
        } else {
            ++j;
        }
    }
    return out;
}

int lettersOf(const QString& line) {
    return int(std::count_if(line.begin(), line.end(), [](QChar c) { return !c.isSpace(); }));
}

/// Letters that two lines share at both ends: a slip within a word leaves them alike.
double ends(const QString& a, const QString& b) {
    const QString left = a.simplified(), right = b.simplified();
    const qsizetype shorter = std::min(left.size(), right.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && left.at(head) == right.at(head)) ++head;
    while (tail < shorter - head && left.at(left.size() - 1 - tail) == right.at(right.size() - 1 - tail)) ++tail;
    return double(lettersOf(left.left(head)) + lettersOf(left.right(tail)));
}

double alike(const QString& a, const QString& b) {
    const QVector<DiffSpan> as = tokensOf(a), bs = tokensOf(b);
    const int most = std::max(lettersOf(a), lettersOf(b));
    if (most == 0) return 1;
    if (as.size() > kMostTokens || bs.size() > kMostTokens) return a == b ? 1 : 0;
    return std::max(double(commonTokens(a, as, b, bs).letters) / most, ends(a, b) / most);
}

/// Spans of tokens that are not common, neighbours joined.
QVector<DiffSpan> spansOf(const QVector<DiffSpan>& tokens, const std::vector<char>& common) {
    QVector<DiffSpan> out;
    for (int i = 0; i < tokens.size(); ++i) {
        if (common[size_t(i)]) continue;
        const DiffSpan& token = tokens.at(i);
        if (!out.isEmpty() && out.last().from + out.last().length == token.from)
            out.last().length += token.length;
        else
            out.append(token);
    }
    return out;
}

class Rows {
public:
    explicit Rows(DiffLines& out) : m_out(out) {}

    void equal(int left, int right, int count) {
        for (int i = 0; i < count; ++i) m_out.rows.append({DiffRow::Kind::Equal, left + i + 1, right + i + 1, {}, {}, 0});
    }

    /// A run of `n` removed lines from `left` on and `m` added ones from `right` on (both from 0).
    void run(int left, int n, int right, int m) {
        m_out.removed += n;
        m_out.added += m;
        int i = 0, j = 0;
        for (const auto& [pairedLeft, pairedRight] : pairs(left, n, right, m)) {
            for (; i < pairedLeft; ++i) removed(left + i);
            for (; j < pairedRight; ++j) added(right + j);
            changed(left + i++, right + j++);
        }
        for (; i < n; ++i) removed(left + i);
        for (; j < m; ++j) added(right + j);
    }

private:
    using Pairs = std::vector<std::pair<int, int>>;

    void removed(int left) { m_out.rows.append({DiffRow::Kind::Removed, left + 1, 0, {}, {}, 0}); }
    void added(int right) { m_out.rows.append({DiffRow::Kind::Added, 0, right + 1, {}, {}, 0}); }
    void changed(int left, int right) {
        DiffRow row{DiffRow::Kind::Changed, left + 1, right + 1, {}, {}, 0};
        differingWords(m_out.leftLines.at(left), m_out.rightLines.at(right), row.leftWords, row.rightWords);
        m_out.rows.append(row);
    }

    /// Which lines of a run belong together: those that are alike, in order, as much as possible.
    Pairs pairs(int left, int n, int right, int m) const {
        Pairs out;
        if (qsizetype(n) * m > kMostPairs) {
            for (int i = 0; i < std::min(n, m); ++i)
                if (alike(m_out.leftLines.at(left + i), m_out.rightLines.at(right + i)) >= kAlike) out.emplace_back(i, i);
            return out;
        }
        const auto index = [&](int i, int j) { return size_t(i) * size_t(m + 1) + size_t(j); };
        std::vector<double> score(size_t(n + 1) * size_t(m + 1), 0), best = score;
        for (int i = n; i-- > 0;)
            for (int j = m; j-- > 0;) {
                const double value = alike(m_out.leftLines.at(left + i), m_out.rightLines.at(right + j));
                score[index(i, j)] = value >= kAlike ? value : 0;
                const double apart = std::max(best[index(i + 1, j)], best[index(i, j + 1)]);
                best[index(i, j)] = std::max(apart, score[index(i, j)] + best[index(i + 1, j + 1)]);
            }
        for (int i = 0, j = 0; i < n && j < m;) {
            const double here = best[index(i, j)];
            if (score[index(i, j)] > 0 && here == score[index(i, j)] + best[index(i + 1, j + 1)])
                out.emplace_back(i++, j++);
            else if (here == best[index(i + 1, j)])
                ++i;
            else
                ++j;
        }
        return out;
    }

    DiffLines& m_out;
};

QStringList linesOf(const QString& text) {
    QStringList out = text.split(QLatin1Char('\n'));
    if (out.last().isEmpty()) out.removeLast();  // the end of the last line begins no further one
    return out;
}

/// Where each line stands, by the tags before it.
QVector<DiffScope> scopesOf(const QStringList& lines) {
    QVector<DiffScope> out;
    out.reserve(lines.size());
    QVector<QPair<QString, DiffScope>> open;
    for (const QString& line : lines) {
        const LineTag tag = tagOf(line);
        if (tag == LineTag::Close && !open.isEmpty() && open.last().first == tagName(line)) open.removeLast();
        out.append(open.isEmpty() ? DiffScope(config::Scope::global) : open.last().second);
        if (tag == LineTag::Open) open.append({tagName(line), scopeOf(tagName(line))});
    }
    return out;
}

/// Bytes that config::diff_lines() compares: every line with its end, so that a missing one at the end makes no difference.
std::string bytesOf(const QStringList& lines) {
    std::string out;
    for (const QString& line : lines) {
        const QByteArray utf8 = line.toUtf8();
        out.append(utf8.constData(), size_t(utf8.size()));
        out += '\n';
    }
    return out;
}

}  // namespace

DiffLines diffLines(const QString& before, const QString& after) {
    DiffLines out;
    out.leftLines = linesOf(before);
    out.rightLines = linesOf(after);
    out.leftScopes = scopesOf(out.leftLines);
    out.rightScopes = scopesOf(out.rightLines);
    Rows rows(out);
    int left = 0, right = 0;
    for (const config::LineEdit& edit : config::diff_lines(bytesOf(out.leftLines), bytesOf(out.rightLines))) {
        rows.equal(left, right, int(edit.old_first) - left);
        rows.run(int(edit.old_first), int(edit.old_count), int(edit.new_first), int(edit.new_count));
        left = int(edit.old_first + edit.old_count);
        right = int(edit.new_first + edit.new_count);
    }
    rows.equal(left, right, int(out.leftLines.size()) - left);
    return out;
}

void differingWords(const QString& before, const QString& after, QVector<DiffSpan>& left, QVector<DiffSpan>& right) {
    left.clear();
    right.clear();
    const QVector<DiffSpan> as = tokensOf(before), bs = tokensOf(after);
    if (as.size() > kMostTokens || bs.size() > kMostTokens) return;
    const Common common = commonTokens(before, as, after, bs);
    if (common.letters == 0) return;
    left = spansOf(as, common.left);
    right = spansOf(bs, common.right);
}

QVector<int> DiffLines::changes() const {
    QVector<int> out;
    for (int i = 0; i < rows.size(); ++i)
        if (rows.at(i).isChange() && (i == 0 || !rows.at(i - 1).isChange())) out.append(i);
    return out;
}

QVector<DiffRow> folded(const QVector<DiffRow>& rows, int context, const QVector<int>& open) {
    QVector<DiffRow> out;
    for (int i = 0; i < rows.size();) {
        if (rows.at(i).isChange()) {
            out.append(rows.at(i++));
            continue;
        }
        int end = i;
        while (end < rows.size() && !rows.at(end).isChange()) ++end;
        const int from = i == 0 ? 0 : i + context;
        const int to = end == rows.size() ? end : end - context;
        const bool stays = to - from < 3 || open.contains(rows.at(from).left);
        for (; i < end; ++i) {
            if (stays || i < from || i >= to) {
                out.append(rows.at(i));
            } else if (i == from) {
                out.append({DiffRow::Kind::Fold, rows.at(from).left, rows.at(from).right, {}, {}, to - from});
            }
        }
    }
    return out;
}

QVector<DiffRow> unified(const QVector<DiffRow>& rows) {
    QVector<DiffRow> out, added;
    const auto flush = [&] {
        out += added;
        added.clear();
    };
    for (const DiffRow& row : rows) {
        switch (row.kind) {
            case DiffRow::Kind::Equal:
            case DiffRow::Kind::Fold:
                flush();
                out.append(row);
                break;
            case DiffRow::Kind::Removed: out.append(row); break;
            case DiffRow::Kind::Added: added.append(row); break;
            case DiffRow::Kind::Changed:
                out.append({DiffRow::Kind::Removed, row.left, 0, row.leftWords, {}, 0});
                added.append({DiffRow::Kind::Added, 0, row.right, {}, row.rightWords, 0});
                break;
        }
    }
    flush();
    return out;
}

}  // namespace mailrace::gui
