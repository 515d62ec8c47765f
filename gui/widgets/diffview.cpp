#include "gui/widgets/diffview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/models/format.h"
#include "gui/widgets/diffpane.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/settings.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {

constexpr int kContext = 4;  // equal lines beside a change
constexpr int kIcon = 14;
constexpr qsizetype kAtOnce = 60 * 1024;  // letters; longer texts are compared on another thread

/// Two panes that scroll as one.
void bind(QPlainTextEdit* a, QPlainTextEdit* b) {
    for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
        QObject::connect(from->verticalScrollBar(), &QScrollBar::valueChanged, to->verticalScrollBar(), &QScrollBar::setValue);
        QObject::connect(from->horizontalScrollBar(), &QScrollBar::valueChanged, to->horizontalScrollBar(),
                         &QScrollBar::setValue);
    }
}

QWidget* titled(QLabel* title, QWidget* pane) {
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    title->setObjectName(QStringLiteral("paneTitle"));
    layout->addWidget(title);
    layout->addWidget(pane, 1);
    return box;
}

}  // namespace

DiffView::DiffView(QWidget* parent)
    : QFrame(parent),
      m_head(new QWidget),
      m_beforeTitle(new QLabel),
      m_afterTitle(new QLabel),
      m_bothTitle(new QLabel),
      m_sum(new QLabel),
      m_said(new QLabel),
      m_stack(new QStackedWidget),
      m_left(new DiffPane(DiffPane::Side::Left, tr("Text before"))),
      m_right(new DiffPane(DiffPane::Side::Right, tr("Text after"))),
      m_both(new DiffPane(DiffPane::Side::Both, tr("Changes of the text"))) {
    setObjectName(QStringLiteral("card"));
    setAccessibleName(tr("Comparison"));
    makeHead();
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(titled(m_beforeTitle, m_left));
    splitter->addWidget(titled(m_afterTitle, m_right));
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1000, 1000});
    m_stack->addWidget(splitter);
    m_stack->addWidget(titled(m_bothTitle, m_both));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);
    bind(m_left, m_right);
    m_left->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // the right one moves both
    for (DiffPane* pane : {m_left, m_right, m_both}) connect(pane, &DiffPane::foldChosen, this, &DiffView::openFold);
    connect(&Theme::instance(), &Theme::changed, this, &DiffView::tint);
    setSideBySide(settings::get(Setting::DiffSideBySide).toBool());
    setFocusProxy(m_both);
    tint();
}

QToolButton* DiffView::tool(const QString& icon, const QString& words) {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("flat"));
    button->setProperty("drawing", icon);
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setIconSize({kIcon, kIcon});
    button->setAutoRaise(true);
    return button;
}

void DiffView::makeHead() {
    m_previous = tool(QStringLiteral("up"), tr("Previous change  (Alt+Up)"));
    m_next = tool(QStringLiteral("down"), tr("Next change  (Alt+Down)"));
    m_all = tool(QStringLiteral("unfold"), tr("Show all lines, the equal ones too"));
    m_all->setCheckable(true);
    m_form = new Segmented({tr("Side by side"), tr("Unified")}, tr("Form of the comparison"));
    m_said->setObjectName(QStringLiteral("dim"));
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(10, 6, 8, 6);
    row->setSpacing(4);
    row->addWidget(m_sum);
    row->addSpacing(8);
    row->addWidget(m_said);
    row->addStretch(1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_all);
    row->addSpacing(6);
    row->addWidget(m_form);
    connect(m_previous, &QToolButton::clicked, this, &DiffView::previous);
    connect(m_next, &QToolButton::clicked, this, &DiffView::next);
    connect(m_all, &QToolButton::toggled, this, [this] {
        m_open.clear();
        arrange();
    });
    connect(m_form, &Segmented::chosen, this, [this](int form) {
        settings::set(Setting::DiffSideBySide, form == 0);
        setSideBySide(form == 0);
    });
}

void DiffView::tint() {
    const Theme& theme = Theme::instance();
    for (QToolButton* button : {m_previous, m_next, m_all}) {
        const QString drawing = button->property("drawing").toString();
        QIcon icon;
        icon.addPixmap(iconPixmap(drawing, theme.color("dim"), kIcon, devicePixelRatioF()), QIcon::Normal);
        icon.addPixmap(iconPixmap(drawing, theme.color("line_strong"), kIcon, devicePixelRatioF()), QIcon::Disabled);
        button->setIcon(icon);
    }
    say();
}

void DiffView::setTitles(const QString& before, const QString& after) {
    m_beforeTitle->setText(before);
    m_afterTitle->setText(after);
    m_bothTitle->setText(tr("%1 → %2").arg(before, after));
}

void DiffView::setCompact(bool compact) {
    m_form->setVisible(!compact);
    m_previous->setVisible(!compact);
    m_next->setVisible(!compact);
    m_bothTitle->setVisible(!compact);
    if (compact) setSideBySide(false);
}

void DiffView::setTexts(const QString& before, const QString& after) {
    if (before == m_before && after == m_after && !m_lines.rows.isEmpty()) return;
    m_before = before;
    m_after = after;
    const quint64 run = ++m_run;
    if (before.size() + after.size() <= kAtOnce) {
        m_busy = false;
        return take(diffLines(before, after));
    }
    m_busy = true;
    m_said->setText(tr("comparing…"));
    QThreadPool::globalInstance()->start([view = QPointer<DiffView>(this), before, after, run] {
        auto made = std::make_shared<DiffLines>(diffLines(before, after));
        QMetaObject::invokeMethod(qApp, [view, run, made] {
            if (!view || view->m_run != run) return;
            view->m_busy = false;
            view->take(*made);
        });
    });
}

void DiffView::take(const DiffLines& lines) {
    m_lines = lines;
    m_open.clear();
    m_current = -1;
    arrange();
    if (!m_changes.isEmpty()) go(0);
    emit compared();
}

void DiffView::arrange() {
    QVector<DiffRow> rows = m_all->isChecked() ? m_lines.rows : folded(m_lines.rows, kContext, m_open);
    if (!isSideBySide()) rows = unified(rows);
    m_rows = rows;
    m_changes.clear();
    for (int i = 0; i < rows.size(); ++i)
        if (rows.at(i).isChange() && (i == 0 || !rows.at(i - 1).isChange())) m_changes.append(i);
    if (isSideBySide()) {
        m_left->setRows(&m_lines, rows);
        m_right->setRows(&m_lines, rows);
        m_both->setRows(&m_lines, {});
    } else {
        m_both->setRows(&m_lines, rows);
        m_left->setRows(&m_lines, {});
        m_right->setRows(&m_lines, {});
    }
    if (m_current >= 0 && m_current < m_changes.size()) go(m_current);
    say();
}

void DiffView::say() {
    const Theme& theme = Theme::instance();
    const auto part = [&](int count, const char* colour, QChar sign) {
        return QStringLiteral("<span style='color:%1'>%2%3</span>").arg(theme.color(colour).name(), sign, format::count(count));
    };
    m_sum->setText(part(m_lines.added, "good", QLatin1Char('+')) + QStringLiteral("&nbsp;&nbsp;") +
                   part(m_lines.removed, "bad", QChar(0x2212)));
    m_sum->setAccessibleName(tr("%1 lines added, %2 removed").arg(m_lines.added).arg(m_lines.removed));
    m_sum->setToolTip(m_sum->accessibleName());
    QString words = changes() == 1 ? tr("1 change") : tr("%1 changes").arg(format::count(changes()));
    if (changes() == 0) words = m_before == m_after ? tr("The texts are equal") : tr("No line differs");
    if (m_current >= 0 && changes() > 1) words = tr("change %1 of %2").arg(m_current + 1).arg(changes());
    if (!m_busy) m_said->setText(words);
    m_previous->setEnabled(m_current > 0);
    m_next->setEnabled(m_current + 1 < changes());
}

void DiffView::go(int change) {
    if (change < 0 || change >= m_changes.size()) return;
    m_current = change;
    const int first = m_changes.at(change);
    int last = first;
    while (last + 1 < m_rows.size() && m_rows.at(last + 1).isChange()) ++last;
    for (DiffPane* pane : {m_left, m_right, m_both}) pane->setCurrent(first, last);
    say();
}

void DiffView::showLine(int line) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        for (int i = 0; i < m_rows.size(); ++i) {
            const DiffRow& row = m_rows.at(i);
            const bool inFold = row.kind == DiffRow::Kind::Fold && row.left <= line && line < row.left + row.folded;
            if (inFold && attempt == 0) {
                openFold(i);
                break;
            }
            if (row.kind == DiffRow::Kind::Fold || row.left != line) continue;
            for (DiffPane* pane : {m_left, m_right, m_both}) pane->setCurrent(i, i);
            m_current = -1;
            return say();
        }
    }
}

void DiffView::next() { go(m_current + 1); }
void DiffView::previous() { go(m_current - 1); }

void DiffView::openFold(int row) {
    if (row < 0 || row >= m_rows.size()) return;
    m_open.append(m_rows.at(row).left);
    const int top = m_right->verticalScrollBar()->value(), topBoth = m_both->verticalScrollBar()->value();
    m_current = -1;
    arrange();
    m_right->verticalScrollBar()->setValue(top);
    m_both->verticalScrollBar()->setValue(topBoth);
}

bool DiffView::isSideBySide() const { return m_stack->currentIndex() == 0; }

void DiffView::setSideBySide(bool sideBySide) {
    m_form->setCurrent(sideBySide ? 0 : 1);
    m_stack->setCurrentIndex(sideBySide ? 0 : 1);
    setFocusProxy(sideBySide ? m_right : m_both);
    arrange();
}

void DiffView::keyPressEvent(QKeyEvent* event) {
    if (event->modifiers() & Qt::AltModifier && event->key() == Qt::Key_Down) return next();
    if (event->modifiers() & Qt::AltModifier && event->key() == Qt::Key_Up) return previous();
    QFrame::keyPressEvent(event);
}

}  // namespace mailrace::gui
