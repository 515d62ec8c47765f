#include "gui/widgets/filterbar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QMimeData>
#include <QStandardItemModel>

#include "gui/widgets/filterhighlighter.h"
#include "gui/widgets/theme.h"
#include "shared/base/clock.h"
#include "shared/filter/completion.h"
#include "shared/filter/filter.h"

namespace mailrace::gui {

namespace {
constexpr int kPauseMs = 600;
constexpr int kMostCandidates = 40;
constexpr int kPopupWidth = 380;
constexpr int kHeight = 30;
}  // namespace

FilterBar::FilterBar(const filter::FieldTable& table, const QString& placeholder, const QString& accessibleName, QWidget* parent)
    : QTextEdit(parent),
      m_table(&table),
      m_highlighter(new FilterHighlighter(table, document())),
      m_completer(new QCompleter(this)),
      m_candidates(new QStandardItemModel(this)) {
    setAccessibleName(accessibleName);
    setPlaceholderText(placeholder);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setLineWrapMode(QTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFont(Theme::instance().mono());
    document()->setDocumentMargin(3);
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_completer->setModel(m_candidates);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("palette"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(this, &QTextEdit::textChanged, this, &FilterBar::onTextChanged);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& index) { insertCompletion(index.data(Qt::UserRole).toString()); });
}

FilterBar::~FilterBar() = default;

void FilterBar::setFilter(const QString& text) {
    if (text != toPlainText()) {
        m_inserting = true;
        setPlainText(text);
        m_inserting = false;
        moveCursor(QTextCursor::End);
    }
    m_applied = text;
    check();
    m_pause.stop();
    if (!m_problem) emit applied(text);
}

void FilterBar::onTextChanged() {
    if (m_inserting) return;
    if (toPlainText().contains(QLatin1Char('\n'))) return setFilter(toPlainText().simplified());
    // Colouring changes formats only; act on letters.
    if (toPlainText() == m_applied && !m_problem) {
        m_pause.stop();
        return;
    }
    check();
    m_pause.start();
    complete(false);
}

void FilterBar::check() {
    const QByteArray bytes = toPlainText().toUtf8();
    const auto parsed = filter::parse({bytes.constData(), size_t(bytes.size())}, *m_table, SystemClock::instance().wall());
    if (parsed.ok()) {
        m_problem.reset();
        m_highlighter->setMistake(0, 0);
        setToolTip({});
        emit problemChanged({});
        return;
    }
    const filter::Problem& first = parsed.problems.front();
    setProblem(QString::fromStdString(first.words), int(first.offset), int(first.length));
}

void FilterBar::setProblem(const QString& words, int byteOffset, int byteLength) {
    const QByteArray bytes = toPlainText().toUtf8();
    const int from = unitsOf(bytes, byteOffset);
    const int to = unitsOf(bytes, byteOffset + byteLength);
    // A mistake at the very end has no letter of its own to underline.
    const int offset = to > from ? from : std::max(0, from - 1);
    m_problem = Problem{offset, std::max(1, to - from), words};
    m_highlighter->setMistake(m_problem->offset, m_problem->length);
    setToolTip(words.toHtmlEscaped());
    emit problemChanged(words);
}

void FilterBar::apply() {
    m_pause.stop();
    if (m_problem || toPlainText() == m_applied) return;
    m_applied = toPlainText();
    emit applied(m_applied);
}

QStringList FilterBar::completions() const {
    QStringList out;
    for (int i = 0; i < m_candidates->rowCount(); ++i) out.append(m_candidates->item(i)->data(Qt::UserRole).toString());
    return out;
}

void FilterBar::complete(bool onDemand) {
    const QByteArray bytes = toPlainText().toUtf8();
    const auto cursor = size_t(toPlainText().left(textCursor().position()).toUtf8().size());
    const filter::Completion found = filter::complete({bytes.constData(), size_t(bytes.size())}, cursor, *m_table);
    m_replaceFrom = unitsOf(bytes, qsizetype(found.offset));
    m_replaceLength = unitsOf(bytes, qsizetype(found.offset + found.length)) - m_replaceFrom;
    const QString prefix = QString::fromStdString(found.prefix);
    m_candidates->clear();
    const auto add = [this](const QString& text, const QString& help) {
        if (m_candidates->rowCount() >= kMostCandidates) return;
        auto* item = new QStandardItem;
        // A standard item keeps one value for display and edit; what is inserted has a role of its own.
        item->setData(help.isEmpty() ? text : QStringLiteral("%1   %2").arg(text, help), Qt::DisplayRole);
        item->setData(text, Qt::UserRole);
        m_candidates->appendRow(item);
    };
    for (const filter::Candidate& candidate : found.candidates)
        add(QString::fromStdString(candidate.text), QString::fromStdString(candidate.help));
    if (found.field) {
        const QStringList known = m_known.value(QString::fromUtf8(found.field->name.data(), qsizetype(found.field->name.size())));
        for (const QString& value : known) {
            if (value.startsWith(prefix, Qt::CaseInsensitive))
                add(QString::fromStdString(filter::quote_value(value.toStdString())), {});
        }
    }
    const bool only = m_candidates->rowCount() == 1 && m_candidates->item(0)->data(Qt::UserRole).toString() == prefix;
    if (!hasFocus() || m_candidates->rowCount() == 0 || only || (!onDemand && prefix.isEmpty() && !found.field)) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(kPopupWidth);
    m_completer->complete(place);
}

void FilterBar::insertCompletion(const QString& text) {
    QTextCursor cursor = textCursor();
    cursor.setPosition(m_replaceFrom);
    cursor.setPosition(m_replaceFrom + m_replaceLength, QTextCursor::KeepAnchor);
    cursor.insertText(text.endsWith(QLatin1Char(':')) ? text : text + QLatin1Char(' '));
    setTextCursor(cursor);
}

void FilterBar::keyPressEvent(QKeyEvent* event) {
    const bool popup = m_completer->popup()->isVisible();
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (popup && m_completer->popup()->currentIndex().isValid()) {
                event->ignore();  // the completer takes it
                return;
            }
            m_completer->popup()->hide();
            return apply();
        case Qt::Key_Tab:
            if (popup) {
                const QModelIndex current = m_completer->popup()->currentIndex();
                insertCompletion(
                    (current.isValid() ? current : m_completer->popup()->model()->index(0, 0)).data(Qt::UserRole).toString());
                m_completer->popup()->hide();
                return;
            }
            break;
        case Qt::Key_Escape:
            if (popup) return m_completer->popup()->hide();
            return setFilter({});
        case Qt::Key_Space:
            if (event->modifiers() & Qt::ControlModifier) return complete(true);
            break;
        default: break;
    }
    QTextEdit::keyPressEvent(event);
}

void FilterBar::insertFromMimeData(const QMimeData* source) { insertPlainText(source->text().simplified()); }

void FilterBar::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) apply();
    QTextEdit::focusOutEvent(event);
}

void FilterBar::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    ensureCursorVisible();
}

}  // namespace mailrace::gui
