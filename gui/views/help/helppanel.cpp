#include "gui/views/help/helppanel.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "gui/models/helpbook.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/markdownview.h"
#include "gui/widgets/theme.h"

namespace mailrace::gui {

namespace {
constexpr int kIcon = 16;
constexpr int kNarrowest = 300;
constexpr int kMostHistory = 200;
const QString kSearch = QStringLiteral("search:");
}  // namespace

HelpPanel::HelpPanel(QWidget* parent) : QWidget(parent), m_search(new QLineEdit), m_view(new MarkdownView(tr("Help page"))) {
    setObjectName(QStringLiteral("helpWindow"));
    setAccessibleName(tr("Help"));
    m_back = tool(QStringLiteral("back"), tr("Back"), QKeySequence::Back);
    m_forward = tool(QStringLiteral("forward"), tr("Forward"), QKeySequence::Forward);
    m_home = tool(QStringLiteral("contents"), tr("What there is"), {});
    m_search->setPlaceholderText(tr("Search pages and directives"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(4);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addWidget(m_home);
    row->addWidget(m_search, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    setMinimumWidth(kNarrowest);

    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_home, &QToolButton::clicked, this, [this] { showPage(QStringLiteral("help:")); });
    connect(m_search, &QLineEdit::textEdited, this, &HelpPanel::search);
    connect(m_view, &MarkdownView::linkChosen, this, &HelpPanel::follow);
    connect(&Theme::instance(), &Theme::changed, this, &HelpPanel::tint);
    tint();
    showPage(QStringLiteral("help:"));
}

QToolButton* HelpPanel::tool(const QString& icon, const QString& words, const QKeySequence& keys) {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("flat"));
    button->setProperty("drawing", icon);
    button->setToolTip(keys.isEmpty() ? words : QStringLiteral("%1  (%2)").arg(words, keys.toString(QKeySequence::NativeText)));
    button->setAccessibleName(words);
    button->setIconSize({kIcon, kIcon});
    if (!keys.isEmpty()) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, button, &QToolButton::click);
    }
    return button;
}

void HelpPanel::tint() {
    const Theme& theme = Theme::instance();
    for (QToolButton* button : {m_back, m_forward, m_home}) {
        const QString drawing = button->property("drawing").toString();
        QIcon icon;
        icon.addPixmap(iconPixmap(drawing, theme.color("dim"), kIcon, devicePixelRatioF()), QIcon::Normal);
        icon.addPixmap(iconPixmap(drawing, theme.color("line_strong"), kIcon, devicePixelRatioF()), QIcon::Disabled);
        button->setIcon(icon);
    }
}

void HelpPanel::showPage(const QString& address) {
    m_search->clear();
    remember(address);
    display(address);
}

void HelpPanel::showName(const QString& name) {
    const QString address = helpbook::addressOf(name);
    if (!address.isEmpty()) return showPage(address);
    m_search->setText(name);
    search(name);
}

void HelpPanel::search(const QString& words) {
    if (words.simplified().isEmpty()) return;
    // A search that goes on takes the place of its beginning.
    if (address().startsWith(kSearch))
        m_history[m_place] = kSearch + words;
    else
        remember(kSearch + words);
    display(kSearch + words);
}

void HelpPanel::focusSearch() {
    m_search->setFocus();
    m_search->selectAll();
}

void HelpPanel::remember(const QString& address) {
    if (address == this->address()) return;
    if (m_place >= 0) m_scrolls[m_place] = m_view->verticalScrollBar()->value();
    m_history.resize(m_place + 1);
    m_scrolls.resize(m_place + 1);
    m_history.append(address);
    m_scrolls.append(0);
    if (m_history.size() > kMostHistory) {
        m_history.removeFirst();
        m_scrolls.removeFirst();
    }
    m_place = int(m_history.size()) - 1;
}

void HelpPanel::display(const QString& address) {
    helpbook::Page page = address.startsWith(kSearch) ? helpbook::search(address.mid(kSearch.size())) : helpbook::page(address);
    if (page.markdown.isEmpty()) page = helpbook::page({});
    m_view->setPage(page.markdown);
    if (const QString anchor = helpbook::anchorOf(address); !anchor.isEmpty()) m_view->goToHeading(anchor);
    m_back->setEnabled(m_place > 0);
    m_forward->setEnabled(m_place + 1 < m_history.size());
    m_title = page.title;
    setWindowTitle(tr("%1 — Mailrace help").arg(m_title));
}

void HelpPanel::go(int step) {
    const int place = m_place + step;
    if (place < 0 || place >= m_history.size()) return;
    m_scrolls[m_place] = m_view->verticalScrollBar()->value();
    m_place = place;
    const QString address = m_history.at(place);
    m_search->setText(address.startsWith(kSearch) ? address.mid(kSearch.size()) : QString());
    display(address);
    m_view->verticalScrollBar()->setValue(m_scrolls.at(place));
}

void HelpPanel::follow(const QUrl& link) {
    if (link.scheme() == QLatin1String("help"))
        showPage(link.toString());
    else if (link.scheme() == QLatin1String("https"))
        QDesktopServices::openUrl(link);
}

void HelpPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && isWindow()) return hide();
    if (event->matches(QKeySequence::Find)) return focusSearch();
    QWidget::keyPressEvent(event);
}

bool HelpPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
                if (const QStringList found = helpbook::found(m_search->text()); !found.isEmpty()) {
                    showPage(found.first());
                    m_view->setFocus();
                }
                return true;
            case Qt::Key_Down: m_view->focusFirstLink(); return true;
            case Qt::Key_Escape:
                if (m_search->text().isEmpty()) break;
                go(-1);
                m_search->clear();
                return true;
            default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mailrace::gui
